import { PDFName, type PDFDocument, type PDFRef } from 'pdf-lib'
import { drawPage, num, showRun } from '../typeset/draw-page.ts'
import type { LaidPage } from '../typeset/laid-page.ts'
import type { NewPage } from '../typeset/new-pdf.ts'
import type { Typefaces } from '../typeset/open-typefaces.ts'
import type { PdfFaces } from '../typeset/pdf-faces.ts'
import type { CollectedPage } from './collect-sources.ts'
import { numberPlace } from './number-place.ts'
import { boundFrame, pageFrame, type Box, type PageFrame } from './page-frame.ts'
import { drawWatermark, WATERMARK_STATE } from './watermark.ts'

/** What pages are composed with. */
export interface Press {
  readonly document: PDFDocument
  readonly fonts: Typefaces
  readonly faces: PdfFaces
  readonly watermarkState: PDFRef
}

/** A composed page with the frame it is shown in. */
export interface ComposedPage extends NewPage {
  readonly frame: PageFrame
}

/** The look of a watermark: see-through, written once per bundle. */
export const writeWatermarkState = ({ context }: PDFDocument): PDFRef =>
  context.register(context.obj({ Type: 'ExtGState', ca: 0.16, CA: 0.16 }))

/** The printed page number, upright at the bottom right of the page as shown. */
function drawNumber(number: number, frame: PageFrame, { fonts, faces }: Press) {
  const place = numberPlace(frame.width, frame.height)
  const text = String(number)
  const width = [...text].reduce((sum, char) => sum + fonts.bold.advance(char.codePointAt(0) ?? 48), 0) * place.size
  const run = { x: 0, y: 0, size: place.size, weight: 'bold' as const, text, shifts: null }
  return `0 g ${showRun(
    run,
    frame
      .textMatrix(place.right - width, place.baseline)
      .map(num)
      .join(' '),
    faces,
  )}`
}

/** Makes room for the number: the page's content a little smaller, towards the top, nothing covered. */
function shrinkMatrix(frame: PageFrame) {
  const { strip } = numberPlace(frame.width, frame.height)
  const s = (frame.height - strip) / frame.height
  const [x, y] = frame.point(frame.width / 2, 0)
  return [s, 0, 0, s, x * (1 - s), y * (1 - s)].map((value) => String(Math.round(value * 1e6) / 1e6)).join(' ')
}

const clip = ([left, bottom, right, top]: Box) =>
  `${num(left)} ${num(bottom)} ${num(right - left)} ${num(top - bottom)} re W n`

/** A source page with its number and watermark. */
export function composeExhibitPage(
  { form, choice, taken }: CollectedPage,
  number: number,
  watermark: readonly string[] | null,
  press: Press,
): ComposedPage {
  const frame = boundFrame(form, choice)
  const shrink = taken ? `${shrinkMatrix(frame)} cm ` : ''
  const content = [
    `q ${shrink}${clip(frame.box)} /P Do Q`,
    ...(watermark ? [drawWatermark(watermark, frame, press.fonts, press.faces)] : []),
    drawNumber(number, frame, press),
  ]
  return {
    frame,
    box: frame.box,
    rotate: frame.rotate,
    userUnit: form.userUnit,
    content: content.join('\n'),
    fonts: press.faces.resources,
    objects: [{ name: 'P', ref: form.ref }],
    states: watermark ? [{ name: WATERMARK_STATE, ref: press.watermarkState }] : [],
    annotations: [],
  }
}

/** Where links lead, by part. */
export type LinkTarget = (ref: string) => readonly (PDFRef | string | number)[]

function writeLinks(page: LaidPage, { document: { context } }: Press, targetOf: LinkTarget): PDFRef[] {
  return page.links.map((link) => {
    const [left, right] = [link.x, link.x + link.width]
    const [bottom, top] = [page.height - link.y - link.height, page.height - link.y]
    const annotation = context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [left, bottom, right, top].map((value) => Number(num(value))),
      Border: [0, 0, 0],
      F: 4,
      Dest: [...targetOf(link.ref)],
    })
    annotation.set(PDFName.of('H'), PDFName.of('I'))
    return context.register(annotation)
  })
}

/** A typeset page with its number, watermark and links. */
export function composeTypedPage(
  page: LaidPage,
  number: number,
  watermark: readonly string[] | null,
  targetOf: LinkTarget,
  press: Press,
): ComposedPage {
  const frame = pageFrame([0, 0, page.width, page.height], 0)
  const content = [
    ...(watermark ? [drawWatermark(watermark, frame, press.fonts, press.faces)] : []),
    drawPage(page, press.faces),
    drawNumber(number, frame, press),
  ]
  return {
    frame,
    box: frame.box,
    rotate: 0,
    userUnit: 1,
    content: content.join('\n'),
    fonts: press.faces.resources,
    objects: [],
    states: watermark ? [{ name: WATERMARK_STATE, ref: press.watermarkState }] : [],
    annotations: writeLinks(page, press, targetOf),
  }
}
