import type { ShownBox } from './pdfium-page.ts'
import type { PdfiumRuntime } from './pdfium-runtime.ts'

/**
 * What is drawn on a page, by kind; `blank` is a white area, `frame` an empty box drawn in
 * lines, `hidden` is text that is never shown.
 */
export type DrawnKind = 'text' | 'path' | 'image' | 'shading' | 'form' | 'blank' | 'frame' | 'hidden'

/** One object drawn on a page, in drawing order, with its bounds as shown. */
export interface DrawnObject {
  readonly kind: DrawnKind
  readonly box: ShownBox
}

interface Visible {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function visibleBox(runtime: PdfiumRuntime, page: number): Visible {
  return runtime.lend(16, (at) => {
    runtime.api.FPDF_GetPageBoundingBox(page, at)
    const view = runtime.memory()
    const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((offset) => view.getFloat32(at + offset, true))
    return { left, top, right, bottom }
  })
}

/** From the page as shown to user space. */
function toUser({ left, top, right, bottom }: Visible, rotation: number, x: number, y: number) {
  if (rotation === 90) return [left + y, bottom + x] as const
  if (rotation === 180) return [right - x, bottom + y] as const
  if (rotation === 270) return [right - y, top - x] as const
  return [left + x, top - y] as const
}

function toShown({ left, top, right, bottom }: Visible, rotation: number, x: number, y: number) {
  if (rotation === 90) return [y - bottom, x - left] as const
  if (rotation === 180) return [right - x, y - bottom] as const
  if (rotation === 270) return [top - y, right - x] as const
  return [x - left, top - y] as const
}

const spanning = (one: readonly [number, number], other: readonly [number, number]): ShownBox => ({
  left: Math.min(one[0], other[0]),
  top: Math.min(one[1], other[1]),
  right: Math.max(one[0], other[0]),
  bottom: Math.max(one[1], other[1]),
})

// pdfium gives a hyphen at the end of a line as one of these.
const withHyphens = (text: string) => text.replaceAll('\u0002', '-').replaceAll('\ufffe', '-')

/** The whole text of a page, and the text standing inside each of some boxes. */
export function readTexts(runtime: PdfiumRuntime, page: number, rotation: number, boxes: readonly ShownBox[]) {
  const { api, lend, utf16 } = runtime
  const text = api.FPDFText_LoadPage(page)
  if (!text) return { whole: '', within: boxes.map(() => '') }
  try {
    const visible = visibleBox(runtime, page)
    const count = Math.max(0, api.FPDFText_CountChars(text))
    const whole = lend((count + 1) * 2, (at) => {
      const written = api.FPDFText_GetText(text, 0, count, at)
      return new TextDecoder('utf-16le').decode(runtime.bytes(at, Math.max(0, written - 1) * 2).slice())
    })
    const within = boxes.map((box) => {
      const [x1, y1] = toUser(visible, rotation, box.left, box.top)
      const [x2, y2] = toUser(visible, rotation, box.right, box.bottom)
      const sides = [Math.min(x1, x2), Math.max(y1, y2), Math.max(x1, x2), Math.min(y1, y2)] as const
      const size = api.FPDFText_GetBoundedText(text, ...sides, 0, 0)
      return utf16((at) => (at ? api.FPDFText_GetBoundedText(text, ...sides, at, size) * 2 : size * 2 + 2)).replaceAll(
        '\0',
        '',
      )
    })
    return { whole: withHyphens(whole), within: within.map(withHyphens) }
  } finally {
    api.FPDFText_ClosePage(text)
  }
}

/** The text inside a box that is set in fonts whose name starts with `prefix`; what else lies there does not count. */
export function readTextInFont(
  runtime: PdfiumRuntime,
  page: number,
  rotation: number,
  box: ShownBox,
  prefix: string,
): string {
  const { api, lend, memory, utf8 } = runtime
  const text = api.FPDFText_LoadPage(page)
  if (!text) return ''
  const visible = visibleBox(runtime, page)
  const isInside = (at: number, index: number) => {
    if (!api.FPDFText_GetCharBox(text, index, at, at + 8, at + 16, at + 24)) return false
    const view = memory()
    const [l = 0, r = 0, b = 0, t = 0] = [0, 8, 16, 24].map((offset) => view.getFloat64(at + offset, true))
    const [x, y] = toShown(visible, rotation, (l + r) / 2, (b + t) / 2)
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
  }
  const isInFont = (index: number) =>
    utf8((at, n) => api.FPDFText_GetFontInfo(text, index, at, n, 0)).startsWith(prefix)
  try {
    return lend(40, (at) =>
      Array.from({ length: Math.max(0, api.FPDFText_CountChars(text)) }, (_, index) =>
        isInside(at, index) && isInFont(index) ? String.fromCodePoint(api.FPDFText_GetUnicode(text, index)) : '',
      ).join(''),
    )
  } finally {
    api.FPDFText_ClosePage(text)
  }
}

const KINDS: Record<number, DrawnKind> = { 1: 'text', 2: 'path', 3: 'image', 4: 'shading', 5: 'form' }
const INVISIBLE_TEXT = 3

/** Whether a path is one rectangle along the page's sides; only then do its bounds tell where it is. */
export function isRectangle({ api, lend, memory }: PdfiumRuntime, object: number) {
  const segments = api.FPDFPath_CountSegments(object)
  if (segments < 4 || segments > 6) return false
  const points = lend(8, (at) =>
    Array.from({ length: segments }, (_, i) => {
      const found = api.FPDFPathSegment_GetPoint(api.FPDFPath_GetPathSegment(object, i), at, at + 4)
      const view = memory()
      return found ? [view.getFloat32(at, true).toFixed(1), view.getFloat32(at + 4, true).toFixed(1)] : ['', '']
    }),
  )
  return [0, 1].every((axis) => new Set(points.map((point) => point[axis])).size === 2)
}

/** How a path is painted. */
export function paintOf({ api, lend, memory }: PdfiumRuntime, object: number) {
  return lend(8, (at) => {
    api.FPDFPath_GetDrawMode(object, at, at + 4)
    const view = memory()
    return { filled: view.getInt32(at, true) !== 0, stroked: view.getInt32(at + 4, true) !== 0 }
  })
}

function isWhite({ api, lend, memory }: PdfiumRuntime, object: number) {
  return lend(16, (at) => {
    api.FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12)
    const view = memory()
    return [0, 4, 8].every((offset) => view.getUint32(at + offset, true) > 250)
  })
}

