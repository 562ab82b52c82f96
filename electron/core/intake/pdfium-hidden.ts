import { isRectangle, paintOf } from './pdfium-regions.ts'
import type { PdfiumRuntime } from './pdfium-runtime.ts'

/** Text or picture on a page that a reader of the paper would not see. */
export interface HiddenContent {
  /** Drawn invisibly, the same over a picture (an OCR layer), white on white, under a solid shape, a picture under a dark box. */
  readonly why: 'invisible' | 'ocr-layer' | 'white' | 'covered' | 'covered-picture'
  /** What is hidden; empty for a picture. */
  readonly text: string
}

type Matrix = readonly [number, number, number, number, number, number]
type Box = readonly [number, number, number, number]

/** An object in paint order, its bounds in the page's user space. */
interface Painted {
  readonly handle: number
  readonly kind: number
  readonly box: Box
}

const TEXT = 1
const PATH = 2
const IMAGE = 3
const FORM = 5
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]
const INVISIBLE_MODES = new Set([3, 7])

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
]

function boundsOf({ api, lend, memory }: PdfiumRuntime, object: number, matrix: Matrix): Box {
  return lend(16, (at) => {
    if (!api.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) return [0, 0, 0, 0]
    const view = memory()
    const [l = 0, b = 0, r = 0, t = 0] = [0, 4, 8, 12].map((offset) => view.getFloat32(at + offset, true))
    const xs = [l, l, r, r].map((x, i) => x * matrix[0] + (i % 2 ? t : b) * matrix[2] + matrix[4])
    const ys = [l, l, r, r].map((x, i) => x * matrix[1] + (i % 2 ? t : b) * matrix[3] + matrix[5])
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  })
}

function matrixOf({ api, lend, memory }: PdfiumRuntime, object: number): Matrix {
  return lend(24, (at) => {
    if (!api.FPDFPageObj_GetMatrix(object, at)) return IDENTITY
    const view = memory()
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = [0, 4, 8, 12, 16, 20].map((o) => view.getFloat32(at + o, true))
    return [a, b, c, d, e, f]
  })
}

function paintedOn(runtime: PdfiumRuntime, page: number): Painted[] {
  const { api } = runtime
  const painted: Painted[] = []
  const visit = (object: number, matrix: Matrix, depth: number) => {
    const kind = api.FPDFPageObj_GetType(object)
    if (kind !== FORM) {
      painted.push({ handle: object, kind, box: boundsOf(runtime, object, matrix) })
      return
    }
    if (depth > 8) return
    const inner = times(matrixOf(runtime, object), matrix)
    const count = api.FPDFFormObj_CountObjects(object)
    for (let i = 0; i < count; i++) visit(api.FPDFFormObj_GetObject(object, i), inner, depth + 1)
  }
  const count = api.FPDFPage_CountObjects(page)
  for (let i = 0; i < count; i++) visit(api.FPDFPage_GetObject(page, i), IDENTITY, 0)
  return painted
}

interface Colour {
  readonly alpha: number
  readonly white: boolean
  readonly dark: boolean
}

function fillOf({ api, lend, memory }: PdfiumRuntime, object: number): Colour {
  return lend(16, (at) => {
    if (!api.FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12))
      return { alpha: 255, white: false, dark: false }
    const view = memory()
    const [r = 0, g = 0, b = 0, alpha = 255] = [0, 4, 8, 12].map((offset) => view.getUint32(at + offset, true))
    return { alpha, white: Math.min(r, g, b) > 250, dark: Math.max(r, g, b) < 60 }
  })
}

function isOpaque(runtime: PdfiumRuntime, object: number) {
  return !runtime.api.FPDFPageObj_HasTransparency(object) && fillOf(runtime, object).alpha > 250
}

const covers = (runtime: PdfiumRuntime, { handle, kind }: Painted) =>
  (kind === IMAGE && !runtime.api.FPDFPageObj_HasTransparency(handle)) ||
  // A ring or a line hides nothing, whatever its bounds.
  (kind === PATH && paintOf(runtime, handle).filled && isRectangle(runtime, handle) && isOpaque(runtime, handle))

const MOST_PIXELS = 16_000_000

/** A stamp or a cut-out drawn over text shows it between its strokes. */
function isSeeThrough({ api, bytes }: PdfiumRuntime, document: number, page: number, image: number) {
  const bitmap = api.FPDFImageObj_GetRenderedBitmap(document, page, image)
  if (!bitmap) return true
  try {
    const height = api.FPDFBitmap_GetHeight(bitmap)
    const stride = api.FPDFBitmap_GetStride(bitmap)
    if (api.FPDFBitmap_GetFormat(bitmap) !== 4 || stride * height > MOST_PIXELS * 4) return false
    const pixels = bytes(api.FPDFBitmap_GetBuffer(bitmap), stride * height)
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 250) return true
    return false
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}

