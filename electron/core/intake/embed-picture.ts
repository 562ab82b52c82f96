import { PDFName, PDFRawStream, type PDFDocument, type PDFRef } from 'pdf-lib'
import type { Sharp } from 'sharp'

/** A picture inside a PDF, ready to be drawn. */
export interface EmbeddedPicture {
  readonly ref: PDFRef
  readonly width: number
  readonly height: number
}

/** Above this many bytes a picture is stored as a fine JPEG rather than without loss. */
const MOST_LOSSLESS = 2_500_000

/** The joined image data of a PNG: PDF reads it as it is. */
function pngBody(png: Uint8Array): { readonly body: Uint8Array; readonly depth: number; readonly colour: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.length)
  const parts: Uint8Array[] = []
  for (let at = 8; at + 12 <= png.length;) {
    const length = view.getUint32(at)
    if (Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1') === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return { body: Buffer.concat(parts), depth: png[24] ?? 8, colour: png[25] ?? 2 }
}

function register(
  into: PDFDocument,
  bytes: Uint8Array,
  size: { width: number; height: number },
  grey: boolean,
  filter: Record<string, unknown>,
) {
  const dict = into.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: size.width,
    Height: size.height,
    BitsPerComponent: 8,
    ColorSpace: grey ? 'DeviceGray' : 'DeviceRGB',
    ...(filter as { Filter: string }),
  })
  dict.set(PDFName.of('Length'), into.context.obj(bytes.length))
  return { ref: into.context.register(PDFRawStream.of(dict, bytes)), ...size }
}

/** Embeds a JPEG's own bytes; nothing is decoded. */
export const embedJpeg = (
  into: PDFDocument,
  jpeg: Uint8Array,
  size: { width: number; height: number },
  grey: boolean,
): EmbeddedPicture => register(into, jpeg, size, grey, { Filter: 'DCTDecode' })

/** Embeds pixels: without loss when that stays small, else as a JPEG that the eye cannot tell apart. Metadata does not survive. */
export async function embedPixels(
  into: PDFDocument,
  image: Sharp,
  lossy: boolean,
  grey: boolean,
): Promise<EmbeddedPicture> {
  const pixels = image.toColourspace(grey ? 'b-w' : 'srgb')
  if (!lossy) {
    const { data, info } = await pixels
      .clone()
      .png({ compressionLevel: 6, palette: false, progressive: false })
      .toBuffer({ resolveWithObject: true })
    const { body, depth, colour } = pngBody(data)
    if (body.length <= MOST_LOSSLESS && depth === 8 && (colour === 0 || colour === 2)) {
      const DecodeParms = { Predictor: 15, Colors: colour === 0 ? 1 : 3, BitsPerComponent: 8, Columns: info.width }
      return register(into, body, info, colour === 0, { Filter: 'FlateDecode', DecodeParms })
    }
  }
  const { data, info } = await pixels
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true })
  return register(into, data, info, info.channels === 1, { Filter: 'DCTDecode' })
}
