import { mayBegin, mayEnd, type Breaks } from './break-opportunities.ts'
import type { SetCharacter } from './set-characters.ts'

/** A line before it is placed: characters `from` to `to` (exclusive), spaces at its end left out. */
export interface FilledLine {
  readonly from: number
  readonly to: number
  /** True when the paragraph or a forced line ends here, so that it is never stretched. */
  readonly last: boolean
}

/** Runs of letters and digits this long (社会信用代码, web addresses) may be cut at a line's end. */
const LONG_CODE = 12
/** Characters of a cut code that stay together on either line. */
const CODE_REMAINDER = 4
/** A code is only cut when moving it whole would leave more than this share of the line empty. */
const LOOSE = 0.06

/** A telephone number with its dashes is read as one. */
const DIALLED = /^\+?[\d()]+(-\d+)+$/

const isCode = (char: string) => /[!-~]/.test(char)

function widthOf(characters: readonly SetCharacter[], from: number, to: number) {
  let width = 0
  for (let at = from; at < to; at++) width += characters[at]?.width ?? 0
  return width
}

function trimmedEnd(characters: readonly SetCharacter[], from: number, to: number) {
  let end = to
  while (end > from && /\s/.test(characters[end - 1]?.char ?? '')) end--
  return end
}

/** Whether characters `from` to `to` fit, counting the empty half of a closing mark at the end as free. */
function fits(characters: readonly SetCharacter[], from: number, to: number, room: number) {
  const end = trimmedEnd(characters, from, to)
  return widthOf(characters, from, end) - (characters[end - 1]?.trim ?? 0) <= room + 0.01
}

/** The most characters after `from` that fit; at least one, so that a line is never empty. */
function countFitting(characters: readonly SetCharacter[], from: number, to: number, room: number) {
  let width = 0
  let at = from
  while (at < to) {
    width += characters[at]?.width ?? 0
    if (width > room + 0.01) break
    at++
  }
  return at - from
}

/** The letters and digits of an unbreakable stretch, without marks glued to its ends. */
function codeIn(characters: readonly SetCharacter[], from: number, to: number) {
  let [start, end] = [from, to]
  while (start < end && !isCode(characters[start]?.char ?? '')) start++
  while (end > start && !isCode(characters[end - 1]?.char ?? '')) end--
  const code = characters.slice(start, end)
  const solid = code.length >= LONG_CODE && code.every(({ char }) => isCode(char))
  return solid && !DIALLED.test(code.map(({ char }) => char).join('')) ? { start, end } : null
}

/** Where an unbreakable stretch is cut when it must be; null when it moves to the next line whole. */
function cutAt(characters: readonly SetCharacter[], start: number, from: number, to: number, width: number) {
  const used = widthOf(characters, start, from)
  const end = trimmedEnd(characters, from, to)
  const whole = fits(characters, from, end, width)
  const code = codeIn(characters, from, end)
  const fitting = countFitting(characters, from, end, width - used)
  if (code && (!whole || width - used > width * LOOSE)) {
    const cut = Math.min(from + fitting, code.end - CODE_REMAINDER)
    if (cut >= code.start + CODE_REMAINDER) return cut
  }
  if (whole || from > start) return null
  return forcedCut(characters, from, from + Math.max(1, fitting))
}

/** Whether a line from `from` may end at `cut`; the spaces there are not printed. */
function mayEndAt(characters: readonly SetCharacter[], from: number, cut: number) {
  return mayEnd(characters[trimmedEnd(characters, from, cut) - 1]?.char ?? '')
}

/** Whether …… or —— stays whole when the line ends here, and no opening mark is left behind. */
function isBetweenPairs(characters: readonly SetCharacter[], from: number, cut: number) {
  const mark = characters[cut]?.char ?? ''
  let same = 0
  while (cut - same - 1 >= from && characters[cut - same - 1]?.char === mark) same++
  return '…—'.includes(mark) && same % 2 === 0 && mayEndAt(characters, from, cut)
}

/**
 * Where marks that may not be parted are parted because no line holds them: at a place that breaks no
 * rule, else before a …… or ——, else wherever the line is full.
 */
function forcedCut(characters: readonly SetCharacter[], from: number, full: number) {
  const places = Array.from({ length: full - from }, (_, back) => full - back)
  const good = places.find((cut) => mayBegin(characters[cut]?.char ?? '') && mayEndAt(characters, from, cut))
  return good ?? places.find((cut) => isBetweenPairs(characters, from, cut)) ?? full
}

/** Fills lines greedily; `firstRoom` and `room` are their widths in points. */
export function fillLines(
  characters: readonly SetCharacter[],
  breaks: Breaks,
  firstRoom: number,
  room: number,
): FilledLine[] {
  const lines: FilledLine[] = []
  let start = 0
  let at = 0
  const width = () => (lines.length === 0 ? firstRoom : room)
  const finish = (to: number, last: boolean) => {
    lines.push({ from: start, to: trimmedEnd(characters, start, to), last })
    start = to
  }
  while (at < characters.length) {
    let next = at + 1
    while (next < characters.length && !breaks.allowed.has(characters[next]?.offset ?? -1)) next++
    if (fits(characters, start, next, width())) at = next
    else {
      const cut = cutAt(characters, start, at, next, width())
      at = cut ?? at
      finish(at, false)
      continue
    }
    if (breaks.required.has(characters[at]?.offset ?? -1)) finish(at, true)
  }
  if (start < characters.length || lines.length === 0) finish(characters.length, true)
  return lines
}
