import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { GateRow } from '#shared/rules/package-gate.ts'

/** Asks for the written reason for passing a gap of the gate. */
export function OverrideDialog({
  row,
  onOverride,
  onClose,
}: {
  readonly row: GateRow
  readonly onOverride: (reason: string) => Promise<boolean>
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [working, setWorking] = useState(false)
  const fits = reason.trim().length >= 4
  const pass = async () => {
    setWorking(true)
    const done = await onOverride(reason.trim())
    setWorking(false)
    if (done) onClose()
  }
  return (
    <Modal
      open
      title="说明理由后放行"
      okText="放行此项"
      cancelText="取消"
      okButtonProps={{ disabled: !fits, loading: working }}
      onOk={() => void pass()}
      onCancel={onClose}
    >
      <p style={{ marginTop: 0 }}>{row.sentence}</p>
      <Input.TextArea
        aria-label="放行理由"
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={500}
        showCount
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        placeholder="例如：客服 11 月 20 日电话确认该渠道不再收取此项"
      />
      <p className="quiet">理由记入操作记录，不会印在任何文件里；以后可以撤回放行。至少写 4 个字。</p>
    </Modal>
  )
}
