import LineBreaker from 'linebreak'

/** Where a line may or must end: UTF-16 offsets into the text. */
export interface Breaks {
  readonly allowed: ReadonlySet<number>
  readonly required: ReadonlySet<number>
}

/** Never at the start of a line (避头). */
const NOT_FIRST = new Set('，。、；：！？）」』】》〉〕”’…—·～％‰℃°%,.;:!?)]}')
/** Never at the end of a line (避尾). */
const NOT_LAST = new Set('（「『【《〈〔“‘([{￥¥$')

/** Whether a line may begin with this character. */
export const mayBegin = (character: string) => !NOT_FIRST.has(character)

/** Whether a line may end with this character. */
export const mayEnd = (character: string) => !NOT_LAST.has(character)

/** Whether a character belongs to Chinese text: ideographs, full-width forms and their punctuation. */
export const isWide = (character: string) =>
  /[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u.test(
    character,
  ) || '“”‘’…—'.includes(character)

// UAX #14 glues Chinese quotation marks to both neighbours; in Chinese text only one side is glued.
function allowsAroundQuote(before: string, after: string) {
  if ('“‘'.includes(after)) return isWide(before) && !NOT_LAST.has(before)
  if ('”’'.includes(before)) return isWide(after) && !NOT_FIRST.has(after)
  return false
}

/** Line breaking after UAX #14 with Chinese rules for punctuation; nothing breaks inside `kept` ranges. */
export function breakOpportunities(text: string, kept: readonly (readonly [number, number])[] = []): Breaks {
  const allowed = new Set<number>()
  const required = new Set<number>()
  const breaker = new LineBreaker(text)
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    allowed.add(next.position)
    if (next.required) required.add(next.position)
  }
  let offset = 0
  let before = ''
  // Spaces behind an opening mark do not part it from what it opens.
  let solid = ''
  for (const after of text) {
    if (before && allowsAroundQuote(before, after)) allowed.add(offset)
    if (before && !required.has(offset) && (NOT_FIRST.has(after) || NOT_LAST.has(solid))) allowed.delete(offset)
    before = after
    if (!/\s/.test(after)) solid = after
    offset += after.length
  }
  // …and —— are one mark each and are never torn apart.
  for (const match of text.matchAll(/……|——/g)) allowed.delete(match.index + 1)
  for (const [from, to] of kept) for (let at = from + 1; at < to; at++) allowed.delete(at)
  required.delete(text.length)
  allowed.delete(0)
  return { allowed, required }
}
