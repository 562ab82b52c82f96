import { useNavigate, useSearch } from '@tanstack/react-router'
import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { handsetBrandSchema, type LabelCode, labelCodeSchema, labelNames } from '#shared/kinds.ts'
import { platformKindNames } from '#shared/platforms.ts'
import { FilterBar } from '../../components/filter-bar.tsx'

const any = { value: '', label: '不限' }
const handsets = [any, ...handsetBrandSchema.options.map((value) => ({ value: value as string, label: value }))]
const kinds = [any, ...Object.entries(platformKindNames).map(([value, label]) => ({ value, label }))]
const labels = [any, ...labelCodeSchema.options.map((value) => ({ value: value as string, label: labelNames[value] }))]

/** Search by Chinese, pinyin or initials, and the filters; foreign platforms only when asked for. */
export function CatalogueFilters() {
  const search = useSearch({ from: '/catalogue' })
  const navigate = useNavigate()
  const [text, setText] = useState(search.text ?? '')
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/catalogue', search: { ...search, id: undefined, ...next }, replace: true })
  return (
    <FilterBar
      search={() => go({ text: text || undefined })}
      reset={() => {
        setText('')
        void navigate({ to: '/catalogue', search: {} })
      }}
    >
      <Input
        aria-label="查找平台"
        placeholder="名称、拼音或首字母，如 tx、腾讯"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (!(event.nativeEvent as InputEvent).isComposing) go({ text: event.target.value || undefined })
        }}
        onCompositionEnd={(event) => go({ text: event.currentTarget.value || undefined })}
        style={{ width: 220 }}
        allowClear
      />
      <label htmlFor="catalogue-handset">手机</label>
      <Select
        id="catalogue-handset"
        value={search.handset ?? ''}
        onChange={(handset) => go({ handset: handset || undefined })}
        options={handsets}
        style={{ width: 96 }}
      />
      <label htmlFor="catalogue-kind">类型</label>
      <Select
        id="catalogue-kind"
        value={search.kind ?? ''}
        onChange={(kind) => go({ kind: kind || undefined })}
        options={kinds}
        style={{ width: 150 }}
      />
      <label htmlFor="catalogue-label">标记</label>
      <Select
        id="catalogue-label"
        value={search.label ?? ''}
        onChange={(label) => go({ label: (label || undefined) as LabelCode | undefined })}
        options={labels}
        style={{ width: 110 }}
      />
      <Checkbox
        checked={search.foreign ?? false}
        onChange={(event) => go({ foreign: event.target.checked || undefined })}
      >
        显示境外平台
      </Checkbox>
    </FilterBar>
  )
}
