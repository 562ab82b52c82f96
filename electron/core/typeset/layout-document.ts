import type { Block, Document } from '#shared/document.ts'
import type { LaidPage } from './laid-page.ts'
import type { Typefaces } from './open-typefaces.ts'
import { createFlow, LETTER_SHEET, type Flow, type Sheet } from './page-flow.ts'
import { layoutTable } from './layout-table.ts'
import type { ResolveRef } from './set-characters.ts'
import { setBalanced } from './set-balanced.ts'
import { placeSetLine, setLines, type ParagraphStyle, type SetLine } from './set-lines.ts'

/** What the layout needs besides the document. */
export interface LayoutOptions {
  readonly resolveRef: ResolveRef
  readonly sheet?: Sheet
  /** Makes the rows of the document's tables links to parts of the bundle. */
  readonly rowRefs?: readonly (string | null)[]
}

const BODY = 12
const LINE = 1.65

interface Setting {
  readonly flow: Flow
  readonly fonts: Typefaces
  readonly options: LayoutOptions
}

interface SetBlock {
  readonly lines: readonly SetLine[]
  readonly size: number
  readonly lineHeight: number
  readonly before: number
  readonly after: number
}

const styles = {
  title: { size: 20, weight: 'bold', align: 'center', indent: 0 },
  heading: { size: 13, weight: 'bold', align: 'left', indent: 0 },
} as const satisfies Record<string, ParagraphStyle>

function setBlock(block: Exclude<Block, { kind: 'table' | 'space' | 'page-break' }>, setting: Setting): SetBlock {
  const { flow, fonts, options } = setting
  const lines = (inlines: Parameters<typeof setLines>[0], style: ParagraphStyle) =>
    setLines(inlines, style, flow.width, fonts, options.resolveRef)
  switch (block.kind) {
    case 'title':
      return {
        lines: setBalanced(block.text, styles.title, flow.width, fonts),
        size: 20,
        lineHeight: 20 * 1.5,
        before: 0,
        after: 20,
      }
    case 'heading':
      return { lines: lines([{ text: block.text }], styles.heading), size: 13, lineHeight: 22, before: 8, after: 2 }
    case 'paragraph': {
      const style: ParagraphStyle = {
        size: BODY,
        weight: 'regular',
        align: block.align,
        indent: block.indent ? BODY * 2 : 0,
      }
      return { lines: lines(block.inlines, style), size: BODY, lineHeight: BODY * LINE, before: 0, after: 0 }
    }
  }
}

/** How many lines go on this page: no first line alone at the foot, no last line alone at the head. */
function countHere(total: number, fitting: number) {
  if (fitting >= total) return total
  if (total <= 3 || fitting < 2) return fitting >= 2 && total - fitting >= 2 ? fitting : 0
  return total - fitting === 1 ? fitting - 1 : fitting
}

function flowLines({ flow }: Setting, block: SetBlock) {
  if (!flow.atTop()) flow.y += block.before
  let rest = block.lines
  while (rest.length > 0) {
    const fitting = Math.floor((flow.room() + 0.01) / block.lineHeight)
    const here = countHere(rest.length, fitting) || (flow.atTop() ? Math.max(1, fitting) : 0)
    for (const line of rest.slice(0, here)) {
      const baseline = flow.y + block.lineHeight / 2 + block.size * 0.37
      flow.put(placeSetLine(line, flow.left, baseline, block.lineHeight))
      flow.y += block.lineHeight
    }
    rest = rest.slice(here)
    if (rest.length > 0) flow.turn()
  }
  flow.y += block.after
}

const SPACE = BODY * LINE

/** The closing lines (落款) stay together: right-aligned paragraphs in a row and the space among them. */
function closingHeight(blocks: readonly Block[], from: number, setting: Setting) {
  let height = 0
  for (const block of blocks.slice(from)) {
    if (block.kind === 'space') height += block.lines * SPACE
    else if (block.kind === 'paragraph' && block.align === 'right')
      height += setBlock(block, setting).lines.length * SPACE
    else break
  }
  return height
}

const startsClosing = (blocks: readonly Block[], at: number) => {
  const isRight = (block: Block | undefined) => block?.kind === 'paragraph' && block.align === 'right'
  return isRight(blocks[at]) && !isRight(blocks[at - 1])
}

function keepTogether(blocks: readonly Block[], at: number, setting: Setting) {
  const { flow } = setting
  const block = blocks[at]
  if (flow.atTop()) return
  if (block?.kind === 'heading' && flow.room() < 32 + SPACE * 2) flow.turn()
  if (startsClosing(blocks, at)) {
    const height = closingHeight(blocks, at, setting)
    if (height > flow.room() && height < flow.height / 2) flow.turn()
  }
}

function layoutBlock(blocks: readonly Block[], at: number, setting: Setting) {
  const block = blocks[at]
  if (!block) return
  const { flow, fonts, options } = setting
  keepTogether(blocks, at, setting)
  switch (block.kind) {
    case 'title':
    case 'heading':
    case 'paragraph':
      return flowLines(setting, setBlock(block, setting))
    case 'table':
      return layoutTable(block, flow, fonts, options.resolveRef, options.rowRefs)
    case 'space':
      if (!flow.atTop()) flow.y += Math.min(block.lines * SPACE, Math.max(0, flow.room()))
      return
    case 'page-break':
      if (!flow.atTop()) flow.turn()
  }
}

/** Lays a document out on pages. The same document, fonts and references give the same pages. */
export function layoutDocument(document: Document, fonts: Typefaces, options: LayoutOptions): LaidPage[] {
  const flow = createFlow(options.sheet ?? LETTER_SHEET)
  const setting: Setting = { flow, fonts, options }
  document.blocks.forEach((_, at) => layoutBlock(document.blocks, at, setting))
  return flow.finish()
}
