import { Alert, Button, Drawer, Segmented, Tabs } from 'antd'
import { useState } from 'react'
import type { Exhibit } from '#shared/exhibits.ts'
import type { ExhibitId } from '#shared/ids.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRead } from '../../state/core.ts'
import { ExhibitFactsForm } from './exhibit-facts-form.tsx'
import { ExhibitFileFacts } from './exhibit-files.tsx'
import { ExhibitPreview } from './exhibit-preview.tsx'
import { PageTool } from './page-tool.tsx'

function Detail({ exhibit, focusTitle }: { readonly exhibit: Exhibit; readonly focusTitle: boolean }) {
  const [chosen, setChosen] = useState(0)
  const file = exhibit.files[chosen] ?? exhibit.files[0]
  const locked = exhibit.removed
  return (
    <div className="exhibit-detail">
      <div className="stack" style={{ overflow: 'hidden' }}>
        {exhibit.files.length > 1 && (
          <Segmented
            aria-label="选择文件"
            value={chosen}
            onChange={setChosen}
            options={exhibit.files.map(({ name }, index) => ({ value: index, label: `${index + 1}. ${name}` }))}
            style={{ maxWidth: '100%', overflow: 'auto' }}
          />
        )}
        <div style={{ flex: 1, minHeight: 0 }}>{file && <ExhibitPreview key={file.sha256} file={file} />}</div>
      </div>
      <div>
        {exhibit.refusal && <Alert type="error" showIcon title="这份材料不能装入卷宗" description={exhibit.refusal} />}
        <Tabs
          items={[
            {
              key: 'facts',
              label: '登记信息',
              children: <ExhibitFactsForm exhibit={exhibit} locked={locked} focusTitle={focusTitle} />,
            },
            ...(file?.inspection.pdfForm
              ? [
                  {
                    key: 'pages',
                    label: `页面（${exhibit.pages}）`,
                    children: <PageTool exhibit={exhibit} file={file} locked={locked} />,
                  },
                ]
              : []),
            ...(file
              ? [{ key: 'file', label: '文件与检查', children: <ExhibitFileFacts exhibit={exhibit} file={file} /> }]
              : []),
          ]}
        />
      </div>
    </div>
  )
}

/** One exhibit: what it looks like, what is known of it, and its pages. */
export function ExhibitDrawer({
  id,
  focusTitle,
  onClose,
  onRemove,
  onRestore,
}: {
  readonly id: string | undefined
  readonly focusTitle: boolean
  readonly onClose: () => void
  readonly onRemove: (exhibit: Exhibit) => void
  readonly onRestore: (exhibit: Exhibit) => void
}) {
  const read = useRead(['exhibits', 'find', id], (core) => core.exhibits.find({ id: id as ExhibitId }), {
    when: id !== undefined,
  })
  const exhibit = id === undefined ? undefined : read.value
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      size="min(1240px, 94vw)"
      title={exhibit?.title ?? '证据材料'}
      destroyOnHidden
      closable={{ 'aria-label': '关闭' }}
      styles={{ body: { padding: 16 } }}
      extra={
        exhibit &&
        (exhibit.removed ? (
          <Button onClick={() => onRestore(exhibit)}>从回收站恢复</Button>
        ) : (
          <Button onClick={() => onRemove(exhibit)}>删除</Button>
        ))
      }
    >
      {id !== undefined && (
        <Loaded read={read}>{(found) => <Detail key={found.id} exhibit={found} focusTitle={focusTitle} />}</Loaded>
      )}
    </Drawer>
  )
}
