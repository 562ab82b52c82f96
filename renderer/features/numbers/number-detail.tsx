import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { carrierNames, numberKindNames, purposeNames } from '#shared/kinds.ts'
import { numberStateNames, type PhoneNumber } from '#shared/numbers.ts'
import { unknownWord } from '#shared/facts.ts'
import { ConfirmAction } from '../../components/confirm-action.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { useChange } from '../../state/change.tsx'
import { useCompany } from '../../state/status.ts'
import { SetNumberState } from './set-number-state.tsx'

const smsNames = { yes: '能', no: '不能', unknown: unknownWord } as const

/** Everything known of one number, and what can be done with it. */
export function NumberDetail({
  number,
  edit,
  close,
}: {
  readonly number: PhoneNumber
  readonly edit: () => void
  readonly close: () => void
}) {
  const company = useCompany()
  const navigate = useNavigate()
  const change = useChange()
  const toSightings = (add: boolean) =>
    void navigate({ to: '/sightings', search: { number: number.id, ...(add ? { add: true } : {}) } })
  return (
    <div className="stack" style={{ gap: 20 }}>
      <div className="row">
        <Button type="primary" onClick={() => toSightings(true)}>
          登记标记
        </Button>
        <Button onClick={() => toSightings(false)}>查看标记记录</Button>
        <Button onClick={edit}>修改</Button>
      </div>
      <KeyValue
        rows={[
          ['类型', numberKindNames[number.kind]],
          ['状态', numberStateNames[number.state]],
          ['用途', purposeNames[number.purpose]],
          ['用途说明', number.purposeDetail],
          ['运营商', carrierNames[number.carrier]],
          ['登记机主', number.registeredOwner ?? company.name],
          ['实际使用人', number.actualUser],
          ['能否接收短信验证码', smsNames[number.receivesSms]],
          ['启用日期', number.inServiceSince ?? unknownWord],
          ['二次放号情况', number.reassigned],
          ['当前标记', `${number.marks} 个平台`],
          ['进行中的申诉', `${number.openAppeals} 件`],
          ['备注', number.note],
        ]}
      />
      <SetNumberState number={number} />
      <div>
        <ConfirmAction
          danger
          title={`删除 ${number.shown}？`}
          what="只有没有标记记录和申诉的号码才能删除；不再使用的号码请改为「停用」，记录会保留。"
          verb="删除"
          act={async () => {
            const answer = await change((core) => core.numbers.remove({ id: number.id }), {
              success: `已删除 ${number.shown}`,
              undo: true,
            })
            if (answer.ok) close()
          }}
        >
          删除号码
        </ConfirmAction>
      </div>
    </div>
  )
}
