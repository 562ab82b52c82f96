import { PDFArray, PDFStream, type PDFDocument } from 'pdf-lib'
import type { Budget } from './budget.ts'
import { isBlank } from './compare-pages.ts'
import type { PdfFile } from './pdfium.ts'
import { drawWithPdfjs, type DrawnPage } from './raster-pdfjs.ts'

/** More doubtful pages than this are not looked at twice. */
const MOST = 12

/**
 * Pages that pdfium shows blank though something is drawn on them (or the file is damaged), and on which
 * pdf.js does see something: by page number from 0, as pdf.js draws them.
 */
export async function secondOpinion(
  source: PdfFile,
  bytes: Uint8Array,
  { blank, damaged, budget }: { readonly blank: readonly number[]; readonly damaged: boolean; readonly budget: Budget },
): Promise<ReadonlyMap<number, DrawnPage>> {
  const doubtful = blank.filter((index) => damaged || (source.page(index, (page) => page.objectCount) ?? 1) > 0)
  const seen = new Map<number, DrawnPage>()
  if (doubtful.length === 0 || doubtful.length > MOST || budget.secondsLeft() < 4) return seen
  try {
    for await (const drawn of drawWithPdfjs(bytes, budget, doubtful))
      if (!isBlank(drawn.bitmap)) seen.set(drawn.index, drawn)
  } catch {
    // pdf.js cannot read it either; then there is no second opinion.
  }
  return seen
}

/** A content stream of fewer bytes than this draws nothing anyway. */
const EMPTY_STREAM = 16

/** True when a page has a content stream of which nothing could be drawn: the damage took it. */
export function hasLostContent(source: PdfFile, document: PDFDocument): boolean {
  return document.getPages().some(({ node }, index) => {
    const contents = node.Contents()
    const streams =
      contents instanceof PDFArray ? contents.asArray().map((entry) => document.context.lookup(entry)) : [contents]
    const size = streams.reduce((sum, stream) => sum + (stream instanceof PDFStream ? stream.getContentsSize() : 0), 0)
    return size > EMPTY_STREAM && source.page(index, (page) => page.objectCount) === 0
  })
}
