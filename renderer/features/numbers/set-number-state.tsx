import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { PhoneNumber } from '#shared/numbers.ts'
import { isTypingChinese } from '../../components/ime.ts'
import { useChange } from '../../state/change.tsx'

const verbs = { active: '恢复使用', paused: '暂停使用', retired: '停用' } as const
type State = keyof typeof verbs

/** Pauses, retires or takes a number into use again; each asks for the reason. */
export function SetNumberState({ number }: { readonly number: PhoneNumber }) {
  const change = useChange()
  const [wanted, setWanted] = useState<State | null>(null)
  const [reason, setReason] = useState('')
  const save = async () => {
    if (!wanted || reason.trim() === '') return
    const answer = await change((core) => core.numbers.setState({ id: number.id, state: wanted, reason }), {
      success: `${number.shown} 已${verbs[wanted]}`,
      undo: true,
    })
    if (answer.ok) setWanted(null)
  }
  const ask = (state: State) => {
    setReason('')
    setWanted(state)
  }
  return (
    <div className="row">
      {(Object.keys(verbs) as State[])
        .filter((state) => state !== number.state)
        .map((state) => (
          <Button key={state} onClick={() => ask(state)}>
            {verbs[state]}
          </Button>
        ))}
      <Modal
        open={wanted !== null}
        title={wanted && `${verbs[wanted]} ${number.shown}`}
        okText={wanted ? verbs[wanted] : ''}
        cancelText="取消"
        okButtonProps={{ disabled: reason.trim() === '' }}
        onOk={() => void save()}
        onCancel={() => setWanted(null)}
        destroyOnHidden
      >
        <label htmlFor="state-reason">原因（记入操作记录）</label>
        <Input
          id="state-reason"
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isTypingChinese(event.nativeEvent)) void save()
          }}
        />
      </Modal>
    </div>
  )
}
