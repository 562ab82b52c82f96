import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PDFDocument, PDFName } from 'pdf-lib'
import { loadPdfium, type PdfFile } from '../intake/pdfium.ts'
import type { Bitmap } from '../intake/pdfium-page.ts'
import { Refusal } from '../refusal.ts'
import { finishPdf, newPdf } from '../typeset/new-pdf.ts'

/** A page to put into a cut file: as it is in the bundle, or as a picture of it. */
export interface CutPage {
  /** From 1, in the bundle. */
  readonly page: number
  readonly jpeg: Uint8Array | null
}

/** The checked bundle, opened once for cutting and drawing. */
export interface PageSource {
  readonly cut: (pages: readonly CutPage[], title: string) => Promise<Uint8Array>
  readonly draw: (page: number, dpi: number) => Bitmap
  /** Points, as shown. */
  readonly sizeOf: (page: number) => { readonly width: number; readonly height: number }
  readonly close: () => void
}

/** Keys that lead from a page to other pages or outside: a cut file must not carry pages nobody sees. */
const LEADING = ['Annots', 'AA', 'B', 'StructParents', 'PieceInfo', 'Metadata', 'Thumb']

/** The bundle's own page numbers as page labels, so that a viewer shows the number printed on the page. */
function labelPages(document: PDFDocument, pages: readonly CutPage[]) {
  const { context, catalog } = document
  const numbers = pages.flatMap(({ page }, index) =>
    index > 0 && pages[index - 1]?.page === page - 1 ? [] : [index, context.obj({ S: 'D', St: page })],
  )
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: numbers }))
}

async function cutPages(
  bundle: PDFDocument,
  file: PdfFile,
  pages: readonly CutPage[],
  about: { readonly title: string; readonly author: string; readonly at: string },
): Promise<Uint8Array> {
  const document = await newPdf(about)
  const kept = pages.filter(({ jpeg }) => jpeg === null)
  const copies = await document.copyPages(
    bundle,
    kept.map(({ page }) => page - 1),
  )
  for (const { page, jpeg } of pages) {
    const copy = jpeg === null ? copies.shift() : undefined
    if (copy) document.addPage(copy)
    else if (jpeg) {
      const { width, height } = file.pageSize(page - 1)
      const picture = await document.embedJpg(jpeg)
      document.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height })
    }
  }
  labelPages(document, pages)
  const identity = createHash('sha256').update(
    JSON.stringify([about, pages.map(({ page, jpeg }) => [page, jpeg?.length])]),
  )
  return finishPdf(document, identity.digest('hex'))
}

/** Opens the bundle at `path`; refuses by `name` what cannot be read or has not the pages it should. */
export async function openPages(
  bundle: { readonly path: string; readonly name: string; readonly pages: number },
  about: { readonly author: string; readonly at: string },
  fontsFolder: string,
): Promise<PageSource> {
  const unreadable = (reason: string) => new Refusal({ code: 'files-refused', files: [{ name: bundle.name, reason }] })
  const bytes = await readFile(bundle.path).catch(() => {
    throw unreadable('卷宗文件已不在原处，请重新生成卷宗')
  })
  const opened = (await loadPdfium(fontsFolder)).open(bytes)
  if (!opened.ok) throw unreadable('卷宗文件打不开，请重新生成卷宗')
  if (opened.file.pageCount !== bundle.pages) {
    opened.file.close()
    throw unreadable(`卷宗应有 ${bundle.pages} 页，实际 ${opened.file.pageCount} 页，请重新生成卷宗`)
  }
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  for (const page of document.getPages()) for (const key of LEADING) page.node.delete(PDFName.of(key))
  return {
    cut: (pages, title) => cutPages(document, opened.file, pages, { ...about, title }),
    draw(page, dpi) {
      const bitmap = opened.file.page(page - 1, (drawn) => drawn.render(dpi))
      if (!bitmap) throw unreadable(`卷宗第 ${page} 页画不出来，请重新生成卷宗`)
      return bitmap
    },
    sizeOf: (page) => opened.file.pageSize(page - 1),
    close: () => opened.file.close(),
  }
}
