import { constants, deflateSync, inflateSync } from 'node:zlib'
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
import { pruneResources } from './prune-resources.ts'
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
  /** The visible part and the rotation of a page, before anything of it is written. */
  readonly shape: (index: number) => { readonly box: Box; readonly rotate: number }
  /** Writes a page into the target; what a cut page hides must never get this far. */
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

function shapeOf(leaf: PDFPageLeaf) {
  const turned = numberOf(leaf.context.lookup(leaf.getInheritableAttribute(name('Rotate'))), 0)
  return { box: visibleBox(leaf), rotate: (((Math.round(turned / 90) * 90) % 360) + 360) % 360 }
}

/** A stream's bytes unpacked; a stream cut short gives what is there, as readers do. */
function unpacked(stream: PDFStream): Uint8Array {
  if (!(stream instanceof PDFRawStream)) return stream.getContents()
  const filter = stream.dict.lookup(name('Filter'))
  if (filter === name('FlateDecode') && !stream.dict.has(name('DecodeParms')))
    return inflateSync(stream.contents, { finishFlush: constants.Z_SYNC_FLUSH })
  return decodePDFRawStream(stream).decode()
}

/** Content in several streams is joined: a form has one. */
const joined = (streams: readonly PDFStream[]) =>
  Buffer.concat(streams.flatMap((stream) => [Buffer.from(unpacked(stream)), Buffer.from('\n')]))

interface Content {
  readonly bytes: Uint8Array
  readonly filter: readonly (readonly [string, PDFObject])[]
  /** Unpacked; null when that cannot be done, though readers may. */
  readonly text: () => Uint8Array | null
}

function contentOf(leaf: PDFPageLeaf): Content {
  const { context } = leaf
  const found = context.lookup(leaf.get(name('Contents')))
  const listed = found instanceof PDFArray ? found.asArray().map((entry) => context.lookup(entry)) : [found]
  const streams = listed.filter((stream) => stream instanceof PDFStream)
  const [only] = streams
  if (streams.length === 1 && only instanceof PDFRawStream) {
    const filter = ['Filter', 'DecodeParms'].flatMap((key) => {
      const value = only.dict.lookup(name(key))
      return value ? [[key, value] as const] : []
    })
    const text = () => {
      try {
        return unpacked(only)
      } catch {
        return null
      }
    }
    return { bytes: only.contents, filter, text }
  }
  const whole = joined(streams)
  return { bytes: deflateSync(whole), filter: [['Filter', name('FlateDecode')]], text: () => whole }
}

/** Opens the bytes of a source for binding into `target`; throws what pdf-lib throws when it cannot. */
export async function openSource(bytes: Uint8Array, target: PDFContext): Promise<OpenSource> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY })
  stripSource(source)
  const leaves = source.getPages().map((page) => page.node)
  const copier = PDFObjectCopier.for(source.context, target)
  const forms = new Map<number, BoundForm>()
  function write(leaf: PDFPageLeaf): BoundForm {
    const { bytes: content, filter, text } = contentOf(leaf)
    const { box, rotate } = shapeOf(leaf)
    const resources = pruneResources(leaf.getInheritableAttribute(name('Resources')), source.context, text)
    const group = source.context.lookup(leaf.get(name('Group')))
    const dictionary = target.obj({ Type: 'XObject', Subtype: 'Form', BBox: [...box] })
    dictionary.set(name('Resources'), resources ? copier.copy(resources) : target.obj({}))
    if (group instanceof PDFDict) dictionary.set(name('Group'), copier.copy(group))
    for (const [key, value] of filter) dictionary.set(name(key), copier.copy(value))
    return {
      ref: target.register(PDFRawStream.of(dictionary, content)),
      box,
      rotate,
      userUnit: numberOf(source.context.lookup(leaf.get(name('UserUnit'))), 1),
    }
  }
  const leafAt = (index: number) => {
    const leaf = leaves[index]
    if (!leaf) throw new Error(`no page ${index}`)
    return leaf
  }
  return {
    pageCount: leaves.length,
    shape: (index) => shapeOf(leafAt(index)),
    form(index) {
      const known = forms.get(index)
      if (known) return known
      const form = write(leafAt(index))
      forms.set(index, form)
      return form
    },
  }
}
