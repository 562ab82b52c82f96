import { Alert, Button } from 'antd'
import type { Letter } from '#shared/letters.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange } from '../../state/change.tsx'

/** The stamped scan of a letter: what differs from the draft, 骑缝章, and the way back to the draft. */
export function StampedFacts({ letter, locked }: { readonly letter: Letter; readonly locked: boolean }) {
  const change = useChange()
  const { stamped } = letter
  if (!stamped) return null
  const into = ['letters', 'find', letter.id]
  const confirm = (yes: boolean) =>
    void change((core) => core.letters.confirmRidingStamp({ id: letter.id, stamped: yes }), { into })
  const drop = () =>
    void change((core) => core.letters.dropStamped({ id: letter.id }), {
      into,
      success: '已改回草稿，扫描件还在证据库',
      undo: true,
    })
  return (
    <div className="stack" style={{ gap: 6 }}>
      <div className="row">
        <span>盖章扫描件 {stamped.pages} 页，卷宗里用的是它</span>
        {!locked && (
          <Button size="small" onClick={drop} aria-label={`弃用盖章件：${letter.title}`}>
            弃用盖章件，改回草稿
          </Button>
        )}
      </div>
      {stamped.differences.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              盖章件与草稿有出入，请核对
              <ul style={{ margin: 0, paddingLeft: 18 }}>
                {stamped.differences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </>
          }
        />
      )}
      {stamped.pages > 1 && (
        <div className="row">
          <span>骑缝章已盖？</span>
          {stamped.ridingStamp === null ? (
            <StatusTag tone="warning">待确认</StatusTag>
          ) : (
            <StatusTag tone={stamped.ridingStamp ? 'good' : 'danger'}>
              {stamped.ridingStamp ? '已盖' : '没有盖'}
            </StatusTag>
          )}
          {!locked && (
            <>
              <Button size="small" onClick={() => confirm(true)} aria-label={`骑缝章已盖：${letter.title}`}>
                已盖
              </Button>
              <Button size="small" onClick={() => confirm(false)} aria-label={`骑缝章没有盖：${letter.title}`}>
                没有盖
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}
