import { decodePDFRawStream, PDFArray, PDFName, PDFNull, PDFRawStream, type PDFDocument, type PDFObject } from 'pdf-lib'
import { stripJpeg } from './strip-jpeg.ts'

const FILTER = PDFName.of('Filter')
const PARAMETERS = PDFName.of('DecodeParms')
const DCT = PDFName.of('DCTDecode')
const JPX = PDFName.of('JPXDecode')
const SIGNATURE_BOX = 0x6a502020
const CODE_BOX = 0x6a703263
/** Boxes of JPEG 2000 that hold words about the picture: XML, UUID and its list. */
const NOTE_BOXES = new Set([0x786d6c20, 0x75756964, 0x75696e66])

/** A JPEG 2000 file without the boxes that tell of its making; null when it is not put together as expected. */
function stripJpx(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length < 12 || view.getUint32(4) !== SIGNATURE_BOX) return null
  const kept: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return null
    const type = view.getUint32(at + 4)
    const long = view.getUint32(at) === 1 && at + 16 <= bytes.length
    const length = long ? Number(view.getBigUint64(at + 8)) : view.getUint32(at)
    // A length of zero means: to the end. A picture's code that was cut short ends there, too.
    const end = length === 0 || (type === CODE_BOX && at + length > bytes.length) ? bytes.length : at + length
    if (end > bytes.length || end < at + 8) return null
    if (!NOTE_BOXES.has(type)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

function filtersOf(stream: PDFRawStream): readonly PDFObject[] {
  const filter = stream.dict.lookup(FILTER)
  return filter instanceof PDFArray ? filter.asArray() : filter ? [filter] : []
}

/** The picture's own bytes, with what packs them once more (as ASCII or Flate) taken off; null when that cannot be done. */
function unpackPicture(stream: PDFRawStream, packing: readonly PDFObject[]): Uint8Array | null {
  if (packing.length === 0) return stream.contents
  const parameters = stream.dict.lookup(PARAMETERS)
  const plain = parameters instanceof PDFArray ? parameters.asArray().every((entry) => entry === PDFNull) : !parameters
  if (!plain) return null
  const dict = stream.dict.clone(stream.dict.context)
  dict.delete(PARAMETERS)
  dict.set(FILTER, stream.dict.context.obj([...packing]))
  try {
    return decodePDFRawStream(PDFRawStream.of(dict, stream.contents)).decode()
  } catch {
    return null
  }
}

function stripPicture(stream: PDFRawStream): PDFRawStream | null {
  const filters = filtersOf(stream)
  const last = filters.at(-1)
  if (last !== DCT && last !== JPX) return null
  const bytes = unpackPicture(stream, filters.slice(0, -1))
  const stripped = bytes && (last === DCT ? stripJpeg(bytes) : stripJpx(bytes))
  if (!stripped || stripped.length === stream.contents.length) return null
  if (filters.length > 1) {
    stream.dict.delete(PARAMETERS)
    stream.dict.set(FILTER, last)
  }
  return PDFRawStream.of(stream.dict, stripped)
}

/** Takes out of every picture in a document what the camera or the program wrote about time, place and device; no pixel changes. */
export function stripPictures({ context }: PDFDocument): void {
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const picture = object instanceof PDFRawStream ? stripPicture(object) : null
    if (picture) context.assign(ref, picture)
  }
}
