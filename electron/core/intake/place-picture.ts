import {
  concatTransformationMatrix,
  drawObject,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  type PDFDocument,
  type PDFFont,
} from 'pdf-lib'
import type { EmbeddedPicture } from './embed-picture.ts'

/** A4 in points. */
export const A4 = { short: 595.28, long: 841.89 } as const
/** 10 mm: room for the page number of the bundle. */
export const MARGIN = 28.35
/** Pictures are never blown up beyond one pixel to this many points (96 dots to the inch). */
const MOST_POINTS_PER_PIXEL = 0.75

/** How a picture lies on its A4 page, in points; `dpi` is its resolution there. */
export interface Placement {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly bottom: number
  readonly pictureWidth: number
  readonly pictureHeight: number
  readonly dpi: number
}

/** Lays a picture on one A4 page, upright or across as suits it, inside margins, centred. */
export function placeOnA4(pixels: { readonly width: number; readonly height: number }): Placement {
  const across = pixels.width > pixels.height * 1.05
  const width = across ? A4.long : A4.short
  const height = across ? A4.short : A4.long
  const fit = Math.min((width - 2 * MARGIN) / pixels.width, (height - 2 * MARGIN) / pixels.height)
  const scale = Math.min(fit, MOST_POINTS_PER_PIXEL)
  const pictureWidth = pixels.width * scale
  const pictureHeight = pixels.height * scale
  const left = (width - pictureWidth) / 2
  return { width, height, left, bottom: (height - pictureHeight) / 2, pictureWidth, pictureHeight, dpi: 72 / fit }
}

/** One piece of a long screenshot: rows of pixels from `top`, on its own A4 page. */
export interface Segment {
  readonly top: number
  readonly rows: number
}

/** Taller than this (height by width) a screenshot is longer than any one screen, and is cut. */
export const LONG_RATIO = 3
/** Width a piece of a long screenshot takes on the page, in points: about 190 dots to the inch for 1080 pixels. */
const SEGMENT_WIDTH = 400
/** Height kept for the 「第 i/n 段」 line. */
const MARKER_ROOM = 18
const OVERLAP = 0.03

/** Cuts a long screenshot into pieces that each fill a page; every piece but the first repeats the end of the one before. */
export function cutLong(pixels: { readonly width: number; readonly height: number }): readonly Segment[] {
  const most = Math.floor(((A4.long - 2 * MARGIN - MARKER_ROOM) / SEGMENT_WIDTH) * pixels.width)
  const overlap = Math.ceil(most * OVERLAP)
  const count = Math.ceil((pixels.height - overlap) / (most - overlap))
  // Even pieces, so that the last one is not a sliver.
  const rows = Math.ceil((pixels.height + (count - 1) * overlap) / count)
  return Array.from({ length: count }, (_, i) => {
    const top = Math.min(i * (rows - overlap), pixels.height - rows)
    return { top, rows }
  })
}

function paint(
  page: ReturnType<PDFDocument['addPage']>,
  picture: EmbeddedPicture,
  [width, height, left, bottom]: readonly [number, number, number, number],
) {
  const name = page.node.newXObject('Picture', picture.ref)
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(width, 0, 0, height, left, bottom),
    drawObject(name),
    popGraphicsState(),
  )
}

/** Adds the page of a picture. */
export function addPicturePage(into: PDFDocument, picture: EmbeddedPicture, place: Placement): void {
  paint(into.addPage([place.width, place.height]), picture, [
    place.pictureWidth,
    place.pictureHeight,
    place.left,
    place.bottom,
  ])
}

/** Adds the page of one piece of a long screenshot; the marker stands above the picture, never on it. */
export function addSegmentPage(into: PDFDocument, picture: EmbeddedPicture, marker: string, font: PDFFont): void {
  const page = into.addPage([A4.short, A4.long])
  const height = (SEGMENT_WIDTH / picture.width) * picture.height
  const top = A4.long - MARGIN - MARKER_ROOM
  const left = (A4.short - SEGMENT_WIDTH) / 2
  paint(page, picture, [SEGMENT_WIDTH, height, left, top - height])
  page.drawText(marker, { x: left, y: top + 5, size: 9, font, color: rgb(0.35, 0.35, 0.35) })
}
