import type { CompanyId, ExhibitId } from '#shared/ids.ts'
import type { FileType } from '#shared/inspection.ts'
import type { Inbox } from '../inbox.ts'
import { refuse } from '../refusal.ts'
import type { ExhibitRepository } from './exhibit-repository.ts'
import type { InspectionStore } from './inspection-store.ts'

/** What shows a screen: pictures, and query pages printed to PDF. */
const PICTURES: ReadonlySet<FileType> = new Set(['jpeg', 'png', 'webp', 'tiff', 'gif', 'bmp', 'heic', 'pdf'])

/** Takes a screenshot of a mark as evidence: inspected and stored first, its rows written with the sighting's. */
export function createTakeScreenshot({
  store,
  exhibits,
  inbox,
  ids,
  now,
}: {
  readonly store: InspectionStore
  readonly exhibits: ExhibitRepository
  readonly inbox: Inbox
  readonly ids: () => string
  readonly now: () => Date
}) {
  return async function takeScreenshot(token: string, about: { companyId: string; title: string; purpose: string }) {
    const item = inbox.find(token)
    const file = await store.take(item.path, item.name)
    if (!file.inspection.pdfForm || !PICTURES.has(file.inspection.type))
      throw refuse(`「${item.name}」不能用作截图：${file.inspection.refusal ?? '不是图片'}`)
    return {
      settle: () => inbox.settle([token]),
      keep(): ExhibitId {
        const known = exhibits.findByFile(about.companyId, file.sha256)
        if (known) return known as ExhibitId
        const id = ids() as ExhibitId
        exhibits.save({
          id,
          companyId: about.companyId as CompanyId,
          kind: 'mark-screenshot',
          title: about.title,
          source: '手机屏幕截图',
          purpose: about.purpose,
          issuedOn: null,
          validFrom: null,
          validUntil: null,
          stamp: 'none',
          note: '',
          suggestion: null,
          addedAt: now().toISOString(),
          removedAt: null,
        })
        exhibits.addFile(id, { ...file, pages: null })
        return id
      },
    }
  }
}
