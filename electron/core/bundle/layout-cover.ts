import type { LaidPage, PlacedRule } from '../typeset/laid-page.ts'
import { A4, MM } from '../typeset/laid-page.ts'
import type { Typefaces } from '../typeset/open-typefaces.ts'
import { createFlow, type Flow } from '../typeset/page-flow.ts'
import { placeSetLine, setLines, type ParagraphStyle, type SetLine } from '../typeset/set-lines.ts'

/** What the cover shows. */
export interface CoverInput {
  readonly title: string
  readonly cover: readonly { readonly label: string; readonly value: string }[]
  readonly author: string
  /** YYYY-MM-DD */
  readonly date: string
}

const SHEET = { ...A4, top: 40 * MM, bottom: 62 * MM, left: 30 * MM, right: 30 * MM }
const noRefs = () => ''

/** 「2026年11月23日」 */
export const chineseDate = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(day)} 日`
}

interface Setting {
  readonly flow: Flow
  readonly fonts: Typefaces
}

const rule = (flow: Flow, y: number, thickness: number, shade = 0): PlacedRule => ({
  x1: flow.left,
  y1: y,
  x2: flow.left + flow.width,
  y2: y,
  thickness,
  shade,
})

/** Lines of nearly equal length: the narrowest measure that needs no more lines than the full one. */
function balanced(text: string, style: ParagraphStyle, width: number, fonts: Typefaces): SetLine[] {
  const set = (measure: number) => setLines([{ text }], style, measure, fonts, noRefs)
  const full = set(width)
  let narrow = width
  for (let measure = width; measure > width * 0.4; measure -= style.size / 2) {
    if (set(measure).length > full.length) break
    narrow = measure
  }
  const shift = (width - narrow) / 2
  return set(narrow).map((line) => ({ ...line, runs: line.runs.map((run) => ({ ...run, x: run.x + shift })) }))
}

function putLines({ flow }: Setting, lines: readonly SetLine[], size: number, lineHeight: number, x = flow.left) {
  for (const line of lines) {
    flow.put(placeSetLine(line, x, flow.y + lineHeight / 2 + size * 0.37, lineHeight))
    flow.y += lineHeight
  }
}

function putTitle(setting: Setting, title: string) {
  const { flow, fonts } = setting
  flow.put({ rules: [rule(flow, flow.y, 2.4), rule(flow, flow.y + 4.5, 0.6)] })
  flow.y += 46
  const size = [26, 22, 18].find((candidate) => title.length * candidate <= flow.width * 2.6) ?? 16
  putLines(
    setting,
    balanced(title, { size, weight: 'bold', align: 'center', indent: 0 }, flow.width, fonts),
    size,
    size * 1.55,
  )
  flow.y += 40
  flow.put({ rules: [rule(flow, flow.y, 0.6), rule(flow, flow.y + 4.5, 2.4)] })
}

const ROW = 13
const LABEL = ROW * 6

/** Short labels are spread to one width, as on Chinese forms. */
function spreadLabel(label: string, fonts: Typefaces, y: number, x: number) {
  const style: ParagraphStyle = { size: ROW, weight: 'bold', align: 'left', indent: 0 }
  const [line] = setLines([{ text: label }], style, 1e6, fonts, noRefs)
  const run = line?.runs[0]
  if (!run || !line) return []
  const count = [...run.text].length
  const gap = count > 1 && count <= 6 ? Math.max(0, (LABEL - ROW - line.width) / (count - 1) / ROW) : 0
  return [{ ...run, x: x + run.x, y, shifts: gap > 0 ? Array.from({ length: count }, () => gap) : run.shifts }]
}

function putRow(setting: Setting, row: { readonly label: string; readonly value: string }) {
  const { flow, fonts } = setting
  const width = flow.width - LABEL - 8
  const style: ParagraphStyle = { size: ROW, weight: 'regular', align: 'left', indent: 0 }
  const lines = setLines([{ text: row.value }], style, width - 8, fonts, noRefs)
  const lineHeight = ROW * 1.7
  const wide = row.label.length > 6
  const labelLines = wide ? setLines([{ text: row.label }], { ...style, weight: 'bold' }, LABEL - 8, fonts, noRefs) : []
  const height = Math.max(lines.length, labelLines.length) * lineHeight + 9
  if (height > flow.room() && !flow.atTop()) flow.turn()
  const top = flow.y
  if (wide) putLines(setting, labelLines, ROW, lineHeight)
  else flow.put({ runs: spreadLabel(row.label, fonts, top + lineHeight / 2 + ROW * 0.37, flow.left) })
  flow.y = top
  putLines(setting, lines, ROW, lineHeight, flow.left + LABEL + 8 + 4)
  flow.y = top + height
  const line = { ...rule(flow, flow.y - 5, 0.5, 0.45), x1: flow.left + LABEL + 4 }
  flow.put({ rules: [line] })
}

function putFoot(setting: Setting, input: CoverInput, totalPages: number) {
  const { flow, fonts } = setting
  const lines = [input.author, chineseDate(input.date)].filter((text) => text !== '')
  const center = (text: string, size: number, weight: 'regular' | 'bold') =>
    setLines([{ text }], { size, weight, align: 'center', indent: 0 }, flow.width, fonts, noRefs)
  flow.y = flow.sheet.height - 56 * MM
  for (const text of lines) putLines(setting, center(text, 14, 'regular'), 14, 26)
  flow.y += 6
  putLines(setting, center(`全卷共 ${totalPages} 页`, 10.5, 'regular'), 10.5, 18)
}

/** The cover: title between double rules, the facts as a form, who and when, how many pages there are. */
export function layoutCover(input: CoverInput, totalPages: number, fonts: Typefaces): LaidPage[] {
  const flow = createFlow(SHEET)
  const setting: Setting = { flow, fonts }
  // With few facts below it the title stands lower, near the middle of what is read first.
  flow.y += (10 + Math.max(0, 5 - input.cover.length) * 7) * MM
  putTitle(setting, input.title)
  flow.y += 58
  for (const row of input.cover) putRow(setting, row)
  putFoot(setting, input, totalPages)
  return flow.finish()
}