function pathKind(runtime: PdfiumRuntime, object: number): DrawnKind {
  const { filled, stroked } = paintOf(runtime, object)
  if (filled) return !stroked && isWhite(runtime, object) ? 'blank' : 'path'
  return stroked && isRectangle(runtime, object) ? 'frame' : 'path'
}

/** Everything drawn on a page, forms taken as one object each. */
export function readDrawn(runtime: PdfiumRuntime, page: number, rotation: number): DrawnObject[] {
  const { api, lend, memory } = runtime
  const visible = visibleBox(runtime, page)
  return lend(16, (at) =>
    Array.from({ length: Math.max(0, api.FPDFPage_CountObjects(page)) }, (_, index) => {
      const object = api.FPDFPage_GetObject(page, index)
      const type = KINDS[api.FPDFPageObj_GetType(object)] ?? 'path'
      const found = api.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)
      const view = memory()
      const [l = 0, b = 0, r = 0, t = 0] = found
        ? [0, 4, 8, 12].map((offset) => view.getFloat32(at + offset, true))
        : []
      const box = spanning(toShown(visible, rotation, l, b), toShown(visible, rotation, r, t))
      if (type === 'path') return { kind: pathKind(runtime, object), box }
      if (type === 'text' && api.FPDFTextObj_GetTextRenderMode(object) === INVISIBLE_TEXT)
        return { kind: 'hidden', box }
      return { kind: type, box }
    }),
  )
}
