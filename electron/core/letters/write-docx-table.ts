import { AlignmentType, Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx'
import type { Block } from '#shared/document.ts'
import type { WriteInlines } from './write-docx.ts'

type TableBlock = Extract<Block, { kind: 'table' }>

/** Width between the margins of write-docx.ts (156 mm), in twentieths of a point. */
const textWidth = 8844
/** Word's 五号, in half-points. */
const cellSize = 21

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

/** Column widths in twentieths of a point, adding up to the text width. */
function shareWidth(columns: TableBlock['columns']): number[] {
  const total = columns.reduce((sum, column) => sum + column.weight, 0)
  const widths = columns.map((column) => Math.floor((textWidth * column.weight) / total))
  return widths.map((width, index) =>
    index === widths.length - 1 ? textWidth - widths.slice(0, -1).reduce((sum, each) => sum + each, 0) : width,
  )
}

/** A table with a repeated header row; rows are never split across pages. */
export function writeDocxTable(block: TableBlock, write: WriteInlines): Table {
  const widths = shareWidth(block.columns)
  const cell = (column: number, paragraph: Paragraph) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 70, right: 70 },
      verticalAlign: VerticalAlign.CENTER,
      children: [paragraph],
    })
  const header = block.columns.map((column, index) =>
    cell(
      index,
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: write([{ text: column.title, bold: true }], cellSize),
      }),
    ),
  )
  const rows = block.rows.map((row) =>
    block.columns.map((column, index) =>
      cell(index, new Paragraph({ alignment: alignments[column.align], children: write(row[index] ?? [], cellSize) })),
    ),
  )
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: 'fixed',
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: header }),
      ...rows.map((children) => new TableRow({ cantSplit: true, children })),
    ],
  })
}
