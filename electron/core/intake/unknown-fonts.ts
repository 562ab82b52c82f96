import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString, type PDFDocument } from 'pdf-lib'
import type { PdfFile } from './pdfium.ts'
import { isChineseFace } from './substitute-face.ts'

const name = (text: string) => PDFName.of(text)
const FILES = ['FontFile', 'FontFile2', 'FontFile3'].map(name)
/** Collections whose numbers mean the same characters everywhere. */
const KNOWN = /^(?:GB1|CNS1|Japan1|Japan2|Korea1|KR)$/

function orderingOf(descendant: PDFDict): string {
  const system = descendant.lookup(name('CIDSystemInfo'))
  const ordering = system instanceof PDFDict ? system.lookup(name('Ordering')) : undefined
  return ordering instanceof PDFString || ordering instanceof PDFHexString ? ordering.decodeText() : ''
}

/** The name of a Chinese font whose text is glyph numbers of a font nobody has here; null for every other. */
function unknownName(font: PDFDict): string | null {
  if (font.get(name('Subtype')) !== name('Type0') || font.has(name('ToUnicode'))) return null
  const encoding = font.lookup(name('Encoding'))
  const base = font.lookup(name('BaseFont'))
  const descendants = font.lookup(name('DescendantFonts'))
  const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined
  if (!(encoding instanceof PDFName) || !(base instanceof PDFName) || !(descendant instanceof PDFDict)) return null
  const descriptor = descendant.lookup(name('FontDescriptor'))
  const embedded = descriptor instanceof PDFDict && FILES.some((key) => descriptor.has(key))
  if (embedded || !encoding.decodeText().startsWith('Identity-') || KNOWN.test(orderingOf(descendant))) return null
  return isChineseFace(base.decodeText()) ? base.decodeText() : null
}

/** Names may be in GBK, which readers spell differently. */
const sameName = (one: string, other: string) => one === other || (/[^ -~]/.test(one) && /[^ -~]/.test(other))

/**
 * Pages (from 0) with text in a Chinese font that is not in the file, written as that font's own glyph numbers:
 * drawn with any other font it would show other characters.
 */
export function pagesInUnknownFonts(document: PDFDocument, source: PdfFile): readonly number[] {
  const unknown = document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? (unknownName(object) ?? []) : []))
  if (unknown.length === 0) return []
  return Array.from({ length: source.pageCount }, (_, index) => index).filter((index) =>
    source
      .page(index, (page) => page.fonts())
      ?.some((font) => !font.embedded && unknown.some((one) => sameName(one, font.name))),
  )
}
