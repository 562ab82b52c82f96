import type { Typefaces } from '../typeset/open-typefaces.ts'
import { num, showRun } from '../typeset/draw-page.ts'
import type { PdfFaces } from '../typeset/pdf-faces.ts'
import { setLines } from '../typeset/set-lines.ts'
import type { PageFrame } from './page-frame.ts'

/** The graphics state a watermark is drawn in. */
export const WATERMARK_STATE = 'ZhW'

/** Lines across the page from bottom left to top right, light enough to read through. */
export function drawWatermark(lines: readonly string[], frame: PageFrame, fonts: Typefaces, faces: PdfFaces): string {
  const angle = Math.atan2(frame.height, frame.width)
  const room = Math.hypot(frame.width, frame.height) * 0.68
  const style = { size: 100, weight: 'bold', align: 'left', indent: 0 } as const
  const set = lines
    .filter((line) => line.trim() !== '')
    .flatMap((line) => setLines([{ text: line }], style, 1e6, fonts, () => '').slice(0, 1))
  const widest = Math.max(1, ...set.map(({ width }) => width))
  const size = Math.min((room / widest) * 100, Math.min(frame.width, frame.height) * 0.075)
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = frame.textMatrix(frame.width / 2, frame.height / 2)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const shown = set.flatMap((line, at) => {
    const dx = (-line.width * size) / 200
    const dy = ((set.length - 1) / 2 - at) * size * 1.5 - size * 0.37
    return line.runs.map((run) => {
      const moved = { ...run, size }
      const matrix = `1 0 0 1 ${num(dx + (run.x * size) / 100)} ${num(dy)}`
      return showRun(moved, matrix, faces)
    })
  })
  const turn = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, x, y]
    .map((value) => String(Math.round(value * 1e5) / 1e5))
    .join(' ')
  return `q /${WATERMARK_STATE} gs 0.45 g ${turn} cm\n${shown.join('\n')}\nQ`
}
