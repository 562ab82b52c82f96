import { Alert, Button } from 'antd'
import type { Taken } from './use-take-exhibits.ts'

/** What became of the files just handed over: taken, known already, refused and why. */
export function AddedReport({
  report,
  onClose,
  onOpen,
}: {
  readonly report: Taken | null
  readonly onClose: () => void
  readonly onOpen: (exhibitId: string) => void
}) {
  if (!report) return null
  const { added, known, refused } = report
  const unbindable = added.filter(({ refusal }) => refusal !== null)
  const counts = [
    added.length > 0 && `加入 ${added.length} 份`,
    known.length > 0 && `${known.length} 个文件库里已有`,
    refused.length > 0 && `${refused.length} 个文件不能使用`,
  ].filter(Boolean)
  return (
    <Alert
      type={refused.length + unbindable.length > 0 ? 'warning' : 'success'}
      showIcon
      closable={{ onClose, 'aria-label': '关闭加入结果' }}
      style={{ marginBottom: 8 }}
      title={
        <>
          {counts.length > 0 ? counts.join('，') : '没有加入文件'}
          {(known.length > 0 || refused.length > 0 || unbindable.length > 0) && (
            <ul style={{ margin: 0, paddingLeft: 18, maxHeight: 120, overflow: 'auto' }}>
              {refused.map(({ name, reason }, index) => (
                <li key={`refused-${index}`}>
                  <strong>{name}</strong>：{reason}
                </li>
              ))}
              {unbindable.map(({ id, title, refusal }) => (
                <li key={id}>
                  <Button type="link" size="small" onClick={() => onOpen(id)}>
                    {title}
                  </Button>
                  ：已保存，但{refusal}
                </li>
              ))}
              {known.map(({ name, exhibit }, index) => (
                <li key={`known-${index}`}>
                  {name}：库里已有，就是
                  <Button type="link" size="small" onClick={() => onOpen(exhibit.id)}>
                    {exhibit.title}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </>
      }
    />
  )
}
