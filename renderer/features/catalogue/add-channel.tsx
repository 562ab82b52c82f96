import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { PlatformView } from '#shared/catalogue.ts'
import type { ChannelKind } from '#shared/platforms.ts'
import { useChange } from '../../state/change.tsx'
import { useToday } from '../../state/status.ts'
import { channelKindNames } from '../../text/channel-words.ts'
import { type Origin, withChannel } from './edit-platform.ts'
import { OriginFields, startOrigin } from './origin-fields.tsx'

const kinds = Object.entries(channelKindNames).map(([value, label]) => ({ value, label }))

interface Typed extends Origin {
  readonly kind: ChannelKind
  readonly address: string
}

/** 添加申诉渠道: its kind, its address and where that is from; the rest starts as 未知. */
export function AddChannel({ view, close }: { readonly view: PlatformView; readonly close: () => void }) {
  const today = useToday()
  const change = useChange()
  const [form] = Form.useForm<Typed>()
  const [working, setWorking] = useState(false)
  const save = async (typed: Typed) => {
    setWorking(true)
    const platform = withChannel(view.platform, typed.kind, typed.address, typed)
    const answer = await change((core) => core.catalogue.save({ platform }), { success: '已添加申诉渠道', undo: true })
    setWorking(false)
    if (answer.ok) close()
  }
  return (
    <Modal
      open
      title="添加申诉渠道"
      okText="添加"
      cancelText="取消"
      okButtonProps={{ loading: working }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        validateTrigger="onBlur"
        initialValues={{ ...startOrigin(today), kind: 'web', address: '' }}
        onFinish={(typed) => void save(typed)}
      >
        <Form.Item name="kind" label="渠道类型" required>
          <Select options={kinds} />
        </Form.Item>
        <Form.Item
          name="address"
          label="入口"
          required
          rules={[{ required: true, whitespace: true, message: '请填写网址、邮箱、电话或 App 内的路径' }]}
        >
          <Input placeholder="网址、邮箱、电话或 App 内的路径" />
        </Form.Item>
        <OriginFields />
      </Form>
    </Modal>
  )
}
