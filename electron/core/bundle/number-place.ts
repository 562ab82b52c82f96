import type { ShownBox } from '../intake/pdfium-page.ts'

/** Where the printed page number stands on a page of some size. */
export interface NumberPlace {
  /** Font size in points. */
  readonly size: number
  /** The right end of the number, from the page's left edge. */
  readonly right: number
  /** Its baseline, from the page's top edge. */
  readonly baseline: number
  /** Room for five digits; nothing else may be printed here. */
  readonly box: ShownBox
  /** The strip at the foot of the page that is kept free when the box is taken. */
  readonly strip: number
}

/** The page number grows and shrinks with the page, so that it reads the same when any page fills the screen. */
export function numberPlace(width: number, height: number): NumberPlace {
  const side = Math.min(width, height)
  const k = Math.min(6, Math.max(side / 595.28, Math.min(0.45, side / 90)))
  const right = width - 30 * k
  const baseline = height - 18.5 * k
  return {
    size: 10.5 * k,
    right,
    baseline,
    box: { left: right - 36 * k, top: baseline - 9.5 * k, right: right + 6 * k, bottom: baseline + 5 * k },
    strip: 31 * k,
  }
}
