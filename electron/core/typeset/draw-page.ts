import type { LaidPage, PlacedRule, PlacedRun } from './laid-page.ts'
import { faceNames, type PdfFaces } from './pdf-faces.ts'

/** A number as PDF syntax, to a thousandth of a point. */
export const num = (value: number) => String(Math.round(value * 1000) / 1000)

/** The operand of TJ: hexadecimal text with its shifts. */
function textArray(run: PlacedRun, faces: PdfFaces) {
  const { shifts } = run
  const codes = Array.from(run.text, (char) => faces.encode(run.weight, char))
  if (!shifts) return `[<${codes.join('')}>]`
  const parts = codes.map((code, at) => {
    const shift = Math.round((shifts[at] ?? 0) * -1000)
    return shift === 0 ? code : `${code}>${shift}<`
  })
  return `[<${parts.join('')}>]`.replaceAll('<>', '')
}

/** The operators that show one run; `matrix` places it in user space. */
export const showRun = (run: PlacedRun, matrix: string, faces: PdfFaces) =>
  `BT /${faceNames[run.weight]} ${num(run.size)} Tf ${matrix} Tm ${textArray(run, faces)} TJ ET`

const showRule = (rule: PlacedRule, height: number) =>
  `${num(rule.shade)} G ${num(rule.thickness)} w ${num(rule.x1)} ${num(height - rule.y1)} m ${num(rule.x2)} ${num(height - rule.y2)} l S`

/** The content stream of a laid-out page, as text; user space starts at the bottom left. */
export function drawPage(page: LaidPage, faces: PdfFaces): string {
  const rules = page.rules.map((rule) => showRule(rule, page.height))
  const runs = page.runs.map((run) => showRun(run, `1 0 0 1 ${num(run.x)} ${num(page.height - run.y)}`, faces))
  return [...rules, '0 g', ...runs].join('\n')
}
