import { PDFArray, PDFDict, PDFName, PDFStream, type PDFDocument, type PDFObject, type PDFPage } from 'pdf-lib'
import { stripPictures } from './strip-pictures.ts'

/** What a PDF carries beyond its pages, found by walking every object. */
export interface SourceFacts {
  readonly javascript: boolean
  readonly launch: boolean
  readonly attachments: boolean
  readonly forms: boolean
  readonly signatures: boolean
  readonly hiddenLayers: boolean
  /** Author, subject, keywords or company are named. */
  readonly metadata: boolean
}

const name = (text: string) => PDFName.of(text)
const isNamed = (value: PDFObject | undefined, text: string) => value instanceof PDFName && value.decodeText() === text

/** Looks `key` up, following references; damaged references count as absent. */
function look(dict: PDFDict, key: string): PDFObject | undefined {
  try {
    return dict.lookup(name(key))
  } catch {
    return undefined
  }
}

function dictOf(value: PDFObject | undefined): PDFDict | null {
  if (value instanceof PDFDict) return value
  return value instanceof PDFStream ? value.dict : null
}

/** Every dictionary in the file, those within others included. */
function* dictionaries(document: PDFDocument): Generator<PDFDict> {
  const stack: [PDFObject, number][] = document.context.enumerateIndirectObjects().map(([, object]) => [object, 0])
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [object, depth] = next
    if (depth > 40) continue
    const dict = dictOf(object)
    if (dict) {
      yield dict
      for (const [, value] of dict.entries()) stack.push([value, depth + 1])
    } else if (object instanceof PDFArray) for (const value of object.asArray()) stack.push([value, depth + 1])
  }
}

/** True when any layer is switched off, or may be by print, view or zoom. */
function hidesLayers(document: PDFDocument): boolean {
  const properties = dictOf(look(document.catalog, 'OCProperties'))
  if (!properties) return false
  const config = dictOf(look(properties, 'D'))
  if (!config) return false
  const off = look(config, 'OFF')
  if (off instanceof PDFArray && off.size() > 0) return true
  const base = look(config, 'BaseState')
  if (base !== undefined && !isNamed(base, 'ON')) return true
  const automatic = look(config, 'AS')
  return automatic instanceof PDFArray && automatic.size() > 0
}

function namesSomeone(document: PDFDocument): boolean {
  const info = document.context.trailerInfo.Info
  const dict = info ? dictOf(document.context.lookup(info)) : null
  return (
    dict !== null &&
    ['Author', 'Subject', 'Keywords', 'Company', 'Manager'].some((key) => look(dict, key) !== undefined)
  )
}

/** Reads what stays behind, so that it can be said. */
export function readSourceFacts(document: PDFDocument): SourceFacts {
  let javascript = false
  let launch = false
  let attachments = false
  let signatures = false
  for (const dict of dictionaries(document)) {
    const action = dict.get(name('S'))
    javascript ||= isNamed(action, 'JavaScript') || isNamed(action, 'Rendition') || dict.has(name('JavaScript'))
    launch ||= isNamed(action, 'Launch')
    attachments ||= dict.has(name('EmbeddedFiles')) || (dict.has(name('EF')) && dict.has(name('F')))
    signatures ||= (isNamed(dict.get(name('FT')), 'Sig') && dict.has(name('V'))) || dict.has(name('ByteRange'))
  }
  return {
    javascript,
    launch,
    attachments,
    signatures,
    forms: dictOf(look(document.catalog, 'AcroForm')) !== null,
    hiddenLayers: hidesLayers(document),
    metadata: namesSomeone(document),
  }
}

const PAGE_KEYS = new Set([
  'Type',
  'Parent',
  'Resources',
  'Contents',
  'MediaBox',
  'CropBox',
  'Rotate',
  'UserUnit',
  'Group',
])

const STRAY_KEYS = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'OC',
  'AF',
  'StructParent',
  'StructParents',
  'OPI',
  'Alternates',
] as const

/**
 * Takes off a loaded source everything that is not what its pages show, so that copying pages
 * cannot bring it along: annotations, actions, layers' switches, metadata of pages and pictures.
 */
export function stripSource(document: PDFDocument): void {
  for (const page of document.getPages())
    for (const key of page.node.keys()) if (!PAGE_KEYS.has(key.decodeText())) page.node.delete(key)
  for (const dict of dictionaries(document)) for (const key of STRAY_KEYS) dict.delete(name(key))
  stripPictures(document)
}

/** True when the page's content refers to layers (optional content), however deep. */
export function usesLayers(page: PDFPage): boolean {
  const seen = new Set<PDFObject>()
  const stack: [PDFObject | undefined, number][] = [[page.node.Resources(), 0]]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [object, depth] = next
    if (!object || seen.has(object) || depth > 40 || seen.size > 20_000) continue
    seen.add(object)
    const dict = dictOf(object)
    if (dict) {
      if (isNamed(dict.get(name('Type')), 'OCG') || isNamed(dict.get(name('Type')), 'OCMD') || dict.has(name('OC')))
        return true
      for (const [key] of dict.entries())
        if (!isNamed(key, 'Parent')) stack.push([look(dict, key.decodeText()), depth + 1])
    } else if (object instanceof PDFArray)
      for (let i = 0; i < object.size(); i++) stack.push([object.lookup(i), depth + 1])
  }
  return false
}
