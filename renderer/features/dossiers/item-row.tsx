import { DeleteOutlined, FileTextOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Alert, Button, Input, Switch } from 'antd'
import { useState } from 'react'
import type { Dossier, DossierItem } from '#shared/dossiers.ts'
import { SaveState } from '../../components/save-state.tsx'
import { useAutosave } from '../../components/use-autosave.ts'
import { useChange } from '../../state/change.tsx'

function PurposeField({ item, into }: { readonly item: DossierItem; readonly into: readonly unknown[] }) {
  const change = useChange()
  const [typed, setTyped] = useState<string | null>(null)
  const autosave = useAutosave(async (purpose: string) => {
    const answer = await change((core) => core.dossiers.describeItem({ itemId: item.id, purpose }), { into })
    return answer.ok
  })
  return (
    <div>
      <Input.TextArea
        aria-label={`「${item.title}」的证明目的`}
        placeholder="证明目的：这份材料证明什么"
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={500}
        value={typed ?? item.purpose}
        onChange={({ target }) => {
          setTyped(target.value)
          autosave.change(target.value)
        }}
        onBlur={() => void autosave.flush().then(() => setTyped(null))}
      />
      {typed !== null && (
        <SaveState state={autosave.phase === 'waiting' ? 'saving' : autosave.phase} savedAt={autosave.savedAt} />
      )}
    </div>
  )
}

/** One entry of the 证据目录, with what can be done to it here. */
export function ItemRow({
  item,
  place,
  pages,
  dossier,
  locked,
  onOpen,
  onGo,
  onRemove,
}: {
  readonly item: DossierItem
  readonly place: number
  /** Where its pages are in the bundle, from the last preview. */
  readonly pages: { readonly firstPage: number; readonly lastPage: number } | undefined
  readonly dossier: Dossier
  readonly locked: boolean
  readonly onOpen: () => void
  readonly onGo: (page: number) => void
  readonly onRemove: () => void
}) {
  const change = useChange()
  const into = ['dossiers', 'find', dossier.id]
  const range =
    pages && (pages.firstPage === pages.lastPage ? `${pages.firstPage}` : `${pages.firstPage}–${pages.lastPage}`)
  return (
    <div className="item-row">
      <div className="row item-line">
        <span className="item-place">{place}</span>
        <span className="quiet" title={item.kind === 'letter' ? '文书' : '证据'}>
          {item.kind === 'letter' ? <FileTextOutlined aria-label="文书" /> : <PaperClipOutlined aria-label="证据" />}
        </span>
        <Button type="link" size="small" className="item-title" onClick={onOpen} aria-label={`打开「${item.title}」`}>
          {item.title}
        </Button>
        <span className="item-end">
          {pages && range ? (
            <Button
              size="small"
              type="text"
              onClick={() => onGo(pages.firstPage)}
              aria-label={`预览「${item.title}」，第 ${range} 页`}
            >
              第 {range} 页
            </Button>
          ) : (
            <span className="quiet">{item.pages === null ? '未排版' : `${item.pages} 页`}</span>
          )}
          {!locked && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={item.letterId ? `删除文书「${item.title}」` : `移出「${item.title}」`}
              title={item.letterId ? '删除文书（Delete）' : '移出卷宗（Delete）'}
              onClick={onRemove}
            />
          )}
        </span>
      </div>
      {item.refusal && <Alert type="error" showIcon title={`「${item.title}」不能装入：${item.refusal}`} />}
      {locked ? <div className="quiet">{item.purpose}</div> : <PurposeField key={item.id} item={item} into={into} />}
      {item.kind === 'exhibit' && (
        <div className="row quiet">
          {item.source && <span>来源：{item.source}</span>}
          <span className="row item-watermark" title="每页加「仅用于××号码标记申诉」和「与原件一致」，原件不变">
            <Switch
              size="small"
              checked={item.watermark}
              disabled={locked}
              aria-label={`「${item.title}」加水印`}
              onChange={(watermark) =>
                void change((core) => core.dossiers.describeItem({ itemId: item.id, watermark }), { into })
              }
            />
            复印件水印
          </span>
        </div>
      )}
    </div>
  )
}