const meets = (one: Box, other: Box) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1]
const holds = (box: Box, x: number, y: number) => box[0] <= x && x <= box[2] && box[1] <= y && y <= box[3]
const within = (box: Box, inner: Box) => holds(box, inner[0], inner[1]) && holds(box, inner[2], inner[3])

function textOf({ api, utf16 }: PdfiumRuntime, object: number, page: number) {
  return utf16((at, n) => api.FPDFTextObj_GetText(object, page, at, n)).trim()
}

/** Why a piece of text is not seen although nothing lies over it; null when it is. */
function unseen(runtime: PdfiumRuntime, painted: readonly Painted[], at: number): HiddenContent['why'] | null {
  const text = painted[at]
  if (!text) return null
  const fill = fillOf(runtime, text.handle)
  const undrawn = INVISIBLE_MODES.has(runtime.api.FPDFTextObj_GetTextRenderMode(text.handle)) || fill.alpha < 8
  if (!undrawn && !fill.white) return null
  const [x, y] = [(text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2]
  const below = painted.slice(0, at).filter(({ kind, box }) => kind !== TEXT && holds(box, x, y))
  if (undrawn) return below.some(({ kind }) => kind === IMAGE) ? 'ocr-layer' : 'invisible'
  return below.every(({ kind, handle }) => kind === PATH && fillOf(runtime, handle).white) ? 'white' : null
}

/** The characters of covered text, found one by one: the bounds of a run say nothing of its gaps. */
function coveredText(
  runtime: PdfiumRuntime,
  textPage: number,
  painted: readonly Painted[],
  blankets: readonly number[],
) {
  const { api, lend, memory } = runtime
  const order = new Map(painted.map(({ handle }, at) => [handle, at]))
  const count = Math.max(0, api.FPDFText_CountChars(textPage))
  return lend(32, (at) => {
    let found = ''
    for (let i = 0; i < count; i++) {
      const place = order.get(api.FPDFText_GetTextObject(textPage, i))
      if (place === undefined || !api.FPDFText_GetCharBox(textPage, i, at, at + 8, at + 16, at + 24)) continue
      const view = memory()
      const [l = 0, r = 0, b = 0, t = 0] = [0, 8, 16, 24].map((offset) => view.getFloat64(at + offset, true))
      const [x, y] = [(l + r) / 2, (b + t) / 2]
      const code = api.FPDFText_GetUnicode(textPage, i)
      if (code > 32 && blankets.some((cover) => cover > place && holds(painted[cover]?.box ?? [0, 0, 0, 0], x, y)))
        found += String.fromCodePoint(code)
    }
    return found
  })
}

function withText<T>({ api }: PdfiumRuntime, page: number, use: (text: number) => T): T | null {
  const text = api.FPDFText_LoadPage(page)
  if (!text) return null
  try {
    return use(text)
  } finally {
    api.FPDFText_ClosePage(text)
  }
}

const NOWHERE: Box = [0, 0, 0, 0]

function isBoxedPicture(runtime: PdfiumRuntime, painted: readonly Painted[], cover: number) {
  const box = painted[cover]
  if (box?.kind !== PATH || !fillOf(runtime, box.handle).dark) return false
  return painted.slice(0, cover).some((below) => below.kind === IMAGE && within(below.box, box.box))
}

/** What is on a page without being seen: invisible and white text, text under solid shapes, pictures under dark boxes. */
export function readHidden(runtime: PdfiumRuntime, document: number, page: number): HiddenContent[] {
  const painted = paintedOn(runtime, page)
  const texts = painted.flatMap(({ kind }, at) => (kind === TEXT ? [at] : []))
  const over = (cover: number) =>
    texts.some((at) => at < cover && meets(painted[at]?.box ?? NOWHERE, painted[cover]?.box ?? NOWHERE))
  const shapes = painted.flatMap((object, at) => (covers(runtime, object) ? [at] : []))
  const blankets = shapes.filter((cover) => {
    const object = painted[cover]
    return object && over(cover) && !(object.kind === IMAGE && isSeeThrough(runtime, document, page, object.handle))
  })
  const boxed = shapes.some((cover) => isBoxedPicture(runtime, painted, cover))
  const picture: HiddenContent[] = boxed ? [{ why: 'covered-picture', text: '' }] : []
  const quiet = texts.flatMap((at) => {
    const why = unseen(runtime, painted, at)
    return why ? [{ at, why }] : []
  })
  if (quiet.length === 0 && blankets.length === 0) return picture
  const words = withText(runtime, page, (text): HiddenContent[] => {
    const under = blankets.length > 0 ? coveredText(runtime, text, painted, blankets) : ''
    return [
      ...quiet.map(({ at, why }) => ({ why, text: textOf(runtime, painted[at]?.handle ?? 0, text) })),
      ...(under === '' ? [] : [{ why: 'covered' as const, text: under }]),
    ]
  })
  return [...(words ?? []).filter(({ text }) => text !== ''), ...picture]
}
