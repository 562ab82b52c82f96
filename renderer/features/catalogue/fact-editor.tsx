import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { PlatformView } from '#shared/catalogue.ts'
import { useChange } from '../../state/change.tsx'
import { useToday } from '../../state/status.ts'
import { correctFact, type Origin } from './edit-platform.ts'
import { editorFor } from './fact-editors.tsx'
import { type Field, fieldNames } from './fact-words.tsx'
import { OriginFields, startOrigin } from './origin-fields.tsx'

interface Typed extends Origin {
  readonly value: unknown
  readonly note?: string
}

/** 更正: one field of a platform, with where the correction is from; left empty it becomes 未知. */
export function FactEditor({
  view,
  field,
  close,
}: {
  readonly view: PlatformView
  readonly field: Field
  readonly close: () => void
}) {
  const today = useToday()
  const change = useChange()
  const [form] = Form.useForm<Typed>()
  const [working, setWorking] = useState(false)
  const editor = editorFor(field.key)
  const { value } = field.fact
  const check = (typed: unknown) => {
    editor.write(typed ?? editor.read([]), value)
  }
  const save = async (typed: Typed) => {
    const written = typed.value === undefined || typed.value === null ? undefined : editor.write(typed.value, value)
    const platform = correctFact(view.platform, field.path, written, typed, typed.note ?? '')
    setWorking(true)
    const answer = await change((core) => core.catalogue.save({ platform }), {
      success: `已更正「${fieldNames[field.key]}」`,
      undo: true,
    })
    setWorking(false)
    if (answer.ok) close()
  }
  return (
    <Modal
      open
      width={640}
      title={`更正：${fieldNames[field.key]}`}
      okText="保存更正"
      cancelText="取消"
      okButtonProps={{ loading: working }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        validateTrigger="onBlur"
        initialValues={{
          ...startOrigin(today),
          value: value === null ? undefined : editor.read(value),
          note: field.fact.note ?? '',
        }}
        onFinish={(typed) => void save(typed)}
      >
        <Form.Item
          name="value"
          label={fieldNames[field.key]}
          extra={`${editor.hint ? `${editor.hint}。` : ''}留空即为「未知」`}
          rules={[
            {
              validator: async (_rule, typed: unknown) =>
                typed === undefined || typed === null ? undefined : check(typed),
            },
          ]}
        >
          {editor.control()}
        </Form.Item>
        <OriginFields />
        <Form.Item name="note" label="说明">
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  )
}
