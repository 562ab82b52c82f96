import { deflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFRawStream,
  PDFStream,
  type PDFContext,
  type PDFObject,
  type PDFPageLeaf,
  type PDFRef,
} from 'pdf-lib'
import type { Box } from './page-frame.ts'
import { stripSource } from './strip-source.ts'

/** A page of a source, ready to be drawn on a page of the bundle. */
export interface BoundForm {
  readonly ref: PDFRef
  /** The visible part of the source page in its user space. */
  readonly box: Box
  /** Clockwise. */
  readonly rotate: number
  readonly userUnit: number
}

/** An opened source; forms of the same page are written once however often it is bound. */
export interface OpenSource {
  readonly pageCount: number
  readonly form: (index: number) => BoundForm
}

const name = (text: string) => PDFName.of(text)
const NO_PAGE: Box = [0, 0, 612, 792]

function boxOf(leaf: PDFPageLeaf, key: string): Box | null {
  const value = leaf.context.lookup(leaf.getInheritableAttribute(name(key)))
  if (!(value instanceof PDFArray) || value.size() !== 4) return null
  const numbers = [0, 1, 2, 3].map((at) => {
    const entry = value.lookup(at)
    return entry instanceof PDFNumber ? entry.asNumber() : Number.NaN
  })
  const [a = 0, b = 0, c = 0, d = 0] = numbers
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  return numbers.every(Number.isFinite) && box[2] - box[0] > 0.01 && box[3] - box[1] > 0.01 ? box : null
}

/** The part readers show: the crop box where it lies on the page, else the page. */
function visibleBox(leaf: PDFPageLeaf): Box {
  const media = boxOf(leaf, 'MediaBox') ?? NO_PAGE
  const crop = boxOf(leaf, 'CropBox')
  if (!crop) return media
  const meet: Box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ]
  return meet[2] - meet[0] > 0.01 && meet[3] - meet[1] > 0.01 ? meet : media
}

function numberOf(value: PDFObject | undefined, fallback: number) {
  return value instanceof PDFNumber ? value.asNumber() : fallback
}

/** Content in several streams is joined: a form has one. */
function joined(streams: readonly PDFStream[]) {
  const parts = streams.map((stream) =>
    stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents(),
  )
  const whole = Buffer.concat(parts.flatMap((part) => [Buffer.from(part), Buffer.from('\n')]))
  return deflateSync(whole)
}

interface Content {
  readonly bytes: Uint8Array
  readonly filter: readonly (readonly [string, PDFObject])[]
}

function contentOf(leaf: PDFPageLeaf): Content {
  const { context } = leaf
  const found = context.lookup(leaf.get(name('Contents')))
  const streams = found instanceof PDFArray ? found.asArray().map((entry) => context.lookup(entry)) : [found]
  const present = streams.filter((stream) => stream instanceof PDFStream)
  const [only] = present
  if (present.length === 1 && only instanceof PDFRawStream) {
    const entries = ['Filter', 'DecodeParms'].flatMap((key) => {
      const value = only.dict.lookup(name(key))
      return value ? [[key, value] as const] : []
    })
    return { bytes: only.contents, filter: entries }
  }
  return { bytes: joined(present), filter: [['Filter', name('FlateDecode')]] }
}

/** Opens the bytes of a source for binding into `target`; throws what pdf-lib throws when it cannot. */
export async function openSource(bytes: Uint8Array, target: PDFContext): Promise<OpenSource> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
  stripSource(source)
  const leaves = source.getPages().map((page) => page.node)
  const copier = PDFObjectCopier.for(source.context, target)
  const forms = new Map<number, BoundForm>()
  function write(leaf: PDFPageLeaf): BoundForm {
    const { bytes: content, filter } = contentOf(leaf)
    const box = visibleBox(leaf)
    const resources = leaf.getInheritableAttribute(name('Resources'))
    const group = source.context.lookup(leaf.get(name('Group')))
    const dictionary = target.obj({ Type: 'XObject', Subtype: 'Form', BBox: [...box] })
    dictionary.set(name('Resources'), resources ? copier.copy(resources) : target.obj({}))
    if (group instanceof PDFDict) dictionary.set(name('Group'), copier.copy(group))
    for (const [key, value] of filter) dictionary.set(name(key), copier.copy(value))
    const rotate = numberOf(source.context.lookup(leaf.getInheritableAttribute(name('Rotate'))), 0)
    return {
      ref: target.register(PDFRawStream.of(dictionary, content)),
      box,
      rotate: (((Math.round(rotate / 90) * 90) % 360) + 360) % 360,
      userUnit: numberOf(source.context.lookup(leaf.get(name('UserUnit'))), 1),
    }
  }
  return {
    pageCount: leaves.length,
    form(index) {
      const known = forms.get(index)
      if (known) return known
      const leaf = leaves[index]
      if (!leaf) throw new Error(`no page ${index}`)
      const form = write(leaf)
      forms.set(index, form)
      return form
    },
  }
}
