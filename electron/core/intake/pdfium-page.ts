import { readFonts, type PdfFont } from './pdfium-fonts.ts'
import { readHidden, type HiddenContent } from './pdfium-hidden.ts'
import { readDrawn, readTextInFont, readTexts, type DrawnObject } from './pdfium-regions.ts'
import type { PdfiumRuntime } from './pdfium-runtime.ts'

/** A rectangle on the page as shown: points from its top left corner. */
export interface ShownBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** One character with its place; `box` is empty (all zero) for spaces pdfium put in itself. */
export interface PdfChar {
  readonly char: string
  readonly box: ShownBox
}

/** Where a link or a bookmark leads. `page` is from 0; `x` and `y` are the destination's own numbers (user space). */
export type PdfTarget =
  | { readonly kind: 'page'; readonly page: number; readonly x: number | null; readonly y: number | null }
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'launch' | 'remote' | 'other' }

/** A picture of a page: four bytes a pixel, red first. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

/** One loaded page; it is good until the call it was lent to ends. */
export interface PdfPage {
  /** As shown (rotation and CropBox applied), in points. */
  readonly width: number
  readonly height: number
  readonly rotation: 0 | 90 | 180 | 270
  /** With annotations and form fields, on white. */
  readonly render: (dpi: number) => Bitmap
  readonly text: () => string
  readonly chars: () => readonly PdfChar[]
  readonly links: () => readonly { readonly box: ShownBox; readonly target: PdfTarget }[]
  /** Fonts its text uses, each once. */
  readonly fonts: () => readonly PdfFont[]
  /** Subtypes of its annotations by pdfium's numbers: 2 is a link, 20 a form field. */
  readonly annotations: () => readonly number[]
  /** Its whole text, and the text inside each of some boxes, read in one go. */
  readonly texts: (boxes: readonly ShownBox[]) => { readonly whole: string; readonly within: readonly string[] }
  /** The text inside a box set in fonts whose name starts so. */
  readonly textInFont: (box: ShownBox, prefix: string) => string
  /** Everything drawn on it, in order, with bounds. */
  readonly drawn: () => readonly DrawnObject[]
  /** What is on it without being seen. */
  readonly hidden: () => readonly HiddenContent[]
  /** Objects drawn on it; 0 is an empty page. */
  readonly objectCount: number
  /** Turns what annotations and form fields show into page content and removes them. */
  readonly flatten: () => 'done' | 'nothing' | 'failed'
}

/** Resolves a destination or an action of pdfium into a target. */
export function targetOf(runtime: PdfiumRuntime, document: number, destination: number, action: number): PdfTarget {
  const { api, lend, memory } = runtime
  let found = destination
  if (!found && action) {
    const type = api.FPDFAction_GetType(action)
    if (type === 3)
      return { kind: 'uri', uri: runtime.utf8((at, n) => api.FPDFAction_GetURIPath(document, action, at, n)) }
    if (type === 4) return { kind: 'launch' }
    if (type === 2) return { kind: 'remote' }
    if (type === 1) found = api.FPDFAction_GetDest(document, action)
  }
  const page = found ? api.FPDFDest_GetDestPageIndex(document, found) : -1
  if (page < 0) return { kind: 'other' }
  return lend(24, (at) => {
    if (!api.FPDFDest_GetLocationInPage(found, at, at + 4, at + 8, at + 12, at + 16, at + 20))
      return { kind: 'page', page, x: null, y: null }
    const view = memory()
    const number = (has: number, value: number) =>
      view.getInt32(at + has, true) ? view.getFloat32(at + value, true) : null
    return { kind: 'page', page, x: number(0, 12), y: number(4, 16) }
  })
}

/** From user space to the page as shown, from the page's visible box and rotation. */
function shownFrom(runtime: PdfiumRuntime, page: number, rotation: number) {
  const [left = 0, top = 0, right = 0, bottom = 0] = runtime.lend(16, (at) => {
    runtime.api.FPDF_GetPageBoundingBox(page, at)
    const view = runtime.memory()
    return [0, 4, 8, 12].map((offset) => view.getFloat32(at + offset, true))
  })
  const point = (x: number, y: number): readonly [number, number] => {
    if (rotation === 90) return [y - bottom, x - left]
    if (rotation === 180) return [right - x, y - bottom]
    if (rotation === 270) return [top - y, right - x]
    return [x - left, top - y]
  }
  return (x1: number, y1: number, x2: number, y2: number): ShownBox => {
    const [ax, ay] = point(x1, y1)
    const [bx, by] = point(x2, y2)
    return { left: Math.min(ax, bx), top: Math.min(ay, by), right: Math.max(ax, bx), bottom: Math.max(ay, by) }
  }
}

/** No page is drawn larger than this; larger ones are drawn at fewer dots to the inch. */
const MOST_PIXELS = 40_000_000
const MOST_SIDE = 16_000

/** A page open in pdfium; `form` is the document's form environment, 0 for none. */
interface Handles {
  readonly document: number
  readonly form: number
  readonly page: number
}

