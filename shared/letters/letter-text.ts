import { type FieldName, findField, isLetterTable, type LetterTable } from './letter-fields.ts'
import { stripInvisible } from './strip-invisible.ts'

/** A part of a line: text, a field to fill, or a reference to a piece of evidence. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean }
  | { readonly kind: 'field'; readonly name: FieldName; readonly bold: boolean }
  | { readonly kind: 'see'; readonly target: string; readonly bold: boolean }

/** A line of a letter; `optional` (「? 」 in front) means it is left out when one of its fields is empty. */
export type LetterLine =
  | {
      readonly kind: 'title' | 'heading' | 'paragraph' | 'flush' | 'right'
      readonly pieces: readonly Piece[]
      readonly optional: boolean
      readonly line: number
    }
  | { readonly kind: 'table'; readonly table: LetterTable; readonly optional: boolean; readonly line: number }
  | { readonly kind: 'space'; readonly lines: number; readonly line: number }

/** Something in the text that a person should put right; line and column count from 1, columns in UTF-16 units. */
export interface LetterProblem {
  readonly line: number
  readonly column: number
  /** A whole Chinese sentence. */
  readonly message: string
}

/** A letter's text taken apart. */
export interface ParsedLetter {
  readonly lines: readonly LetterLine[]
  readonly problems: readonly LetterProblem[]
}

type Report = (column: number, message: string) => void

const placeholder = /\{\{([^{}]*)\}\}|\*\*/g
const seePrefix = /^见\s*[:：]/

/** What stands in the braces, or null (and a problem) when it is nothing the program knows. */
function readPlaceholder(inside: string, bold: boolean, column: number, report: Report): Piece | null {
  const name = inside.trim()
  if (name === '') report(column, '花括号里没有写字段名，请从字段列表中选一个，或者删去「{{}}」')
  else if (seePrefix.test(name)) {
    const target = name.replace(seePrefix, '').trim()
    if (target !== '') return { kind: 'see', target, bold }
    report(column, '「见：」后面没有写证据，请写证据的名称或种类，例如「{{见:营业执照}}」')
  } else if (isLetterTable(name)) report(column, `「{{${name}}}」应当独占一行`)
  else {
    const field = findField(name)
    if (field) return { kind: 'field', name: field.name, bold }
    report(column, `没有「${name}」这个字段，请从字段列表中选一个`)
  }
  return null
}

function readLiteral(text: string, bold: boolean, column: number, report: Report): Piece {
  for (const brace of text.matchAll(/\{\{|\}\}/g)) {
    report(column + brace.index, `「${brace[0]}」没有配对，请补全或者删去`)
  }
  return { kind: 'text', text, bold }
}

/** Placeholders and pairs of 「**」; a last one without a partner is ordinary text. */
function findTokens(text: string) {
  const tokens = [...text.matchAll(placeholder)]
  const stars = tokens.filter((token) => token[0] === '**')
  const alone = stars.length % 2 === 1 ? stars.at(-1) : undefined
  return tokens.filter((token) => token !== alone)
}

function readPieces(text: string, column: number, report: Report): Piece[] {
  const pieces: Piece[] = []
  let bold = false
  let at = 0
  const takeText = (until: number) => {
    if (until > at) pieces.push(readLiteral(text.slice(at, until), bold, column + at, report))
  }
  for (const token of findTokens(text)) {
    takeText(token.index)
    at = token.index + token[0].length
    if (token[0] === '**') bold = !bold
    else {
      const piece = readPlaceholder(token[1] ?? '', bold, column + token.index, report)
      pieces.push(piece ?? { kind: 'text', text: token[0], bold })
    }
  }
  takeText(text.length)
  return pieces
}

const marks = [
  { mark: '>>', kind: 'right' },
  { mark: '>', kind: 'flush' },
  { mark: '##', kind: 'heading' },
  { mark: '#', kind: 'title' },
] as const

function readLine(source: string, line: number, report: Report): LetterLine | null {
  const optional = source.startsWith('? ')
  const start = optional ? 2 : 0
  const body = source.slice(start)
  const table = /^\s*\{\{\s*(\S+?)\s*\}\}\s*$/.exec(body)?.[1]
  if (table !== undefined && isLetterTable(table)) return { kind: 'table', table, optional, line }
  const marked = marks.find(({ mark }) => body.startsWith(mark))
  const after = body.slice(marked?.mark.length ?? 0)
  const text = after.trim()
  if (text === '') {
    if (marked || optional) report(1, '这一行只有记号没有文字，请补写文字或者删去这一行')
    return null
  }
  const column = start + (marked?.mark.length ?? 0) + (after.length - after.trimStart().length) + 1
  return { kind: marked?.kind ?? 'paragraph', pieces: readPieces(text, column, report), optional, line }
}

/** Takes a letter's text apart; any text gives lines and a list of problems, it never throws. */
export function parseLetter(text: string): ParsedLetter {
  const lines: LetterLine[] = []
  const problems: LetterProblem[] = []
  let blank = 0
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1
    const report: Report = (column, message) => problems.push({ line, column, message })
    const clean = stripInvisible(raw)
    if (clean.firstAt !== null) report(clean.firstAt + 1, '这一行有看不见的字符，成文时会去掉，请删去后重新输入')
    const read = readLine(clean.text, line, report)
    if (read === null) blank += 1
    else {
      if (blank > 0 && lines.length > 0) lines.push({ kind: 'space', lines: blank, line: line - blank })
      blank = 0
      lines.push(read)
    }
  }
  return { lines, problems }
}
