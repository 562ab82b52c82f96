import { deflateSync } from 'node:zlib'
import {
  concatTransformationMatrix,
  drawObject,
  PDFRawStream,
  popGraphicsState,
  pushGraphicsState,
  type PDFDocument,
} from 'pdf-lib'
import sharp from 'sharp'
import type { Bitmap } from './pdfium-page.ts'

/** Dots to the inch of a page that is bound as a picture. */
export const RASTER_DPI = 150

/** A bitmap as a JPEG, good enough to read stamps and small print. */
export async function toJpeg(bitmap: Bitmap, quality: number): Promise<Uint8Array> {
  const raw = { width: bitmap.width, height: bitmap.height, channels: 4 as const }
  return sharp(bitmap.rgba, { raw }).removeAlpha().jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** A JPEG for lists, at most 480 px wide. */
export async function toThumbnail(bitmap: Bitmap): Promise<Uint8Array> {
  const raw = { width: bitmap.width, height: bitmap.height, channels: 4 as const }
  return sharp(bitmap.rgba, { raw })
    .removeAlpha()
    .resize({ width: 480, height: 960, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 78 })
    .toBuffer()
}

/** Channels that differ by less are one grey. */
const GREY = 12
/** Share of pixels neither ink nor paper beyond which a page is more than print: sixteen greys would show as steps. */
const TONES = 0.15

/** True when a page is black print on paper, smooth edges included. */
function isPrint({ rgba }: Bitmap): boolean {
  let tones = 0
  for (let at = 0; at < rgba.length; at += 4) {
    const [r = 0, g = 0, b = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]]
    if (Math.abs(r - g) > GREY || Math.abs(g - b) > GREY) return false
    if (g > 64 && g < 208) tones++
  }
  return tones < (rgba.length / 4) * TONES
}

/** A page of print in sixteen greys: half the size of a JPEG, and no specks around the strokes. */
function packPrint({ width, height, rgba }: Bitmap) {
  const row = Math.ceil(width / 2)
  const packed = Buffer.alloc(row * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const grey = Math.min(15, Math.round((rgba[(y * width + x) * 4 + 1] ?? 255) / 17))
      const at = y * row + (x >> 1)
      packed[at] = (packed[at] ?? 0) | (x % 2 === 0 ? grey << 4 : grey)
    }
  return deflateSync(packed, { level: 6 })
}

/** A page as a picture, packed as suits it; `filter` is how PDF unpacks it. */
interface PackedPage {
  readonly bytes: Uint8Array
  readonly filter: 'FlateDecode' | 'DCTDecode'
}

/** Packs a page that is bound as a picture. */
export async function packPage(bitmap: Bitmap): Promise<PackedPage> {
  return isPrint(bitmap)
    ? { bytes: packPrint(bitmap), filter: 'FlateDecode' }
    : { bytes: await toJpeg(bitmap, 86), filter: 'DCTDecode' }
}

/** Puts a picture of a page into `into` at `index` as a page of that size in points. */
export async function insertPicture(
  into: PDFDocument,
  index: number,
  bitmap: Bitmap,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  const { bytes, filter } = await packPage(bitmap)
  const print = filter === 'FlateDecode'
  const dict = into.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: bitmap.width,
    Height: bitmap.height,
    BitsPerComponent: print ? 4 : 8,
    ColorSpace: print ? 'DeviceGray' : 'DeviceRGB',
    Filter: filter,
  })
  const page = into.insertPage(index, [size.width, size.height])
  const name = page.node.newXObject('Picture', into.context.register(PDFRawStream.of(dict, bytes)))
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(size.width, 0, 0, size.height, 0, 0),
    drawObject(name),
    popGraphicsState(),
  )
}
