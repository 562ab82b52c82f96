import type { ShownBox } from '../intake/pdfium-page.ts'
import type { DrawnObject } from '../intake/pdfium-regions.ts'
import { numberPlace } from './number-place.ts'
import { sourceBox, type PageFrame } from './page-frame.ts'

/** Room for the thickness of a frame's lines, in points. */
const LINE = 3

/**
 * Whether anything stands where the page number goes, judged by the bounds of what is drawn (a
 * picture counts as drawn all over: looking at its pixels would cost more than binding it). `source`
 * is the frame the objects were read in, `bound` the frame the page is bound in.
 */
export function cornerTaken(objects: readonly DrawnObject[], source: PageFrame, bound: PageFrame): boolean {
  const place = sourceBox(source, bound, numberPlace(bound.width, bound.height).box)
  const meets = ({ box }: DrawnObject) =>
    box.left < place.right && box.right > place.left && box.top < place.bottom && box.bottom > place.top
  // A frame round the page is only in the way where its lines are.
  const around = ({ kind, box }: DrawnObject) =>
    kind === 'frame' &&
    box.left < place.left - LINE &&
    box.right > place.right + LINE &&
    box.top < place.top - LINE &&
    box.bottom > place.bottom + LINE
  return objects.some((object) => object.kind !== 'blank' && meets(object) && !around(object))
}

/** Whether a crop cuts off anything drawn, so that hiding it is not enough. */
export function cutsContent(objects: readonly DrawnObject[], source: PageFrame, bound: PageFrame): boolean {
  const kept = sourceBox(source, bound, { left: 0, top: 0, right: bound.width, bottom: bound.height })
  return objects.some(
    ({ kind, box }) =>
      kind !== 'blank' &&
      (box.left < kept.left - 1 ||
        box.right > kept.right + 1 ||
        box.top < kept.top - 1 ||
        box.bottom > kept.bottom + 1),
  )
}

/** Whether bounds take up any room; an empty form takes none. */
export const isSpread = (box: ShownBox) => box.right - box.left > 0.01 || box.bottom - box.top > 0.01
