import type { Document, Inline } from '../document.ts'
import { type ComposedLetter, composeLetter } from './compose-letter.ts'
import type { LetterFacts } from './letter-facts.ts'

/** A text to paste into a channel's form, or to hold in a QR code. */
export interface ComposedText extends Pick<ComposedLetter, 'missing' | 'omitted' | 'problems'> {
  readonly text: string
  /** Characters as a person counts them, line breaks counted once each. */
  readonly characters: number
}

/** Characters as a person counts them. */
export const countCharacters = (text: string) => Array.from(text).length

const flatten = (inlines: readonly Inline[], nameRef: (ref: string) => string) =>
  inlines.map((inline) => ('text' in inline ? inline.text : nameRef(inline.ref))).join('')

/** A document as plain text, a line per paragraph and per table row. */
export function writePlainText(document: Document, nameRef: (ref: string) => string): string {
  const lines = document.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'title':
      case 'heading':
        return [block.text]
      case 'paragraph':
        return [flatten(block.inlines, nameRef)]
      case 'table':
        return [
          block.columns.map((column) => column.title).join(' | '),
          ...block.rows.map((row) => row.map((cell) => flatten(cell, nameRef)).join(' | ')),
        ]
      case 'space':
        return ['']
      case 'page-break':
        return []
    }
  })
  return lines.join('\n')
}

/** Fills a text to paste; longer than `limit` (null for none) is a problem. References name the exhibit, for there are no pages. */
export function composePasteText(text: string, facts: LetterFacts, limit: number | null): ComposedText {
  const composed = composeLetter(text, facts, { title: '' })
  const titles = new Map(facts.exhibits.map((exhibit) => [exhibit.id, `“${exhibit.title}”`]))
  const written = writePlainText(composed.document, (ref) => titles.get(ref) ?? '所附材料')
  const characters = countCharacters(written)
  const tooLong =
    limit !== null && characters > limit
      ? [
          {
            line: 1,
            column: 1,
            message: `共 ${characters} 字，超过 ${limit} 字的限制，请删减 ${characters - limit} 字`,
          },
        ]
      : []
  const { missing, omitted, problems } = composed
  return { text: written, characters, missing, omitted, problems: [...problems, ...tooLong] }
}
