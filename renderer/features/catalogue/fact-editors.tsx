import { Checkbox, Input, InputNumber, Select, Space } from 'antd'
import type { ReactNode } from 'react'
import { labelCodeSchema, labelNames, numberKindNames, numberKindSchema } from '#shared/kinds.ts'
import type { Channel, Clock, Material } from '#shared/platforms.ts'

type Limits = NonNullable<Channel['limits']['value']>
type Rung = NonNullable<Channel['escalation']['value']>[number]

/** How one kind of value is typed: what stands in the field, and back; `undefined` from `write` means 未知. */
export interface FactEditorKind {
  /** The value as the form holds it. */
  readonly read: (value: unknown) => unknown
  readonly write: (typed: unknown, old: unknown) => unknown
  readonly control: () => ReactNode
  readonly hint?: string
}

const kind = <V, F>(editor: {
  readonly read: (value: V) => F
  readonly write: (typed: F, old: V | null) => V | undefined
  readonly control: () => ReactNode
  readonly hint?: string
}): FactEditorKind => editor as unknown as FactEditorKind

const splitLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const area = (rows: number) => () => <Input.TextArea autoSize={{ minRows: rows, maxRows: 14 }} />

const text = kind<string, string>({
  read: (value) => value,
  write: (typed) => typed.trim() || undefined,
  control: area(2),
})

const lines = kind<string[], string>({
  read: (value) => value.join('\n'),
  write: (typed) => (splitLines(typed).length > 0 ? splitLines(typed) : undefined),
  control: area(4),
  hint: '一行一条',
})

const select = (options: { value: string; label: string }[]) => () => (
  <Select options={options} allowClear placeholder="未知" />
)

const choice = <V,>(options: readonly (readonly [key: string, label: string, value: V])[]) =>
  kind<V, string | undefined>({
    read: (value) => options.find(([, , one]) => JSON.stringify(one) === JSON.stringify(value))?.[0],
    write: (typed) => options.find(([key]) => key === typed)?.[2],
    control: select(options.map(([value, label]) => ({ value, label }))),
  })

const several = (names: Readonly<Record<string, string>>, codes: readonly string[]) =>
  kind<string[], string[]>({
    read: (value) => value,
    write: (typed) => (typed.length > 0 ? typed : undefined),
    control: () => <Checkbox.Group options={codes.map((value) => ({ value, label: names[value] ?? value }))} />,
  })

const clockPattern = /^(\d+)(?:\s*[-–—~至到]\s*(\d+))?\s*(个工作日|工作日|天|日|个自然日|自然日)$/

const clock = kind<Clock, string>({
  read: ({ min, max, unit }) => `${min === max ? max : `${min}-${max}`}${unit === 'workday' ? '个工作日' : '天'}`,
  write: (typed) => {
    const found = clockPattern.exec(typed.trim())
    if (typed.trim() === '') return undefined
    if (!found) throw new Error('请写成「3-7个工作日」或「15天」')
    const min = Number(found[1])
    return { min, max: Number(found[2] ?? min), unit: found[3]?.includes('工作日') ? 'workday' : 'day' }
  },
  control: () => <Input placeholder="如 3-7个工作日、15天" />,
  hint: '写成「3-7个工作日」或「15天」',
})

const count = <V,>(read: (value: V) => number, write: (typed: number) => V) =>
  kind<V, number | null>({
    read,
    write: (typed) => (typed === null ? undefined : write(typed)),
    control: () => <InputNumber min={1} precision={0} />,
  })

// A line left as it was keeps its coding; a new or changed line is one to tick.
const materials = kind<Material[], string>({
  read: (value) => value.map(({ verbatim }) => verbatim).join('\n'),
  write: (typed, old) => {
    const written = splitLines(typed)
    if (written.length === 0) return undefined
    return written.map(
      (verbatim) => old?.find((material) => material.verbatim === verbatim) ?? { verbatim, groups: null, stamp: null },
    )
  },
  control: area(6),
  hint: '一行一项，照抄渠道的原文；改动或新增的行由人勾选确认',
})

