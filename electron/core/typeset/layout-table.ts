import type { Block, Inline } from '#shared/document.ts'
import type { PlacedRule } from './laid-page.ts'
import type { Typefaces } from './open-typefaces.ts'
import type { Flow } from './page-flow.ts'
import type { ResolveRef } from './set-characters.ts'
import { placeSetLine, setLines, type SetLine } from './set-lines.ts'

export type TableBlock = Extract<Block, { kind: 'table' }>

const SIZE = 10.5
const LINE = SIZE * 1.5
const PAD_X = 5
const PAD_Y = 4.5
const OUTER = 1
const INNER = 0.5

interface Column {
  readonly x: number
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
}

interface Row {
  readonly cells: readonly (readonly SetLine[])[]
  readonly ref: string | null
}

interface Table {
  readonly flow: Flow
  readonly columns: readonly Column[]
  readonly header: Row
}

function columnsOf(block: TableBlock, flow: Flow): Column[] {
  const total = block.columns.reduce((sum, { weight }) => sum + weight, 0)
  let x = flow.left
  return block.columns.map(({ weight, align }) => {
    const column = { x, width: (flow.width * weight) / total, align }
    x += column.width
    return column
  })
}

const heightOf = (row: Row) => Math.max(1, ...row.cells.map((cell) => cell.length)) * LINE + PAD_Y * 2

function rulesOf(columns: readonly Column[], top: number, height: number): PlacedRule[] {
  const first = columns[0]
  const last = columns.at(-1)
  if (!first || !last) return []
  const right = last.x + last.width
  const line = (x1: number, y1: number, x2: number, y2: number, thickness: number): PlacedRule => ({
    x1,
    y1,
    x2,
    y2,
    thickness,
    shade: 0,
  })
  return [
    line(first.x, top + height, right, top + height, INNER),
    line(first.x, top, first.x, top + height, OUTER),
    line(right, top, right, top + height, OUTER),
    ...columns.slice(1).map(({ x }) => line(x, top, x, top + height, INNER)),
  ]
}

function thickLine({ flow }: Table, y: number) {
  const x2 = flow.left + flow.width
  flow.put({ rules: [{ x1: flow.left - OUTER / 2, y1: y, x2: x2 + OUTER / 2, y2: y, thickness: OUTER, shade: 0 }] })
}

function drawRow({ flow, columns }: Table, row: Row) {
  const height = heightOf(row)
  row.cells.forEach((lines, at) => {
    const column = columns[at]
    if (!column) return
    const top = flow.y + (height - lines.length * LINE) / 2
    lines.forEach((line, index) =>
      flow.put(placeSetLine(line, column.x + PAD_X, top + index * LINE + LINE / 2 + SIZE * 0.37, LINE)),
    )
  })
  const first = columns[0]
  if (row.ref !== null && first)
    flow.put({ links: [{ x: first.x, y: flow.y, width: flow.width, height, ref: row.ref }] })
  flow.put({ rules: rulesOf(columns, flow.y, height) })
  flow.y += height
}

function startPage(table: Table) {
  thickLine(table, table.flow.y)
  drawRow(table, table.header)
}

function turnPage(table: Table) {
  thickLine(table, table.flow.y)
  table.flow.turn()
  startPage(table)
}

/** A row too tall for what is left continues on the next page, line by line. */
function splitRow(row: Row, room: number): readonly [Row, Row] | null {
  const count = Math.floor((room - PAD_Y * 2) / LINE)
  if (count < 2) return null
  return [
    { ref: row.ref, cells: row.cells.map((cell) => cell.slice(0, count)) },
    { ref: row.ref, cells: row.cells.map((cell) => cell.slice(count)) },
  ]
}

function addRow(table: Table, row: Row) {
  const { flow } = table
  const height = heightOf(row)
  if (height <= flow.room()) return drawRow(table, row)
  const pageRoom = flow.height - heightOf(table.header)
  if (height <= pageRoom * 0.4) {
    turnPage(table)
    return drawRow(table, row)
  }
  const parts = splitRow(row, flow.room())
  if (parts) drawRow(table, parts[0])
  turnPage(table)
  addRow(table, parts ? parts[1] : row)
}

/** Sets a table into the flow: grid, header repeated on each page, rows that may run over. `rowRefs` makes rows links. */
export function layoutTable(
  block: TableBlock,
  flow: Flow,
  fonts: Typefaces,
  resolveRef: ResolveRef,
  rowRefs: readonly (string | null)[] = [],
): void {
  const columns = columnsOf(block, flow)
  const setCell = (inlines: readonly Inline[], at: number, weight: 'regular' | 'bold', align?: 'center') => {
    const column = columns[at]
    if (!column) return []
    const style = { size: SIZE, weight, align: align ?? column.align, indent: 0 }
    return setLines(inlines, style, column.width - PAD_X * 2, fonts, resolveRef)
  }
  const header: Row = {
    ref: null,
    cells: block.columns.map(({ title }, at) => setCell([{ text: title }], at, 'bold', 'center')),
  }
  const table: Table = { flow, columns, header }
  const rows = block.rows.map((cells, at) => ({
    ref: rowRefs[at] ?? null,
    cells: columns.map((_, column) => setCell(cells[column] ?? [], column, 'regular')),
  }))
  if (!flow.atTop()) flow.y += LINE * 0.4
  const opening = heightOf(header) + Math.min(rows[0] ? heightOf(rows[0]) : 0, flow.height * 0.3)
  if (!flow.atTop() && opening > flow.room()) flow.turn()
  startPage(table)
  for (const row of rows) addRow(table, row)
  thickLine(table, flow.y)
  flow.y += LINE * 0.6
}
