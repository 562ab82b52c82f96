import { CheckOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons'
import { clockTime } from '../text/dates.ts'

/** Proof of autosave: 「已保存 14:03」, 「正在保存」 or 「未保存」. `savedAt` is when, for 已保存. */
export function SaveState({
  state,
  savedAt,
}: {
  readonly state: 'saved' | 'saving' | 'failed'
  readonly savedAt: string | Date | null
}) {
  return (
    <output className="quiet row" style={{ gap: 4 }}>
      {state === 'saving' && (
        <>
          <LoadingOutlined aria-hidden /> 正在保存
        </>
      )}
      {state === 'failed' && (
        <>
          <WarningOutlined aria-hidden /> 未保存，请修改后重试
        </>
      )}
      {state === 'saved' && savedAt && (
        <>
          <CheckOutlined aria-hidden /> 已保存 {clockTime(savedAt)}
        </>
      )}
    </output>
  )
}
