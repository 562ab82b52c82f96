import { useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Dossier, DossierItem } from '#shared/dossiers.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { SortableList } from '../../components/sortable-list.tsx'
import { useChange } from '../../state/change.tsx'
import { ItemRow } from './item-row.tsx'
import type { DossierPreview } from './use-dossier-preview.ts'

/** 目录: what the dossier holds, in the order it is bound. */
export function ItemList({
  dossier,
  preview,
  locked,
  adding,
  onGo,
}: {
  readonly dossier: Dossier
  readonly preview: DossierPreview | null
  readonly locked: boolean
  /** The buttons that add something. */
  readonly adding: ReactNode
  readonly onGo: (page: number) => void
}) {
  const change = useChange()
  const navigate = useNavigate()
  const into = ['dossiers', 'find', dossier.id]
  const open = (item: DossierItem) => {
    if (item.letterId) void navigate({ to: '/letters/$id', params: { id: item.letterId } })
    else if (item.exhibitId) void navigate({ to: '/exhibits', search: { id: item.exhibitId } })
  }
  const remove = ({ id: itemId, letterId, title }: DossierItem) =>
    letterId
      ? void change((core) => core.letters.remove({ id: letterId }), { success: `已删除文书「${title}」`, undo: true })
      : void change((core) => core.dossiers.removeItem({ itemId }), {
          into,
          success: `已把「${title}」移出卷宗，证据库里还在`,
          undo: true,
        })
  const onKey = (item: DossierItem, event: KeyboardEvent) => {
    if (event.key === 'Enter') open(item)
    if (event.key === 'Delete' && !locked) remove(item)
  }
  if (dossier.items.length === 0)
    return (
      <EmptyState
        sentence="卷宗里还没有内容。先起草文书，再加入证据；也可以把文件直接拖到这里。"
        action={<div className="row">{adding}</div>}
      />
    )
  return (
    <>
      {!locked && <div className="row dossier-adding">{adding}</div>}
      <SortableList
        items={dossier.items}
        label="卷宗目录"
        locked={locked}
        onMove={(item, position) =>
          void change((core) => core.dossiers.moveItem({ itemId: item.id, position }), { into })
        }
        onKey={onKey}
      >
        {(item, place) => (
          <ItemRow
            item={item}
            place={place}
            dossier={dossier}
            locked={locked}
            pages={preview?.parts.find(({ id }) => id === item.id)}
            onOpen={() => open(item)}
            onGo={onGo}
            onRemove={() => remove(item)}
          />
        )}
      </SortableList>
    </>
  )
}
