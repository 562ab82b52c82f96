import type { ShownBox } from '../intake/pdfium-page.ts'
import type { PageChoice } from './bundle-input.ts'

/** A rectangle in user space: left, bottom, right, top. */
export type Box = readonly [number, number, number, number]

/** Places on a page as a person sees it, in points from its top-left corner, turned into user space. */
export interface PageFrame {
  readonly box: Box
  readonly rotate: number
  /** As shown. */
  readonly width: number
  readonly height: number
  /** From the page as shown to user space. */
  readonly point: (x: number, y: number) => readonly [number, number]
  /** From user space to the page as shown. */
  readonly shown: (x: number, y: number) => readonly [number, number]
  /** The text matrix that makes text upright as shown, starting at a place on its baseline. */
  readonly textMatrix: (x: number, y: number) => readonly number[]
}

const DIRECTIONS: Record<number, readonly [number, number, number, number]> = {
  0: [1, 0, 0, 1],
  90: [0, 1, -1, 0],
  180: [-1, 0, 0, -1],
  270: [0, -1, 1, 0],
}

/** The frame of a page whose visible part is `box` and which is turned clockwise by `rotate`. */
export function pageFrame(box: Box, rotate: number): PageFrame {
  const [left, bottom, right, top] = box
  const across = rotate === 90 || rotate === 270
  const point = (x: number, y: number): readonly [number, number] => {
    if (rotate === 90) return [left + y, bottom + x]
    if (rotate === 180) return [right - x, bottom + y]
    if (rotate === 270) return [right - y, top - x]
    return [left + x, top - y]
  }
  return {
    box,
    rotate,
    width: across ? top - bottom : right - left,
    height: across ? right - left : top - bottom,
    point,
    shown(x, y) {
      if (rotate === 90) return [y - bottom, x - left]
      if (rotate === 180) return [right - x, y - bottom]
      if (rotate === 270) return [top - y, right - x]
      return [x - left, top - y]
    },
    textMatrix: (x, y) => [...(DIRECTIONS[rotate] ?? [1, 0, 0, 1]), ...point(x, y)],
  }
}

function cropFrame(
  frame: PageFrame,
  crop: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): PageFrame {
  const [ax, ay] = frame.point(frame.width * crop.left, frame.height * crop.top)
  const [bx, by] = frame.point(frame.width * (1 - crop.right), frame.height * (1 - crop.bottom))
  return pageFrame([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], frame.rotate)
}

/** The frame a source page is bound in: turned and cropped as chosen. */
export function boundFrame(page: { readonly box: Box; readonly rotate: number }, choice: PageChoice): PageFrame {
  const frame = pageFrame(page.box, (page.rotate + choice.rotate) % 360)
  return choice.crop ? cropFrame(frame, choice.crop) : frame
}

/** Where a part of the page as bound lies on the page as its source shows it. */
export function sourceBox(source: PageFrame, bound: PageFrame, box: ShownBox): ShownBox {
  const [ax, ay] = source.shown(...bound.point(box.left, box.top))
  const [bx, by] = source.shown(...bound.point(box.right, box.bottom))
  return { left: Math.min(ax, bx), top: Math.min(ay, by), right: Math.max(ax, bx), bottom: Math.max(ay, by) }
}
