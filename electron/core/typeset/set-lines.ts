import type { Inline } from '#shared/document.ts'
import { breakOpportunities } from './break-opportunities.ts'
import { fillLines, type FilledLine } from './fill-lines.ts'
import type { PlacedLink, PlacedRun } from './laid-page.ts'
import type { Typefaces } from './open-typefaces.ts'
import { setCharacters, type ResolveRef, type SetCharacter, type TextStyle } from './set-characters.ts'

/** One line of set text; places count from the line's left edge and its baseline. */
export interface SetLine {
  readonly runs: readonly PlacedRun[]
  readonly links: readonly { readonly x: number; readonly width: number; readonly ref: string }[]
  /** Points. */
  readonly width: number
}

/** How a paragraph is set. */
export interface ParagraphStyle extends TextStyle {
  readonly align: 'justify' | 'left' | 'center' | 'right'
  /** First-line indent in points. */
  readonly indent: number
}

/** More than this many em between two characters looks loose and reads back as a space. */
const MOST_STRETCH = 0.09

const stretches = (one: SetCharacter, other: SetCharacter) =>
  one.wide || other.wide || one.char === ' ' || other.char === ' '

function gapsOf(line: readonly SetCharacter[]) {
  let gaps = 0
  for (let at = 1; at < line.length; at++) {
    const [one, other] = [line[at - 1], line[at]]
    if (one && other && stretches(one, other)) gaps++
  }
  return gaps
}

/** Points added in each gap so that the line meets the right edge; 0 when that would look loose. */
function stretchOf(line: readonly SetCharacter[], natural: number, room: number, size: number) {
  const gaps = gapsOf(line)
  const each = gaps > 0 ? (room - natural) / gaps : 0
  return each > MOST_STRETCH * size ? 0 : each
}

interface Cursor {
  runs: PlacedRun[]
  links: { x: number; width: number; ref: string }[]
  x: number
}

function addRun(
  cursor: Cursor,
  part: readonly SetCharacter[],
  next: SetCharacter | undefined,
  size: number,
  gap: number,
) {
  const first = part[0]
  if (!first) return
  const startX = cursor.x
  const shifts = part.map((one, at) => {
    const other = part[at + 1] ?? next
    const extra = other && stretches(one, other) ? gap : 0
    cursor.x += one.width + extra
    return extra / size - one.closed
  })
  cursor.runs.push({
    x: startX,
    y: 0,
    size,
    weight: first.weight,
    text: part.map(({ char }) => char).join(''),
    shifts: shifts.some((shift) => Math.abs(shift) > 0.0005) ? shifts : null,
  })
  if (first.ref !== null) cursor.links.push({ x: startX, width: cursor.x - startX, ref: first.ref })
}

function placeLine(line: readonly SetCharacter[], x: number, size: number, gap: number): SetLine {
  const cursor: Cursor = { runs: [], links: [], x }
  const drawn = line.filter(({ char, width }) => char !== '\n' && (width > 0 || char === ' '))
  let from = 0
  for (let at = 1; at <= drawn.length; at++) {
    const [before, here] = [drawn[at - 1], drawn[at]]
    if (here && before && here.weight === before.weight && here.ref === before.ref) continue
    addRun(cursor, drawn.slice(from, at), here, size, gap)
    from = at
  }
  return { runs: cursor.runs, links: cursor.links, width: cursor.x }
}

function alignLine(
  characters: readonly SetCharacter[],
  filled: FilledLine,
  style: ParagraphStyle,
  first: boolean,
  width: number,
) {
  const line = characters.slice(filled.from, filled.to)
  const indent = first ? style.indent : 0
  const trim = line.at(-1)?.trim ?? 0
  const natural = line.reduce((sum, one) => sum + one.width, 0) - (style.align === 'center' ? 0 : trim)
  const room = width - indent
  const { size } = style
  const gap = style.align === 'justify' && !filled.last ? stretchOf(line, natural, room, size) : 0
  const squeezed = natural > room ? (room - natural) / Math.max(1, gapsOf(line)) : gap
  if (style.align === 'center') return placeLine(line, indent + Math.max(0, (room - natural) / 2), size, squeezed)
  if (style.align === 'right') return placeLine(line, indent + Math.max(0, room - natural), size, squeezed)
  return placeLine(line, indent, size, squeezed)
}

/** Sets text into lines of the given width in points, with Chinese line breaking and justification. */
export function setLines(
  inlines: readonly Inline[],
  style: ParagraphStyle,
  width: number,
  fonts: Typefaces,
  resolveRef: ResolveRef,
): SetLine[] {
  const { text, characters, kept } = setCharacters(inlines, style, fonts, resolveRef)
  const breaks = breakOpportunities(text, kept)
  const lines = fillLines(characters, breaks, width - style.indent, width)
  return lines.map((filled, at) => alignLine(characters, filled, style, at === 0, width))
}

/** A set line moved to its place on a page. */
export function placeSetLine(line: SetLine, x: number, baseline: number, lineHeight: number) {
  const runs: PlacedRun[] = line.runs.map((run) => ({ ...run, x: run.x + x, y: baseline }))
  const links: PlacedLink[] = line.links.map((link) => ({
    x: link.x + x,
    y: baseline - lineHeight * 0.7,
    width: link.width,
    height: lineHeight,
    ref: link.ref,
  }))
  return { runs, links }
}
