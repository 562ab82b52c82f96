import type { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import type { Bitmap } from './pdfium-page.ts'

/** Dots to the inch of a page that is bound as a picture. */
export const RASTER_DPI = 150

/** A bitmap as a JPEG, good enough to read stamps and small print. */
export async function toJpeg(bitmap: Bitmap, quality: number): Promise<Uint8Array> {
  const raw = { width: bitmap.width, height: bitmap.height, channels: 4 as const }
  return sharp(bitmap.rgba, { raw }).removeAlpha().jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** The JPEG of a page that is bound as a picture. */
export const toPageJpeg = (bitmap: Bitmap) => toJpeg(bitmap, 86)

/** A JPEG for lists, at most 480 px wide. */
export async function toThumbnail(bitmap: Bitmap): Promise<Uint8Array> {
  const raw = { width: bitmap.width, height: bitmap.height, channels: 4 as const }
  return sharp(bitmap.rgba, { raw })
    .removeAlpha()
    .resize({ width: 480, height: 960, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 78 })
    .toBuffer()
}

/** Puts a picture of a page into `into` at `index` as a page of that size in points. */
export async function insertPicture(
  into: PDFDocument,
  index: number,
  bitmap: Bitmap,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  const picture = await into.embedJpg(await toPageJpeg(bitmap))
  const page = into.insertPage(index, [size.width, size.height])
  page.drawImage(picture, { x: 0, y: 0, width: size.width, height: size.height })
}
