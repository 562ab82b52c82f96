import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { FileDropZone } from '../../components/file-drop-zone.tsx'
import { useShowError } from '../../state/change.tsx'
import { type InboxFile, putFile } from '../../state/files.ts'

/** The screenshot of a sighting: dropped, pasted or chosen; waits in the inbox until the sighting is recorded. */
export function ScreenshotField({ choose }: { readonly choose: (file: InboxFile | null) => void }) {
  const showError = useShowError()
  const input = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState<{ readonly name: string; readonly url: string } | null>(null)
  useEffect(() => () => (shown ? URL.revokeObjectURL(shown.url) : undefined), [shown])
  const take = async (file: File | undefined) => {
    if (!file) return
    const answer = await putFile(file)
    if (!answer.ok) return showError(answer.error)
    setShown({ name: answer.value.name, url: URL.createObjectURL(file) })
    choose(answer.value)
  }
  const drop = () => {
    setShown(null)
    choose(null)
  }
  return (
    <FileDropZone take={([file]) => void take(file)} hint="松开即作为这条标记的截图">
      <div className="row" style={{ alignItems: 'flex-start', marginBottom: 16 }}>
        {shown && (
          <img
            src={shown.url}
            alt={`截图 ${shown.name}`}
            style={{ maxHeight: 160, maxWidth: 200, border: '1px solid var(--line)' }}
          />
        )}
        <div className="stack" style={{ gap: 6 }}>
          <div className="row">
            <Button onClick={() => input.current?.click()}>{shown ? '换一张截图' : '选择截图'}</Button>
            {shown && <Button onClick={drop}>去掉截图</Button>}
          </div>
          <span className="quiet">{shown ? shown.name : '也可以把截图拖进窗口，或按 Ctrl+V 粘贴；会存为证据材料'}</span>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/*,.pdf"
          aria-label="截图文件"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
    </FileDropZone>
  )
}
