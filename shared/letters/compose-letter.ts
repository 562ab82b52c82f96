import type { Block, Document, Inline } from '../document.ts'
import type { LetterFacts } from './letter-facts.ts'
import type { FieldName, LetterTable } from './letter-fields.ts'
import { type LetterLine, type LetterProblem, parseLetter, type Piece } from './letter-text.ts'
import { tableOfExhibits, tableOfNumbers } from './letter-tables.ts'
import { resolveFields, whereToFill } from './resolve-fields.ts'

/** Something a letter names that is not known yet, and where a person fills it in (a Chinese phrase). */
export interface MissingField {
  readonly field: string
  readonly where: string
}

/** A line in the letter left out because it is optional and something it names is not known. */
export interface OmittedLine {
  readonly line: number
  readonly fields: readonly string[]
}

/** A letter ready for the writers; it may be sent only when nothing is missing and there are no problems. */
export interface ComposedLetter {
  readonly document: Document
  readonly missing: readonly MissingField[]
  readonly omitted: readonly OmittedLine[]
  readonly problems: readonly LetterProblem[]
}

type Values = Readonly<Record<FieldName, string | null>>

const find = (target: string, facts: LetterFacts) => {
  const titled = facts.exhibits.filter((exhibit) => exhibit.title.trim() === target)
  return titled.length > 0 ? titled : facts.exhibits.filter((exhibit) => exhibit.kind === target)
}

const missingTable = (table: LetterTable, facts: LetterFacts): MissingField[] => {
  if (table === '号码清单表') {
    return facts.numbers.length > 0 ? [] : [{ field: table, where: '先在卷宗中加入要申诉的号码' }]
  }
  return facts.exhibits.length > 0 ? [] : [{ field: table, where: '先在卷宗中加入证据材料' }]
}

const missingPiece = (piece: Piece, facts: LetterFacts, values: Values): MissingField[] => {
  if (piece.kind === 'field' && values[piece.name] === null) {
    return [{ field: piece.name, where: whereToFill(piece.name, facts) }]
  }
  if (piece.kind === 'see' && find(piece.target, facts).length === 0) {
    return [{ field: `见：${piece.target}`, where: `在卷宗中加入「${piece.target}」，或者从正文中删去这处引用` }]
  }
  return []
}

/** What a line names that is not known. */
export function findMissing(line: LetterLine, facts: LetterFacts, values: Values): MissingField[] {
  if (line.kind === 'space') return []
  if (line.kind === 'table') return missingTable(line.table, facts)
  return line.pieces.flatMap((piece) => missingPiece(piece, facts, values))
}

function fillPiece(piece: Piece, facts: LetterFacts, values: Values): Inline[] {
  const bold = piece.bold ? { bold: true } : {}
  if (piece.kind === 'text') return [{ text: piece.text, ...bold }]
  if (piece.kind === 'field') {
    const value = values[piece.name]
    return value === null ? [{ text: `【待填：${piece.name}】`, bold: true }] : [{ text: value, ...bold }]
  }
  const found = find(piece.target, facts)
  if (found.length === 0) return [{ text: `（【待补：${piece.target}】）`, bold: true }]
  const refs = found.flatMap((exhibit, index): Inline[] => [
    ...(index > 0 ? [{ text: '、', ...bold }] : []),
    { ref: exhibit.id },
  ])
  return [{ text: '（见', ...bold }, ...refs, { text: '）', ...bold }]
}

/** Neighbouring runs of the same weight become one. */
function join(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const inline of inlines) {
    const last = joined.at(-1)
    if (last && 'text' in last && 'text' in inline && last.bold === inline.bold) {
      joined[joined.length - 1] = { ...last, text: last.text + inline.text }
    } else joined.push(inline)
  }
  return joined
}

const plain = (inlines: readonly Inline[]) => inlines.map((inline) => ('text' in inline ? inline.text : '')).join('')

function writeBlock(line: LetterLine, facts: LetterFacts, values: Values): Block {
  if (line.kind === 'space') return { kind: 'space', lines: line.lines }
  if (line.kind === 'table') return line.table === '号码清单表' ? tableOfNumbers(facts) : tableOfExhibits(facts)
  const inlines = join(line.pieces.flatMap((piece) => fillPiece(piece, facts, values)))
  switch (line.kind) {
    case 'title':
    case 'heading':
      return { kind: line.kind, text: plain(inlines) }
    case 'paragraph':
      return { kind: 'paragraph', inlines, indent: true, align: 'justify' }
    case 'flush':
      return { kind: 'paragraph', inlines, indent: false, align: 'left' }
    case 'right':
      return { kind: 'paragraph', inlines, indent: false, align: 'right' }
  }
}

const linkInHeading = (line: LetterLine): LetterProblem[] =>
  (line.kind === 'title' || line.kind === 'heading') && line.pieces.some((piece) => piece.kind === 'see')
    ? [{ line: line.line, column: 1, message: '标题里不能用「见：…」，请移到正文中' }]
    : []

/** Each thing once, in the order first met. */
export const nameOnce = (missing: readonly MissingField[]) => [
  ...new Map(missing.map((entry) => [entry.field, entry])).values(),
]

/** Fills a letter's text with the facts: plain data for the writers, and what is still missing. Never throws. */
export function composeLetter(text: string, facts: LetterFacts, options: { readonly title: string }): ComposedLetter {
  const parsed = parseLetter(text)
  const values = resolveFields(facts)
  const lines = parsed.lines.map((line) => ({ line, missing: findMissing(line, facts, values) }))
  const isLeftOut = ({ line, missing }: (typeof lines)[number]) =>
    line.kind !== 'space' && line.optional && missing.length > 0
  const kept = lines.filter((entry) => !isLeftOut(entry))
  const blocks = kept.map(({ line }) => writeBlock(line, facts, values))
  const title = blocks.find((block) => block.kind === 'title')?.text
  return {
    document: { title: title || options.title, blocks },
    missing: nameOnce(kept.flatMap((entry) => entry.missing)),
    omitted: lines
      .filter(isLeftOut)
      .map(({ line, missing }) => ({ line: line.line, fields: missing.map((entry) => entry.field) })),
    problems: [...parsed.problems, ...parsed.lines.flatMap(linkInHeading)],
  }
}
