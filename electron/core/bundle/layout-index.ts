import type { Block, Document, Inline } from '#shared/document.ts'
import type { LaidPage } from '../typeset/laid-page.ts'
import { layoutDocument } from '../typeset/layout-document.ts'
import type { Typefaces } from '../typeset/open-typefaces.ts'
import { TABLE_SHEET } from '../typeset/page-flow.ts'
import { chineseDate, type CoverInput } from './layout-cover.ts'
import type { PlannedRow } from './plan-bundle.ts'

/** What the cells of an index row say; an empty one says 「—」. */
export const rowWords = (row: PlannedRow): string[] =>
  [row.number, row.title, row.source, row.purpose, row.pages].map((text) => (text.trim() === '' ? '—' : text))

const cell = (text: string): Inline[] => [{ text }]

const closing = (text: string): Block => ({ kind: 'paragraph', inlines: [{ text }], indent: false, align: 'right' })

/** The index as a document; its rows lead to the parts. */
function indexDocument(rows: readonly PlannedRow[], totalPages: number, input: CoverInput): Document {
  return {
    title: '证据目录',
    blocks: [
      { kind: 'title', text: '证据目录' },
      {
        kind: 'table',
        columns: [
          { title: '序号', weight: 13.5, align: 'center' },
          { title: '名称', weight: 26, align: 'left' },
          { title: '来源', weight: 19, align: 'left' },
          { title: '证明目的', weight: 31, align: 'left' },
          { title: '页码', weight: 12.5, align: 'center' },
        ],
        rows: rows.map((row) => rowWords(row).map(cell)),
      },
      { kind: 'space', lines: 0.5 },
      closing(`全卷共 ${totalPages} 页`),
      ...(input.author === '' ? [] : [closing(`提交人：${input.author}`)]),
      closing(chineseDate(input.date)),
    ],
  }
}

/** Lays out the index (证据目录); every row is a link to its part. */
export function layoutIndex(
  rows: readonly PlannedRow[],
  totalPages: number,
  input: CoverInput,
  fonts: Typefaces,
): LaidPage[] {
  return layoutDocument(indexDocument(rows, totalPages, input), fonts, {
    resolveRef: () => '',
    sheet: TABLE_SHEET,
    rowRefs: rows.map(({ id }) => id),
  })
}
