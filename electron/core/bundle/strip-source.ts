import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFStream, type PDFDocument, type PDFObject } from 'pdf-lib'
import { stripJpeg } from '../intake/strip-jpeg.ts'
import { refuse } from '../refusal.ts'

const name = (text: string) => PDFName.of(text)

/** Entries of pictures, forms and fonts that say where a file came from or do things when it is opened. */
const STRAY = [
  'Metadata',
  'PieceInfo',
  'AF',
  'OC',
  'OPI',
  'StructParent',
  'StructParents',
  'LastModified',
  'Alternates',
]
const strayNames = STRAY.map(name)
const PROPERTIES = name('Properties')
const RESOURCE_KEYS = ['Font', 'XObject', 'ProcSet', 'ExtGState', 'ColorSpace'].map(name)

function cleanDictionary(dictionary: PDFDict) {
  if (dictionary.has(PROPERTIES) && RESOURCE_KEYS.some((key) => dictionary.has(key))) dictionary.delete(PROPERTIES)
  const type = dictionary.get(name('Type'))
  if (type === name('Font') || type === name('FontDescriptor')) dictionary.delete(name('Metadata'))
}

function clean(object: PDFObject, depth: number) {
  if (depth > 20) return
  if (object instanceof PDFStream) {
    for (const key of strayNames) object.dict.delete(key)
    clean(object.dict, depth + 1)
  } else if (object instanceof PDFDict) {
    cleanDictionary(object)
    for (const [, value] of object.entries())
      if (value instanceof PDFDict || value instanceof PDFArray) clean(value, depth + 1)
  } else if (object instanceof PDFArray)
    for (const value of object.asArray())
      if (value instanceof PDFDict || value instanceof PDFArray) clean(value, depth + 1)
}

/** A photograph without what the camera wrote about time, device and place; null when there is nothing to take out. */
function withoutCameraNotes(stream: PDFRawStream): PDFRawStream | null {
  if (stream.dict.lookup(name('Filter')) !== name('DCTDecode')) return null
  if (!Buffer.from(stream.contents.subarray(0, 65536)).includes('Exif\0\0')) return null
  const stripped = stripJpeg(stream.contents)
  return stripped ? PDFRawStream.of(stream.dict, stripped) : null
}

/** Layers that are off would show once their switch is gone, so such a file may not be bound as it is. */
function assertNothingHidden(source: PDFDocument) {
  const layers = source.context.lookup(source.catalog.get(name('OCProperties')))
  const settings = layers instanceof PDFDict ? layers.lookup(name('D')) : undefined
  if (!(settings instanceof PDFDict)) return
  const off = settings.lookup(name('OFF'))
  const someOff = off instanceof PDFArray && off.size() > 0
  if (someOff || settings.lookup(name('BaseState')) === name('OFF'))
    throw refuse('文件里有隐藏的图层，请重新导入这个文件，让它先展平。')
}

/**
 * Takes out of an opened source what must stay behind, before anything is copied. Pages are bound by
 * their content and resources alone, so scripts, forms, attachments, labels and bookmarks never come along.
 */
export function stripSource(source: PDFDocument): void {
  assertNothingHidden(source)
  for (const [ref, object] of source.context.enumerateIndirectObjects()) {
    clean(object, 0)
    const picture = object instanceof PDFRawStream ? withoutCameraNotes(object) : null
    if (picture) source.context.assign(ref, picture)
  }
}