function renderPage(
  { api, bytes }: PdfiumRuntime,
  { page, form }: Handles,
  dpi: number,
  { width, height }: { width: number; height: number },
): Bitmap {
  const scale = Math.min(
    dpi / 72,
    Math.sqrt(MOST_PIXELS / Math.max(1, width * height)),
    MOST_SIDE / Math.max(width, height),
  )
  const w = Math.max(1, Math.round(width * scale))
  const h = Math.max(1, Math.round(height * scale))
  const bitmap = api.FPDFBitmap_CreateEx(w, h, 4, 0, 0)
  if (!bitmap) throw new Error('pdfium could not make a bitmap')
  try {
    api.FPDFBitmap_FillRect(bitmap, 0, 0, w, h, 0xffffffff)
    // 0x01 with annotations, 0x10 red first.
    api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, w, h, 0, 0x11)
    // The call above leaves form fields out.
    if (form) api.FPDF_FFLDraw(form, bitmap, page, 0, 0, w, h, 0, 0x11)
    const stride = api.FPDFBitmap_GetStride(bitmap)
    return { width: w, height: h, rgba: bytes(api.FPDFBitmap_GetBuffer(bitmap), stride * h).slice() }
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}

function withText<T>({ api }: PdfiumRuntime, page: number, use: (text: number) => T, none: T): T {
  const text = api.FPDFText_LoadPage(page)
  if (!text) return none
  try {
    return use(text)
  } finally {
    api.FPDFText_ClosePage(text)
  }
}

function readText({ api, lend, bytes }: PdfiumRuntime, text: number): string {
  const count = api.FPDFText_CountChars(text)
  if (count <= 0) return ''
  return lend((count + 1) * 2, (at) => {
    const written = api.FPDFText_GetText(text, 0, count, at)
    return new TextDecoder('utf-16le').decode(bytes(at, Math.max(0, written - 1) * 2).slice())
  })
}

function readChars(runtime: PdfiumRuntime, page: number, rotation: number): readonly PdfChar[] {
  const { api, lend, memory } = runtime
  const shown = shownFrom(runtime, page, rotation)
  const read = (text: number) =>
    lend(32, (at) => {
      const chars: PdfChar[] = []
      const count = api.FPDFText_CountChars(text)
      for (let i = 0; i < count; i++) {
        const found = api.FPDFText_GetCharBox(text, i, at, at + 8, at + 16, at + 24)
        const view = memory()
        // pdfium's order is left, right, bottom, top.
        const [l = 0, r = 0, b = 0, t = 0] = found ? [0, 8, 16, 24].map((o) => view.getFloat64(at + o, true)) : []
        const code = api.FPDFText_GetUnicode(text, i)
        const box = found ? shown(l, b, r, t) : { left: 0, top: 0, right: 0, bottom: 0 }
        chars.push({ char: code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', box })
      }
      return chars
    })
  return withText(runtime, page, read, [])
}

function readLinks(runtime: PdfiumRuntime, document: number, page: number, rotation: number) {
  const { api, lend, memory } = runtime
  const shown = shownFrom(runtime, page, rotation)
  const links: { box: ShownBox; target: PdfTarget }[] = []
  lend(24, (at) => {
    while (api.FPDFLink_Enumerate(page, at, at + 4)) {
      const link = memory().getInt32(at + 4, true)
      if (!api.FPDFLink_GetAnnotRect(link, at + 8)) continue
      const view = memory()
      const [l = 0, t = 0, r = 0, b = 0] = [8, 12, 16, 20].map((offset) => view.getFloat32(at + offset, true))
      const target = targetOf(runtime, document, api.FPDFLink_GetDest(document, link), api.FPDFLink_GetAction(link))
      links.push({ box: shown(l, b, r, t), target })
    }
  })
  return links
}

function readAnnotations({ api }: PdfiumRuntime, page: number) {
  return Array.from({ length: api.FPDFPage_GetAnnotCount(page) }, (_, i) => {
    const annotation = api.FPDFPage_GetAnnot(page, i)
    const subtype = api.FPDFAnnot_GetSubtype(annotation)
    api.FPDFPage_CloseAnnot(annotation)
    return subtype
  })
}

/** Loads page `index`, lends it to `use`, closes it; null when pdfium cannot load it. */
export function lendPage<T>(
  runtime: PdfiumRuntime,
  { document, form }: { readonly document: number; readonly form: number },
  index: number,
  use: (page: PdfPage) => T,
): T | null {
  const { api } = runtime
  const page = api.FPDF_LoadPage(document, index)
  if (!page) return null
  if (form) api.FORM_OnAfterLoadPage(page, form)
  try {
    const quarter = ((api.FPDFPage_GetRotation(page) % 4) + 4) % 4
    const rotation = (quarter * 90) as PdfPage['rotation']
    const size = { width: api.FPDF_GetPageWidthF(page), height: api.FPDF_GetPageHeightF(page) }
    return use({
      ...size,
      rotation,
      render: (dpi) => renderPage(runtime, { document, form, page }, dpi, size),
      text: () => withText(runtime, page, (text) => readText(runtime, text), ''),
      chars: () => readChars(runtime, page, rotation),
      links: () => readLinks(runtime, document, page, rotation),
      fonts: () => withText(runtime, page, (text) => readFonts(runtime, page, text), []),
      annotations: () => readAnnotations(runtime, page),
      texts: (boxes) => readTexts(runtime, page, rotation, boxes),
      textInFont: (box, prefix) => readTextInFont(runtime, page, rotation, box, prefix),
      drawn: () => readDrawn(runtime, page, rotation),
      hidden: () => readHidden(runtime, document, page),
      objectCount: api.FPDFPage_CountObjects(page),
      flatten: () => (['failed', 'done', 'nothing'] as const)[api.FPDFPage_Flatten(page, 0)] ?? 'failed',
    })
  } finally {
    if (form) api.FORM_OnBeforeClosePage(page, form)
    api.FPDF_ClosePage(page)
  }
}
