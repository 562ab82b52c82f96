import { Select } from 'antd'
import { useState } from 'react'
import { useRead } from '../../state/core.ts'

const nothing = ''

/** Chooses a platform of the catalogue by Chinese, pinyin or initials; null while it is not known. */
export function PlatformPicker({
  value,
  onChange,
  onBlur,
  id,
}: {
  readonly value?: string | null
  readonly onChange?: (id: string | null) => void
  readonly onBlur?: () => void
  readonly id?: string
}) {
  const [text, setText] = useState('')
  const input = { text, handset: null, kind: null, label: null, foreign: false }
  // No older answer meanwhile: Enter would take its first row for what is being typed.
  const found = useRead(['catalogue', 'search', input], (core) => core.catalogue.search(input))
  const rows = found.value ?? []
  const missing = value && !rows.some(({ platform }) => platform.id === value) ? value : null
  const chosen = useRead(['catalogue', 'find', missing], (core) => core.catalogue.find({ id: missing ?? '' }), {
    when: missing !== null,
  })
  const all = missing && chosen.value ? [chosen.value, ...rows] : rows
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value ?? nothing}
      onChange={(chosenId: string) => onChange?.(chosenId === nothing ? null : chosenId)}
      {...(onBlur ? { onBlur } : {})}
      notFoundContent={found.value ? '目录里没有这个平台，可在「平台与渠道」里添加' : '正在查找'}
      options={[
        // While something is typed, Enter takes the first platform found, not 未知.
        ...(text === '' ? [{ value: nothing, label: '未知（先登记，以后再定）' }] : []),
        ...all.map(({ platform }) => ({ value: platform.id, label: platform.name.value ?? platform.id })),
      ]}
    />
  )
}
