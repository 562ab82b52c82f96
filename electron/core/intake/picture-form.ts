import { PDFDocument } from 'pdf-lib'
import { isBlank } from './compare-pages.ts'
import { MOST_TEXT, type PageFacts } from './form.ts'
import { insertPicture, toThumbnail } from './raster-page.ts'
import type { DrawnPage } from './raster-pdfjs.ts'
import { saveForm } from './vector-pages.ts'

/** A PDF form whose every page is a picture. */
export interface PictureForm {
  readonly bytes: Uint8Array
  readonly pages: readonly PageFacts[]
  readonly thumbnail: Uint8Array | null
  /** What the drawn pages said, for search. */
  readonly text: string
}

/** Makes a PDF of drawn pages as they come; null when it cannot be written. */
export async function pictureForm(drawn: AsyncIterable<DrawnPage>): Promise<PictureForm | null> {
  const into = await PDFDocument.create({ updateMetadata: false })
  const pages: PageFacts[] = []
  let thumbnail: Uint8Array | null = null
  let text = ''
  for await (const { bitmap, width, height, text: words } of drawn) {
    thumbnail ??= await toThumbnail(bitmap)
    await insertPicture(into, pages.length, bitmap, { width, height })
    pages.push({ width, height, text: false, blank: isBlank(bitmap) })
    if (text.length < MOST_TEXT) text += `${words}\n`
  }
  const bytes = pages.length > 0 ? await saveForm(into) : null
  return bytes && { bytes, pages, thumbnail, text: text.slice(0, MOST_TEXT) }
}
