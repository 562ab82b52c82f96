import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFStream,
  PDFString,
  type PDFObject,
} from 'pdf-lib'

/** Something in the file's objects that is not on its pages. */
export interface StructureFinding {
  readonly code: string
  readonly what: string
}

/** What lies in the file besides its pages; `readable` is false when its objects cannot be walked. */
export interface Structure {
  readonly readable: boolean
  /** How many times the file was saved over its own end. */
  readonly revisions: number
  readonly findings: readonly StructureFinding[]
  /** Base names of fonts whose shapes are not in the file. */
  readonly missingFonts: readonly string[]
  /** What the file says about itself in its information dictionary, software names left out. */
  readonly facts: readonly { readonly key: string; readonly value: string }[]
}

const ACTIONS: Record<string, StructureFinding> = {
  JavaScript: { code: 'javascript', what: '含有脚本（JavaScript）' },
  Launch: { code: 'launch', what: '含有启动其他程序或文件的动作' },
  URI: { code: 'uri', what: '含有打开网址的动作' },
  SubmitForm: { code: 'submit', what: '含有提交表单的动作' },
  ImportData: { code: 'submit', what: '含有导入数据的动作' },
  GoToR: { code: 'remote', what: '含有指向其他文件的链接' },
  GoToE: { code: 'remote', what: '含有指向嵌入文件的链接' },
  Rendition: { code: 'media', what: '含有多媒体动作' },
  Movie: { code: 'media', what: '含有多媒体动作' },
  Sound: { code: 'media', what: '含有多媒体动作' },
}

const KEYS: Record<string, StructureFinding> = {
  JS: ACTIONS['JavaScript'] ?? { code: 'javascript', what: '' },
  EF: { code: 'attachment', what: '含有附件' },
  EmbeddedFiles: { code: 'attachment', what: '含有附件' },
  XFA: { code: 'form', what: '含有 XFA 表单' },
  AcroForm: { code: 'form', what: '含有表单' },
  OCProperties: { code: 'layer', what: '含有可以隐藏的图层' },
  Metadata: { code: 'metadata', what: '含有元数据（XMP）' },
  PieceInfo: { code: 'metadata', what: '含有制作软件留下的私有数据' },
  Thumb: { code: 'thumbnail', what: '含有页面缩略图，可能与页面现在的样子不同' },
  Alternates: { code: 'alternate', what: '图片带有替换图' },
}

const textOf = (value: PDFObject | undefined) =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : ''

function scanDictionary(dictionary: PDFDict, add: (finding: StructureFinding) => void) {
  for (const [key] of dictionary.entries()) {
    const known = KEYS[key.decodeText()]
    if (known) add(known)
  }
  const kind = dictionary.get(PDFName.of('S'))
  const action = kind instanceof PDFName ? ACTIONS[kind.decodeText()] : undefined
  // S also names other things (a page label's style, a group's kind): only an action has these words.
  if (action) add(action)
  if (dictionary.get(PDFName.of('Type')) === PDFName.of('EmbeddedFile')) add({ code: 'attachment', what: '含有附件' })
}

function walk(object: PDFObject, visit: (dictionary: PDFDict) => void, depth = 0) {
  if (depth > 40) return
  if (object instanceof PDFStream) walk(object.dict, visit, depth + 1)
  else if (object instanceof PDFDict) {
    visit(object)
    for (const value of object.values()) walk(value, visit, depth + 1)
  } else if (object instanceof PDFArray) for (const value of object.asArray()) walk(value, visit, depth + 1)
}

/** A camera's notes (place, time, device) inside a picture. */
function hasExif(object: PDFObject) {
  if (!(object instanceof PDFRawStream)) return false
  if (object.dict.lookup(PDFName.of('Filter')) !== PDFName.of('DCTDecode')) return false
  return Buffer.from(object.contents.subarray(0, 65536)).includes('Exif\0\0')
}

function missingFontOf(dictionary: PDFDict): string | null {
  if (dictionary.get(PDFName.of('Type')) !== PDFName.of('Font')) return null
  const subtype = dictionary.get(PDFName.of('Subtype'))
  if (subtype === PDFName.of('Type0') || subtype === PDFName.of('Type3')) return null
  const descriptor = dictionary.lookup(PDFName.of('FontDescriptor'))
  const embedded =
    descriptor instanceof PDFDict &&
    ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(PDFName.of(key)))
  const base = dictionary.get(PDFName.of('BaseFont'))
  return embedded || !(base instanceof PDFName) ? null : base.decodeText()
}

/** The end of a revision; the mark alone may stand in a picture or a font as well. */
const isEnd = (bytes: Buffer, at: number) =>
  /startxref\s+\d+\s*$/.test(bytes.toString('latin1', Math.max(0, at - 40), at))

/** Saved-over files keep what they said before. A linearised file has two ends and one revision. */
function countRevisions(bytes: Buffer) {
  let count = 0
  for (let at = bytes.indexOf('%%EOF'); at >= 0; at = bytes.indexOf('%%EOF', at + 5)) if (isEnd(bytes, at)) count++
  return bytes.subarray(0, 2048).includes('/Linearized') ? Math.max(1, count - 1) : count
}

function factsOf(document: PDFDocument) {
  const facts = document.context.lookup(document.context.trailerInfo.Info)
  if (!(facts instanceof PDFDict)) return []
  const skipped = new Set(['Title', 'Creator', 'Producer', 'CreationDate', 'ModDate', 'Trapped'])
  return facts
    .entries()
    .map(([key]) => ({ key: key.decodeText(), value: textOf(facts.lookup(key)).trim() }))
    .filter(({ key, value }) => !skipped.has(key) && value !== '')
}

/** Walks every object of a file, reachable or not, for what must not be there. */
export async function scanStructure(content: Uint8Array): Promise<Structure> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  const revisions = countRevisions(bytes)
  const found = new Map<string, StructureFinding>()
  const add = (finding: StructureFinding) => void found.set(finding.what, finding)
  const missing = new Set<string>()
  try {
    const document = await PDFDocument.load(content, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
    for (const [, object] of document.context.enumerateIndirectObjects()) {
      walk(object, (dictionary) => {
        scanDictionary(dictionary, add)
        const font = missingFontOf(dictionary)
        if (font !== null) missing.add(font)
      })
      if (hasExif(object)) add({ code: 'exif', what: '照片里带有拍摄信息（时间、设备，可能还有位置）' })
    }
    return {
      readable: true,
      revisions,
      findings: [...found.values()],
      missingFonts: [...missing],
      facts: factsOf(document),
    }
  } catch {
    return { readable: false, revisions, findings: [...found.values()], missingFonts: [...missing], facts: [] }
  }
}
