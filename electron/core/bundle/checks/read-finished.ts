import type { ShownBox, PdfTarget } from '../../intake/pdfium-page.ts'
import type { HiddenContent } from '../../intake/pdfium-hidden.ts'
import type { DrawnObject } from '../../intake/pdfium-regions.ts'
import type { PdfBookmark, PdfFile } from '../../intake/pdfium.ts'
import { numberPlace } from '../number-place.ts'

/** A link as the second reader finds it. */
export interface ReadLink {
  readonly box: ShownBox
  readonly target: PdfTarget
  /** The text it covers. */
  readonly words: string
}

/** A page as the second reader finds it. */
export interface ReadPage {
  readonly width: number
  readonly height: number
  readonly text: string
  /** All text where the page number belongs. */
  readonly corner: string
  /** What stands there in our own face. */
  readonly number: string
  /** The reader's own page label; empty when the file has none. */
  readonly label: string
  readonly links: readonly ReadLink[]
  /** Subtypes of annotations by pdfium's numbers. */
  readonly annotations: readonly number[]
  readonly drawn: readonly DrawnObject[]
  /** Empty when it was not looked for. */
  readonly hidden: readonly HiddenContent[]
}

/** A finished file as the second reader finds it; a page it cannot load is null. */
export interface ReadFile {
  readonly pages: readonly (ReadPage | null)[]
  readonly bookmarks: readonly PdfBookmark[]
  readonly attachments: number
  readonly scripts: number
  readonly signatures: number
  readonly formType: number
  readonly encrypted: boolean
  readonly title: string
}

/** Text without white space and with look-alike characters made equal, for comparing. */
export const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff\u00ad]+/g, '')
    .replaceAll('\0', '')

/** What the subset names of our faces start with (typeset/pdf-faces.ts). */
const FACE_PREFIX = 'ZHENG'

function readPage(file: PdfFile, index: number, lookForHidden: boolean): ReadPage | null {
  return file.page(index, (page) => {
    const links = page.links()
    const place = numberPlace(page.width, page.height).box
    const { whole, within } = page.texts([place, ...links.map(({ box }) => box)])
    const corner = plain(within[0] ?? '')
    const alone = corner === '' || corner === String(index + 1)
    return {
      width: page.width,
      height: page.height,
      text: whole,
      corner,
      number: alone ? corner : plain(page.textInFont(place, FACE_PREFIX)),
      label: file.pageLabel(index),
      links: links.map(({ box, target }, at) => ({ box, target, words: plain(within[at + 1] ?? '') })),
      annotations: page.annotations(),
      drawn: page.drawn(),
      hidden: lookForHidden ? page.hidden() : [],
    }
  })
}

/** Reads everything the checks need, each page once; `onPage` is told how far it is. */
export async function readFinished(
  file: PdfFile,
  lookForHidden: boolean,
  onPage: (done: number) => Promise<void>,
): Promise<ReadFile> {
  const pages: (ReadPage | null)[] = []
  for (let index = 0; index < file.pageCount; index++) {
    pages.push(readPage(file, index, lookForHidden))
    if (index % 25 === 24) await onPage(index + 1)
  }
  return {
    pages,
    bookmarks: file.bookmarks(),
    attachments: file.attachmentCount,
    scripts: file.javascript().length,
    signatures: file.signatureCount,
    formType: file.formType,
    encrypted: file.encrypted,
    title: file.meta('Title'),
  }
}