const escalation = kind<Rung[], string>({
  read: (value) => value.map(({ name, address }) => (address ? `${name}：${address}` : name)).join('\n'),
  write: (typed, old) => {
    const written = splitLines(typed).map((line) => {
      const [name = '', ...rest] = line.split('：')
      return { name, address: rest.join('：'), clock: old?.find((rung) => rung.name === name)?.clock ?? null }
    })
    return written.length > 0 ? written : undefined
  },
  control: area(3),
  hint: '一行一级，写成「名称：地址或电话」',
})

const taxonomy = kind<{ code: string; name: string }[], string>({
  read: (value) => value.map(({ code, name }) => `${code} ${name}`).join('\n'),
  write: (typed) => {
    const written = splitLines(typed).map((line) => {
      const [code = '', ...rest] = line.split(/\s+/)
      return { code, name: rest.join(' ') || code }
    })
    return written.length > 0 ? written : undefined
  },
  control: area(4),
  hint: '一行一类，写成「代码 名称」',
})

const megabyte = 1024 * 1024
interface TypedLimits {
  readonly formats?: string[]
  readonly megabytes?: number | null
  readonly maxCount?: number | null
}

const noLimits: TypedLimits = {}

function LimitsControl({
  value = noLimits,
  onChange,
}: {
  readonly value?: TypedLimits
  readonly onChange?: (value: TypedLimits) => void
}) {
  return (
    <Space orientation="vertical">
      <Checkbox.Group
        aria-label="文件格式"
        value={value.formats ?? []}
        onChange={(formats) => onChange?.({ ...value, formats })}
        options={['jpeg', 'png', 'pdf', 'docx', 'xlsx', 'zip', 'mp4', 'audio'].map((format) => ({
          value: format,
          label: format.toUpperCase(),
        }))}
      />
      <InputNumber
        aria-label="单个文件上限（MB）"
        addonBefore="单个文件不超过"
        addonAfter="MB"
        min={0.01}
        value={value.megabytes ?? null}
        onChange={(megabytes) => onChange?.({ ...value, megabytes })}
      />
      <InputNumber
        aria-label="最多文件数"
        addonBefore="最多"
        addonAfter="个文件"
        min={0}
        precision={0}
        value={value.maxCount ?? null}
        onChange={(maxCount) => onChange?.({ ...value, maxCount })}
      />
    </Space>
  )
}

const limits = kind<Limits, TypedLimits>({
  read: ({ formats, maxBytes, maxCount }) => ({
    formats: formats ?? [],
    megabytes: maxBytes === null ? null : maxBytes / megabyte,
    maxCount,
  }),
  write: ({ formats = [], megabytes, maxCount }, old) => ({
    formats: formats.length > 0 ? (formats as Limits['formats']) : null,
    maxBytes: megabytes ? Math.round(megabytes * megabyte) : null,
    maxCount: maxCount ?? null,
    slots: old?.slots ?? null,
  }),
  control: () => <LimitsControl />,
  hint: '不知道的留空',
})

const yesNo = choice([
  ['yes', '是', true],
  ['no', '否', false],
])

/** How each field of the catalogue is typed; fields not named here are plain text. */
const editors: Readonly<Record<string, FactEditorKind>> = {
  consumers: lines,
  steps: lines,
  scope: lines,
  rejectionReasons: lines,
  ownWhenNoSource: yesNo,
  exists: yesNo,
  free: choice([
    ['yes', '免费', true],
    ['no', '收费', false],
  ]),
  status: choice([
    ['active', '在用', 'active'],
    ['closed', '已关闭', 'closed'],
  ]),
  labels: several(labelNames, labelCodeSchema.options),
  numberKinds: several(numberKindNames, numberKindSchema.options),
  acceptance: clock,
  answer: clock,
  display: clock,
  minNumbers: count<number>(
    (value) => value,
    (typed) => typed,
  ),
  coolDown: count<{ months: number; after: 'success' }>(
    ({ months }) => months,
    (months) => ({ months, after: 'success' }),
  ),
  smsCode: choice([
    ['no', '不需要', { needed: false, to: null }],
    ['marked', '需要，由被标记号码接收', { needed: true, to: 'marked-number' }],
    ['submitter', '需要，由提交人手机接收', { needed: true, to: 'submitter' }],
    ['somebody', '需要，接收号码未说明', { needed: true, to: null }],
  ]),
  materials,
  escalation,
  taxonomy,
  limits,
}

/** How the field with this key is typed. */
export const editorFor = (key: string): FactEditorKind => editors[key] ?? text
