import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type PlatformKind, platformKindNames } from '#shared/platforms.ts'
import { useChange } from '../../state/change.tsx'
import { useToday } from '../../state/status.ts'
import { newPlatform, type Origin } from './edit-platform.ts'
import { OriginFields, startOrigin } from './origin-fields.tsx'

const kinds = Object.entries(platformKindNames).map(([value, label]) => ({ value, label }))

interface Typed extends Origin {
  readonly kind: PlatformKind
  readonly name: string
}

/** 添加平台: name, kind and where that is from; channels and the rest are filled in on its page. */
export function AddPlatform({ close }: { readonly close: () => void }) {
  const today = useToday()
  const navigate = useNavigate()
  const change = useChange()
  const [form] = Form.useForm<Typed>()
  const [working, setWorking] = useState(false)
  const save = async (typed: Typed) => {
    setWorking(true)
    const platform = newPlatform(typed.kind, typed.name, typed)
    const answer = await change((core) => core.catalogue.save({ platform }), {
      success: `已添加 ${typed.name}，请继续添加申诉渠道`,
      undo: true,
    })
    setWorking(false)
    if (!answer.ok) return
    close()
    void navigate({ to: '/catalogue', search: { id: platform.id } })
  }
  return (
    <Modal
      open
      title="添加标记平台"
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
        initialValues={{ ...startOrigin(today), kind: 'security-app', name: '' }}
        onFinish={(typed) => void save(typed)}
      >
        <Form.Item
          name="name"
          label="平台名称"
          required
          rules={[{ required: true, whitespace: true, message: '请填写平台名称' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="kind" label="平台类型" required>
          <Select options={kinds} />
        </Form.Item>
        <OriginFields />
      </Form>
    </Modal>
  )
}
