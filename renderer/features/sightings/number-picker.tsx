import { Select } from 'antd'
import { useState } from 'react'
import type { CompanyId } from '#shared/ids.ts'
import { useRead } from '../../state/core.ts'

/** Chooses one of the company's numbers by any of its digits. */
export function NumberPicker({
  companyId,
  value,
  onChange,
  onBlur,
  id,
}: {
  readonly companyId: CompanyId
  readonly value?: string
  readonly onChange?: (id: string) => void
  readonly onBlur?: () => void
  readonly id?: string
}) {
  const [search, setSearch] = useState('')
  const input = { companyId, search, state: null, page: 1, pageSize: 50 }
  const digits = search.replaceAll(/\D/g, '')
  // The older answer is shown meanwhile only as far as it fits: Enter takes its first row.
  const found = useRead(['numbers', 'list', input], (core) => core.numbers.list(input), { keep: digits !== '' })
  const rows = (found.value?.rows ?? []).filter(({ shown }) => shown.replaceAll(/\D/g, '').includes(digits))
  const chosenId = value && !rows.some((row) => row.id === value) ? value : null
  const chosen = useRead(['numbers', 'find', chosenId], (core) => core.numbers.find({ id: chosenId ?? '' }), {
    when: chosenId !== null,
  })
  const all = chosen.value && chosenId ? [chosen.value, ...rows] : rows
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      value={value}
      onChange={onChange}
      {...(onBlur ? { onBlur } : {})}
      placeholder="选择号码，可输入尾号查找"
      notFoundContent={found.value ? '没有这个号码，请先在「号码」里添加' : '正在查找'}
      options={all.map((row) => ({ value: row.id, label: row.shown }))}
    />
  )
}
