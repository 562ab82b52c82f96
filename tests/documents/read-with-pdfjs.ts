import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A page as pdf.js finds it, a reader no part of the program's check uses. */
export interface IndependentPage {
  /** As shown, in points. */
  readonly width: number
  readonly height: number
  /** White space left out. */
  readonly text: string
  /** Text whose start lies within 60 points of the bottom right corner as shown. */
  readonly corner: string
  /** Pages its links lead to, from 1. */
  readonly links: readonly number[]
}

export interface IndependentFile {
  readonly labels: readonly string[] | null
  readonly bookmarks: readonly { readonly title: string; readonly page: number }[]
  readonly pages: readonly IndependentPage[]
  readonly title: string
  readonly language: string
}

type Destination = readonly [{ num: number; gen: number }, ...unknown[]]

const squeeze = (text: string) => text.replace(/\s+/g, '')

async function readPage(file: PDFDocumentProxy, number: number): Promise<IndependentPage> {
  const page = await file.getPage(number)
  const viewport = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const strings = items.flatMap((item) => ('str' in item ? [item] : []))
  const corner = strings.filter(({ transform }) => {
    const [x = 0, y = 0] = viewport.convertToViewportPoint(Number(transform[4]), Number(transform[5]))
    const reach = 60 * Math.max(0.45, Math.min(viewport.width, viewport.height) / 595)
    return x > viewport.width - reach && y > viewport.height - reach / 2
  })
  const annotations = (await page.getAnnotations()) as { dest?: Destination }[]
  const links = await Promise.all(
    annotations.map(async ({ dest }) => (dest ? (await file.getPageIndex(dest[0])) + 1 : 0)),
  )
  return {
    width: viewport.width,
    height: viewport.height,
    text: squeeze(strings.map(({ str }) => str).join('')),
    corner: squeeze(corner.map(({ str }) => str).join('')),
    links,
  }
}

/** Opens a PDF with pdf.js and reads what a person would look at. */
export async function readWithPdfjs(path: string): Promise<IndependentFile> {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = getDocument({
    data: new Uint8Array(await readFile(path)),
    verbosity: 0,
    standardFontDataUrl: join(folder, 'standard_fonts/'),
  })
  const file = await task.promise
  const outline = ((await file.getOutline()) ?? []) as unknown as { title: string; dest: Destination }[]
  const bookmarks = await Promise.all(
    outline.map(async ({ title, dest }) => ({ title, page: (await file.getPageIndex(dest[0])) + 1 })),
  )
  const pages: IndependentPage[] = []
  for (let number = 1; number <= file.numPages; number++) pages.push(await readPage(file, number))
  const { info } = (await file.getMetadata()) as { info: { Title?: string; Language?: string } }
  const found = {
    labels: await file.getPageLabels(),
    bookmarks,
    pages,
    title: info.Title ?? '',
    language: info.Language ?? '',
  }
  await task.destroy()
  return found
}
