import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useChange } from '../../state/change.tsx'

/** Where something was saved, with 打开所在文件夹 and 复制路径. */
export function SavedPlace({
  words,
  path,
  onClose,
}: {
  readonly words: string
  readonly path: string
  readonly onClose: () => void
}) {
  const change = useChange()
  const [copied, setCopied] = useState(false)
  return (
    <Alert
      type="success"
      showIcon
      closable={{ onClose, 'aria-label': '关闭' }}
      title={words}
      description={
        <div className="row">
          <code style={{ overflowWrap: 'anywhere' }}>{path}</code>
          <Button size="small" onClick={() => void change((core) => core.files.reveal({ path }))}>
            打开所在文件夹
          </Button>
          <Button size="small" onClick={() => void navigator.clipboard.writeText(path).then(() => setCopied(true))}>
            {copied ? '已复制' : '复制路径'}
          </Button>
        </div>
      }
    />
  )
}
