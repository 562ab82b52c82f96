import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import type { catalogueOperations } from '#shared/catalogue.ts'
import type { z } from '#shared/zod.ts'
import { useChange, useShowError } from '../../state/change.tsx'
import { chooseFiles } from '../../state/files.ts'

type Preview = z.output<typeof catalogueOperations.previewImport.output>

function Changes({
  preview,
  ids,
  choose,
}: {
  readonly preview: Preview
  readonly ids: readonly string[]
  readonly choose: (ids: string[]) => void
}) {
  return (
    <Checkbox.Group
      value={[...ids]}
      onChange={(chosen) => choose(chosen.map(String))}
      className="stack"
      aria-label="要导入的平台"
    >
      {preview.added.map((id) => (
        <Checkbox key={id} value={id}>
          新增：{id}
        </Checkbox>
      ))}
      {preview.changed.map(({ id, name, fields }) => (
        <div key={id}>
          <Checkbox value={id}>
            {name}：{fields.length} 处不同
          </Checkbox>
          <ul className="quiet" style={{ margin: '2px 0 0' }}>
            {fields.map(({ path, mine, theirs }) => (
              <li key={path}>
                {mine} → {theirs}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Checkbox.Group>
  )
}

/** 导出目录 and 导入目录: an import is shown as differences first, and only the chosen ones are taken. */
export function CatalogueExchange() {
  const change = useChange()
  const showError = useShowError()
  const [file, setFile] = useState<{ readonly token: string; readonly preview: Preview } | null>(null)
  const [ids, setIds] = useState<string[]>([])

  const save = async () => {
    const saved = await change((core) => core.catalogue.export({}), { success: ({ path }) => `目录已导出到 ${path}` })
    if (saved.ok) void change((core) => core.files.reveal({ path: saved.value.path }))
  }
  const open = async () => {
    const chosen = await chooseFiles({ title: '选择目录文件', extensions: ['json'] })
    if (!chosen.ok) return showError(chosen.error)
    const [first] = chosen.value
    if (!first) return
    const preview = await change((core) => core.catalogue.previewImport({ token: first.token }))
    if (!preview.ok) return
    setIds([...preview.value.added, ...preview.value.changed.map(({ id }) => id)])
    setFile({ token: first.token, preview: preview.value })
  }
  const take = async () => {
    if (!file) return
    const answer = await change((core) => core.catalogue.import({ token: file.token, ids }), {
      success: ({ taken }) => `已导入 ${taken} 个平台`,
      undo: true,
    })
    if (answer.ok) setFile(null)
  }
  const differs = file !== null && file.preview.added.length + file.preview.changed.length > 0
  return (
    <>
      <Button onClick={() => void open()}>导入目录</Button>
      <Button onClick={() => void save()}>导出目录</Button>
      <Modal
        open={file !== null}
        width={720}
        title="导入目录"
        okText={`导入 ${ids.length} 个平台`}
        cancelText="取消"
        okButtonProps={{ disabled: ids.length === 0 }}
        onOk={() => void take()}
        onCancel={() => setFile(null)}
      >
        {file && !differs && <p>文件与现有目录相同，没有可导入的内容。</p>}
        {file && differs && (
          <div className="stack" style={{ maxHeight: '60vh', overflow: 'auto' }}>
            <span>
              新增 {file.preview.added.length} 个，有变化 {file.preview.changed.length} 个，相同 {file.preview.same}{' '}
              个。勾选要采用的：
            </span>
            <Changes preview={file.preview} ids={ids} choose={setIds} />
          </div>
        )}
      </Modal>
    </>
  )
}
