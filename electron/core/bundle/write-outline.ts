import { PDFHexString, PDFName, type PDFDocument, type PDFRef } from 'pdf-lib'
import type { PlannedBookmark } from './plan-bundle.ts'

/** Where a link leads: a page's reference and the place in its user space that is its top left as shown. */
export interface Landing {
  readonly ref: PDFRef
  readonly x: number
  readonly y: number
}

/** A destination that keeps the reader's zoom; zero rather than null, which some readers take for garbage. */
export const destination = ({ ref, x, y }: Landing) => [ref, 'XYZ', x, y, 0] as const

/** Writes the bookmarks, all on one level, and makes readers show them. */
export function writeOutline(
  document: PDFDocument,
  bookmarks: readonly PlannedBookmark[],
  landings: readonly Landing[],
): void {
  const { context, catalog } = document
  const refs = bookmarks.map(() => context.nextRef())
  const root = context.nextRef()
  bookmarks.forEach(({ title, page }, at) => {
    const landing = landings[page - 1]
    const ref = refs[at]
    if (!landing || !ref) throw new Error(`a bookmark to page ${page}, which is not there`)
    context.assign(
      ref,
      context.obj({
        Title: PDFHexString.fromText(title),
        Parent: root,
        ...(at > 0 ? { Prev: refs[at - 1] } : {}),
        ...(at < refs.length - 1 ? { Next: refs[at + 1] } : {}),
        Dest: [...destination(landing)],
      }),
    )
  })
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0], Last: refs.at(-1), Count: refs.length }))
  catalog.set(PDFName.of('Outlines'), root)
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}

/** Makes the reader's page labels the printed numbers: 1 on the first page and on. */
export function writePageLabels(document: PDFDocument): void {
  document.catalog.set(PDFName.of('PageLabels'), document.context.obj({ Nums: [0, { S: 'D', St: 1 }] }))
}
