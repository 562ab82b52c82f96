import type { Inline } from '#shared/document.ts'
import { isWide } from './break-opportunities.ts'
import { isInvisible } from './glyph-coverage.ts'
import type { Typefaces, Weight } from './open-typefaces.ts'

/** How a stretch of text is set. */
export interface TextStyle {
  /** Points. */
  readonly size: number
  readonly weight: Weight
}

/** Turns a reference into the words printed for it, such as 「第 5 页」. */
export type ResolveRef = (ref: string) => string

/** One character ready for a line. */
export interface SetCharacter {
  readonly char: string
  /** UTF-16 offset in the whole text. */
  readonly offset: number
  /** Points it takes before justification, already closed up against the next character. */
  readonly width: number
  /** Em by which it was closed up; 0 mostly. */
  readonly closed: number
  /** Points that may be cut off it at the end of a line (the empty half of 。 or 」). */
  readonly trim: number
  readonly wide: boolean
  readonly weight: Weight
  readonly ref: string | null
}

/** Text flattened out of its inlines, with the ranges that belong to references. */
export interface SetText {
  readonly text: string
  readonly characters: readonly SetCharacter[]
  readonly kept: readonly (readonly [number, number])[]
}

const BLANK_RIGHT = new Set('，。、；：）」』】》〉〕”’')
const BLANK_LEFT = new Set('（「『【《〈〔“‘')

/** Adjoining full-width marks share half an em (标点挤压). */
function closeUp(char: string, next: string, advance: number) {
  // Quotation marks are full-width in some faces only.
  if (advance < 0.99) return 0
  if (BLANK_RIGHT.has(char) && (BLANK_RIGHT.has(next) || BLANK_LEFT.has(next))) return 0.5
  return BLANK_LEFT.has(char) && BLANK_LEFT.has(next) ? 0.5 : 0
}

interface Piece {
  readonly text: string
  readonly weight: Weight
  readonly ref: string | null
}

const pieceOf = (inline: Inline, style: TextStyle, resolveRef: ResolveRef): Piece =>
  'ref' in inline
    ? { text: resolveRef(inline.ref), weight: style.weight, ref: inline.ref }
    : {
        text: inline.text.replace(/\r\n?/g, '\n').replaceAll('\t', ' '),
        weight: inline.bold ? 'bold' : style.weight,
        ref: null,
      }

/** Measures text character by character in the given style. */
export function setCharacters(
  inlines: readonly Inline[],
  style: TextStyle,
  fonts: Typefaces,
  resolveRef: ResolveRef,
): SetText {
  const pieces = inlines.map((inline) => pieceOf(inline, style, resolveRef))
  const text = pieces.map((piece) => piece.text).join('')
  const kept: [number, number][] = []
  const characters: SetCharacter[] = []
  let offset = 0
  for (const piece of pieces) {
    if (piece.ref !== null) kept.push([offset, offset + piece.text.length])
    for (const char of piece.text) {
      const code = char.codePointAt(0) ?? 0
      const next = String.fromCodePoint(text.codePointAt(offset + char.length) ?? 0x20)
      const advance = fonts[piece.weight].advance(code)
      const closed = closeUp(char, next, advance)
      const drawn = char !== '\n' && !isInvisible(code)
      const em = drawn ? advance - closed : 0
      characters.push({
        char,
        offset,
        width: em * style.size,
        closed,
        trim: closed === 0 && advance >= 0.99 && BLANK_RIGHT.has(char) ? style.size / 2 : 0,
        wide: isWide(char),
        weight: piece.weight,
        ref: piece.ref,
      })
      offset += char.length
    }
  }
  return { text, characters, kept }
}
