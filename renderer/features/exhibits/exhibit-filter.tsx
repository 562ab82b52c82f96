import { Input, Select } from 'antd'
import { useState } from 'react'
import { type ExhibitKind, exhibitKindNames, exhibitKindSchema } from '#shared/kinds.ts'
import { FilterBar } from '../../components/filter-bar.tsx'

/** What the library is narrowed to. */
export interface ExhibitFilter {
  readonly search: string
  readonly kind: ExhibitKind | null
}

/** Reads a kind from the address. */
export const kindFrom = (text: string | undefined): ExhibitKind | null => exhibitKindSchema.safeParse(text).data ?? null

const kinds = Object.entries(exhibitKindNames).map(([value, label]) => ({ value: value as ExhibitKind, label }))

/** The filter form above the library. */
export function ExhibitFilterBar({
  filter,
  onFilter,
}: {
  readonly filter: ExhibitFilter
  readonly onFilter: (filter: ExhibitFilter) => void
}) {
  const [search, setSearch] = useState(filter.search)
  const [kind, setKind] = useState(filter.kind)
  return (
    <FilterBar
      search={() => onFilter({ search: search.trim(), kind })}
      reset={() => {
        setSearch('')
        setKind(null)
        onFilter({ search: '', kind: null })
      }}
    >
      <Input
        aria-label="搜索证据"
        placeholder="名称、来源、证明目的或文中文字"
        allowClear
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        style={{ width: 280 }}
      />
      <Select
        aria-label="种类"
        placeholder="全部种类"
        allowClear
        value={kind}
        onChange={(value: ExhibitKind | undefined) => {
          setKind(value ?? null)
          onFilter({ search: search.trim(), kind: value ?? null })
        }}
        options={kinds}
        style={{ width: 160 }}
      />
    </FilterBar>
  )
}
