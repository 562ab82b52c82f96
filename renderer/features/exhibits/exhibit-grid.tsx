import type { Exhibit } from '#shared/exhibits.ts'
import { exhibitKindNames } from '#shared/kinds.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { ExhibitThumbnail } from './exhibit-thumbnail.tsx'
import { ExpiryTag } from './exhibit-tags.tsx'

/** The library as pictures. */
export function ExhibitGrid({
  exhibits,
  onOpen,
}: {
  readonly exhibits: readonly Exhibit[]
  readonly onOpen: (exhibit: Exhibit) => void
}) {
  return (
    <ul className="exhibit-grid" aria-label="证据材料">
      {exhibits.map((exhibit) => (
        <li key={exhibit.id} data-row-key={exhibit.id}>
          <button type="button" className="exhibit-card" onClick={() => onOpen(exhibit)}>
            <ExhibitThumbnail exhibit={exhibit} size={140} />
            <span className="exhibit-card-title">{exhibit.title}</span>
            <span className="quiet">
              {exhibitKindNames[exhibit.kind]} · {exhibit.pages} 页
            </span>
            {exhibit.expiry !== 'none' && <ExpiryTag exhibit={exhibit} />}
            {exhibit.refusal && <StatusTag tone="danger">不能装入卷宗</StatusTag>}
          </button>
        </li>
      ))}
    </ul>
  )
}
