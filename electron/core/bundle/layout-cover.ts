import type { LaidPage, PlacedRule } from '../typeset/laid-page.ts'
import { A4, MM } from '../typeset/laid-page.ts'
import type { Typefaces } from '../typeset/open-typefaces.ts'
import { createFlow, type Flow } from '../typeset/page-flow.ts'
import { setBalanced } from '../typeset/set-balanced.ts'
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
    setBalanced(title, { size, weight: 'bold', align: 'center', indent: 0 }, flow.width, fonts),
    size,
    size * 1.55,
  )
  flow.y += 40
  flow.put({ rules: [rule(flow, flow.y, 0.6), rule(flow, flow.y + 4.5, 2.4)] })
}

const ROW = 13

/** How wide the labels stand, in characters: all of them, and the short ones, which are spread to one width. */
interface Labels {
  readonly column: number
  readonly spread: number
}

function labelsOf(rows: CoverInput['cover']): Labels {
  const longest = Math.max(4, ...rows.map(({ label }) => [...label].length))
  return { column: Math.min(8, longest), spread: longest <= 5 ? longest : 4 }
}

/** A label, spread as on Chinese forms when it is short. */
function setLabel(label: string, { column, spread }: Labels, fonts: Typefaces): SetLine[] {
  const style: ParagraphStyle = { size: ROW, weight: 'bold', align: 'left', indent: 0 }
  const lines = setLines([{ text: label }], style, column * ROW + 0.1, fonts, noRefs)
  const [line] = lines
  const [run] = line?.runs ?? []
  const count = [...label].length
  if (!line || !run || lines.length > 1 || count < 2 || count >= spread) return lines
  const gap = Math.max(0, (spread * ROW - line.width) / (count - 1) / ROW)
  return [{ ...line, runs: [{ ...run, shifts: Array.from({ length: count }, () => gap) }] }]
}

function putRow(setting: Setting, row: CoverInput['cover'][number], labels: Labels) {
  const { flow, fonts } = setting
  const from = (labels.column + 1) * ROW
  const style: ParagraphStyle = { size: ROW, weight: 'regular', align: 'left', indent: 0 }
  const lines = setLines([{ text: row.value }], style, flow.width - from - 8, fonts, noRefs)
  const label = setLabel(row.label, labels, fonts)
  const lineHeight = ROW * 1.7
  const height = Math.max(lines.length, label.length) * lineHeight + 9
  if (height > flow.room() && !flow.atTop()) flow.turn()
  const top = flow.y
  putLines(setting, label, ROW, lineHeight)
  flow.y = top
  putLines(setting, lines, ROW, lineHeight, flow.left + from + 4)
  flow.y = top + height
  flow.put({ rules: [{ ...rule(flow, flow.y - 5, 0.5, 0.45), x1: flow.left + from }] })
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
  const labels = labelsOf(input.cover)
  for (const row of input.cover) putRow(setting, row, labels)
  putFoot(setting, input, totalPages)
  return flow.finish()
}
