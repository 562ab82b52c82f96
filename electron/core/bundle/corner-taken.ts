import type { DrawnObject } from '../intake/pdfium-regions.ts'
import { numberPlace } from './number-place.ts'
import type { PageFrame } from './page-frame.ts'

/**
 * Whether anything stands where the page number goes, judged by the bounds of what is drawn (a
 * picture counts as drawn all over: looking at its pixels would cost more than binding it). `source`
 * is the frame the objects were read in, `bound` the frame the page is bound in.
 */
export function cornerTaken(objects: readonly DrawnObject[], source: PageFrame, bound: PageFrame): boolean {
  const { box } = numberPlace(bound.width, bound.height)
  const [ax, ay] = source.shown(...bound.point(box.left, box.top))
  const [bx, by] = source.shown(...bound.point(box.right, box.bottom))
  const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)]
  const [top, bottom] = [Math.min(ay, by), Math.max(ay, by)]
  return objects.some(
    (object) =>
      object.kind !== 'blank' &&
      object.box.left < right &&
      object.box.right > left &&
      object.box.top < bottom &&
      object.box.bottom > top,
  )
}
