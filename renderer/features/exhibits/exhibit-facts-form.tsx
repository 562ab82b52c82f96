import { Alert, Button, Form, Input, type InputRef, Radio, Select } from 'antd'
import { useEffect, useRef } from 'react'
import { type Exhibit, exhibitFactsSchema, stampNames } from '#shared/exhibits.ts'
import { type ExhibitKind, exhibitKindNames } from '#shared/kinds.ts'
import type { z } from '#shared/zod.ts'
import { DateField } from '../../components/date-field.tsx'
import { SaveState } from '../../components/save-state.tsx'
import { useAutosave } from '../../components/use-autosave.ts'
import { useChange } from '../../state/change.tsx'
import { sayIssue } from '../../text/issue-sentences.ts'

type Facts = z.infer<typeof exhibitFactsSchema>

const names = Object.keys(exhibitFactsSchema.shape) as (keyof Facts)[]

const kinds = Object.entries(exhibitKindNames).map(([value, label]) => ({ value: value as ExhibitKind, label }))
const stamps = Object.entries(stampNames).map(([value, label]) => ({ value, label }))

function factsOf(exhibit: Exhibit): Facts {
  return Object.fromEntries(names.map((name) => [name, exhibit[name]])) as Facts
}

const check = (name: keyof Facts) => ({
  validator: async (_rule: unknown, value: unknown) => {
    const parsed = exhibitFactsSchema.shape[name].safeParse(value)
    const issue = parsed.success ? undefined : parsed.error.issues[0]
    if (issue) throw new Error(sayIssue(issue))
  },
})

/** What is known of an exhibit; kept as it is typed. */
export function ExhibitFactsForm({
  exhibit,
  locked,
  focusTitle,
}: {
  readonly exhibit: Exhibit
  readonly locked: boolean
  /** F2 was pressed: the name is at hand. */
  readonly focusTitle: boolean
}) {
  const [form] = Form.useForm<Facts>()
  const change = useChange()
  const due = useRef<Partial<Facts>>({})
  const {
    phase,
    savedAt,
    change: keep,
    flush,
  } = useAutosave(async (facts: Partial<Facts>) => {
    const answer = await change((core) => core.exhibits.describe({ id: exhibit.id, facts }))
    if (answer.ok) due.current = {}
    return answer.ok
  })
  useEffect(() => {
    // Only what nobody is typing at the moment follows the core (undo, another window's change).
    if (phase === 'saved') form.setFieldsValue(factsOf(exhibit))
  }, [exhibit, phase, form])
  useEffect(() => {
    if (focusTitle) (form.getFieldInstance('title') as InputRef | undefined)?.focus({ cursor: 'all' })
  }, [focusTitle, form])
  const onValuesChange = (changed: Partial<Facts>) => {
    const good = Object.entries(changed).filter(([name, value]) => {
      const parsed = exhibitFactsSchema.shape[name as keyof Facts].safeParse(value)
      return parsed.success
    })
    if (good.length === 0) return
    due.current = { ...due.current, ...Object.fromEntries(good) }
    keep(due.current)
  }
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={factsOf(exhibit)}
      onValuesChange={onValuesChange}
      onBlur={() => void flush()}
      disabled={locked}
      validateTrigger="onBlur"
    >
      <div className="row" style={{ minHeight: 24, justifyContent: 'flex-end' }}>
        <SaveState state={phase === 'waiting' ? 'saving' : phase} savedAt={savedAt} />
      </div>
      {exhibit.suggestion && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={`种类按内容推测为「${exhibitKindNames[exhibit.kind]}」，请确认`}
          description={exhibit.suggestion}
          action={
            <Button size="small" disabled={locked} onClick={() => onValuesChange({ kind: exhibit.kind })}>
              种类没错
            </Button>
          }
        />
      )}
      <Form.Item name="kind" label="种类" required rules={[check('kind')]}>
        <Select options={kinds} />
      </Form.Item>
      <Form.Item name="title" label="名称" required rules={[check('title')]}>
        <Input />
      </Form.Item>
      <Form.Item name="source" label="来源" rules={[check('source')]} extra="谁出具的，例如「上海市市场监督管理局」">
        <Input />
      </Form.Item>
      <Form.Item name="purpose" label="证明目的" rules={[check('purpose')]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <Form.Item name="issuedOn" label="出具日期">
          <DateField />
        </Form.Item>
        <Form.Item name="validFrom" label="有效期起">
          <DateField />
        </Form.Item>
        <Form.Item name="validUntil" label="有效期止">
          <DateField />
        </Form.Item>
      </div>
      <Form.Item name="stamp" label="印章">
        <Radio.Group aria-label="印章" options={stamps} />
      </Form.Item>
      <Form.Item name="note" label="备注" rules={[check('note')]}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
    </Form>
  )
}
