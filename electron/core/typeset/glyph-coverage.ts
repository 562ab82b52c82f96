import type { Document, Inline } from '#shared/document.ts'
import { refuse } from '../refusal.ts'
import type { Typefaces } from './open-typefaces.ts'

/** A character no shipped face can draw. */
export interface MissingGlyph {
  readonly character: string
  /** As written in Unicode's tables, U+20BB7. */
  readonly codePoint: string
  /** UTF-16 offset in the text that was looked at. */
  readonly index: number
}

/** Text and where a person finds it, for the sentence of a refusal. */
export interface PlacedText {
  readonly where: string
  readonly text: string
}

// They leave no mark on paper, so leaving them out changes nothing a reader could see.
const INVISIBLE = new Set([0x200b, 0x2060, 0xfeff, 0xad])
const SPACING = new Set([0x0a, 0x0d, 0x09])

/** Whether a character is neither drawn nor takes room: zero-width marks left by copying from web pages. */
export const isInvisible = (codePoint: number) => INVISIBLE.has(codePoint)

/** The characters of a text that cannot be drawn, each once, in order of first use. */
export function missingGlyphs(text: string, fonts: Typefaces): MissingGlyph[] {
  const found = new Map<number, MissingGlyph>()
  let index = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const known = INVISIBLE.has(code) || SPACING.has(code) || (fonts.regular.has(code) && fonts.bold.has(code))
    if (!known && !found.has(code))
      found.set(code, { character, codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, index })
    index += character.length
  }
  return [...found.values()]
}

const textOf = (inlines: readonly Inline[]) => inlines.map((inline) => ('text' in inline ? inline.text : '')).join('')

/** Every text of a document that will be drawn, with the words that lead a person to it. */
export function textsOf(document: Document): PlacedText[] {
  return document.blocks.flatMap((block, position): PlacedText[] => {
    const where = `「${document.title}」第 ${position + 1} 段`
    switch (block.kind) {
      case 'title':
      case 'heading':
        return [{ where, text: block.text }]
      case 'paragraph':
        return [{ where, text: textOf(block.inlines) }]
      case 'table':
        return [
          { where: `「${document.title}」的表头`, text: block.columns.map((column) => column.title).join(' ') },
          ...block.rows.map((row, at) => ({
            where: `「${document.title}」表格第 ${at + 1} 行`,
            text: row.map(textOf).join(' '),
          })),
        ]
      case 'space':
      case 'page-break':
        return []
    }
  })
}

const quote = (text: string, index: number) =>
  text
    .slice(Math.max(0, index - 8), index + 10)
    .replace(/\s+/g, ' ')
    .trim()

/** Refuses text that would come out as empty boxes, naming each character, its code point and place. */
export function assertDrawable(texts: readonly PlacedText[], fonts: Typefaces): void {
  const places = texts.flatMap(({ where, text }) =>
    missingGlyphs(text, fonts).map(
      ({ character, codePoint, index }) => `「${character}」（${codePoint}，在${where}「${quote(text, index)}」处）`,
    ),
  )
  if (places.length === 0) return
  const shown = places.slice(0, 8).join('、')
  const rest = places.length > 8 ? `等 ${places.length} 处` : ''
  throw refuse(
    `字库里没有这些字符，排出来会是空框：${shown}${rest}。请改用别的写法，或把这段内容做成图片作为证据材料。`,
  )
}
