import {
  AlignmentType,
  Document as WordDocument,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { Block, Document, Inline } from '#shared/document.ts'
import { stripInvisible } from '#shared/letters/strip-invisible.ts'
import { writeCoreProperties } from './write-core-properties.ts'
import { writeDocxTable } from './write-docx-table.ts'

/** What a .docx carries besides its text. */
export interface DocxOptions {
  /** Stands as author and last editor. */
  readonly author: string
  /** Used for created and modified. */
  readonly at: Date
  /** The page a `{ ref }` begins on; null when it is not known yet, and then 「所附材料」 is written. */
  readonly pageOf: (ref: string) => number | null
}

/** Turns a run of the document into Word's; sizes are half-points. */
export type WriteInlines = (inlines: readonly Inline[], size: number) => TextRun[]

// A single name for all slots would set digits and Latin in the Chinese face (libraries.md §5, pitfall 1).
const songti = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋', hint: 'eastAsia' } as const
const heiti = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体', hint: 'eastAsia' } as const

/** Word's 四号, in half-points. */
const bodySize = 28
const titleSize = 40
const exactLine = 25 * 20

/** A4 and its margins (27, 26, 25 and 28 mm), in twentieths of a point: older readers know no other unit. */
const page = { width: 11906, height: 16838 } as const
const margins = { top: 1531, right: 1474, bottom: 1417, left: 1587, header: 850, footer: 907 } as const

const clean = (text: string) => stripInvisible(text).text

const inlineWriter =
  (options: DocxOptions): WriteInlines =>
  (inlines, size) =>
    inlines.map((inline) => {
      if ('text' in inline)
        return new TextRun({ text: clean(inline.text), bold: inline.bold ?? false, size, font: songti })
      const pageNumber = options.pageOf(inline.ref)
      return new TextRun({ text: pageNumber === null ? '所附材料' : `第 ${pageNumber} 页`, size, font: songti })
    })

const alignments = {
  justify: AlignmentType.BOTH,
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

const writeTitle = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after: 360 },
    keepNext: true,
    children: [new TextRun({ text: clean(text), size: titleSize, bold: true, font: heiti })],
  })

const writeHeading = (text: string) =>
  new Paragraph({
    spacing: { before: 160, after: 60, line: exactLine, lineRule: 'exact' },
    indent: { firstLineChars: 200, firstLine: bodySize * 20 },
    keepNext: true,
    children: [new TextRun({ text: clean(text), size: bodySize, bold: true, font: heiti })],
  })

const spacer = (line: number, keepNext: boolean) => new Paragraph({ spacing: { line, lineRule: 'exact' }, keepNext })

/** A signature is never parted from the line it signs, nor a table from the line that announces it. */
function staysWithNext(blocks: readonly Block[], index: number): boolean {
  const isSignature = (block: Block | undefined) => block?.kind === 'paragraph' && block.align === 'right'
  const next = blocks[index + 1]
  if (blocks[index]?.kind === 'paragraph' && next?.kind === 'table') return true
  return isSignature(next) || (next?.kind === 'space' && isSignature(blocks[index + 2]))
}

function writeBlock(block: Block, write: WriteInlines, keepNext: boolean): ISectionOptions['children'][number][] {
  switch (block.kind) {
    case 'title':
      return [writeTitle(block.text)]
    case 'heading':
      return [writeHeading(block.text)]
    case 'paragraph':
      return [
        new Paragraph({
          alignment: alignments[block.align],
          keepNext,
          spacing: { line: exactLine, lineRule: 'exact' },
          ...(block.indent ? { indent: { firstLineChars: 200, firstLine: bodySize * 20 } } : {}),
          children: write(block.inlines, bodySize),
        }),
      ]
    case 'table':
      // Word joins two tables that touch; the small paragraphs also keep text off the borders.
      return [spacer(80, true), writeDocxTable(block, write), spacer(160, keepNext)]
    case 'space':
      return [spacer(Math.round(block.lines * exactLine), keepNext)]
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: 'exact' } })]
  }
}

const footer = () => {
  const run = (child: string) => new TextRun({ children: [child], size: 21, font: songti })
  const children = [run('第 '), run(PageNumber.CURRENT), run(' 页　共 '), run(PageNumber.TOTAL_PAGES), run(' 页')]
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] })
}

/** Writes a document as an A4 .docx for Word and LibreOffice, with page numbers in the footer. */
export async function writeDocx(document: Document, options: DocxOptions): Promise<Uint8Array> {
  const write = inlineWriter(options)
  const word = new WordDocument({
    creator: clean(options.author),
    lastModifiedBy: clean(options.author),
    title: clean(document.title),
    styles: {
      default: {
        document: {
          run: { font: songti, size: bodySize, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: { before: 0, after: 0 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: page,
            margin: margins,
          },
        },
        footers: { default: footer() },
        children: document.blocks.flatMap((block, index) =>
          writeBlock(block, write, staysWithNext(document.blocks, index)),
        ),
      },
    ],
  })
  const core = writeCoreProperties({ title: clean(document.title), author: clean(options.author), at: options.at })
  return new Uint8Array(await Packer.toBuffer(word, undefined, [{ path: 'docProps/core.xml', data: core }]))
}
