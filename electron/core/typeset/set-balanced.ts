import type { Typefaces } from './open-typefaces.ts'
import { setLines, type ParagraphStyle, type SetLine } from './set-lines.ts'

/** Sets a centred title in lines of nearly equal length, in no more lines than the full width needs. */
export function setBalanced(text: string, style: ParagraphStyle, width: number, fonts: Typefaces): SetLine[] {
  const set = (measure: number) => setLines([{ text }], style, measure, fonts, () => '')
  const full = set(width)
  if (full.length < 2) return full
  let narrow = width
  for (let measure = width; measure > width * 0.4; measure -= style.size / 2) {
    if (set(measure).length > full.length) break
    narrow = measure
  }
  const shift = (width - narrow) / 2
  return set(narrow).map((line) => ({ ...line, runs: line.runs.map((run) => ({ ...run, x: run.x + shift })) }))
}
