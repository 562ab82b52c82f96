import type { DrawnObject } from '../intake/pdfium-regions.ts'
import { numberPlace } from './number-place.ts'
import type { PageFrame } from './page-frame.ts'

/** Room for the thickness of a frame's lines, in points. */
const LINE = 3

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
  const meets = ({ box: drawn }: DrawnObject) =>
    drawn.left < right && drawn.right > left && drawn.top < bottom && drawn.bottom > top
  // A frame round the page is only in the way where its lines are.
  const around = ({ kind, box: drawn }: DrawnObject) =>
    kind === 'frame' &&
    drawn.left < left - LINE &&
    drawn.right > right + LINE &&
    drawn.top < top - LINE &&
    drawn.bottom > bottom + LINE
  return objects.some((object) => object.kind !== 'blank' && meets(object) && !around(object))
}
