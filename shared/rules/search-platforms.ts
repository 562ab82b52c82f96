import type { HandsetBrand, LabelCode } from '../kinds.ts'
import type { Platform, PlatformKind } from '../platforms.ts'
import type { CalendarDate } from './calendar-dates.ts'
import { judgeStrength } from './fact-strength.ts'
import type { PlatformEntry } from './index-platforms.ts'

/** What is looked for; an absent part asks for nothing. */
export interface PlatformQuery {
  readonly text?: string
  readonly handset?: HandsetBrand | null
  readonly kind?: PlatformKind | null
  readonly label?: LabelCode | null
  /** Foreign platforms as well. */
  readonly foreign?: boolean
}

/** A platform found, with its badges. */
export interface PlatformHit {
  readonly platform: Platform
  /** Over 180 days old, or undated. */
  readonly stale: boolean
  /** Everything rests on low or unstated confidence. */
  readonly weak: boolean
  /** Has an 官方免费渠道. */
  readonly free: boolean
}

/** Whether typed letters run along syllables from some beginning, in full or by initials, or mixed. */
function matchesSyllables(letters: string, syllables: readonly string[]): boolean {
  if (letters === '') return true
  const [head, ...rest] = syllables
  if (head === undefined) return false
  // A digit run (360) is one syllable; only letters may be shortened.
  const most = Math.min(head.length, letters.length)
  const shortest = /^\d/.test(head) ? most : 1
  for (let taken = most; taken >= shortest; taken -= 1)
    if (head.startsWith(letters.slice(0, taken)) && matchesSyllables(letters.slice(taken), rest)) return true
  return false
}

/** 0: not found; higher: nearer. */
function scoreText({ words, syllables, platform }: PlatformEntry, text: string): number {
  const wanted = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
  if (wanted === '') return 1
  const name = (platform.name.value ?? '').normalize('NFKC').toLowerCase()
  if (name.startsWith(wanted)) return 6
  if (name.includes(wanted)) return 5
  if (!/^[a-z0-9]+$/.test(wanted)) return words.includes(wanted) ? 2 : 0
  if (matchesSyllables(wanted, syllables[0] ?? [])) return 4
  if (syllables.some((list) => matchesSyllables(wanted, list))) return 3
  const inside = syllables.some((list) =>
    list.some((_, start) => start > 0 && matchesSyllables(wanted, list.slice(start))),
  )
  return inside || words.includes(wanted) ? 2 : 0
}

function fits({ platform }: PlatformEntry, query: PlatformQuery): boolean {
  if (platform.foreign && !query.foreign) return false
  if (platform.shown === 'hidden' && !query.text?.trim()) return false
  if (query.kind && platform.kind !== query.kind) return false
  if (query.handset && !platform.handsets.some(({ value }) => value === query.handset)) return false
  // Which labels a platform deals with is mostly unknown, and what is unknown is not left out.
  return !query.label || platform.labels.value === null || platform.labels.value.includes(query.label)
}

/** How far forward a platform stands among equals: those known to deal with the label, free, normal, home. */
function scoreStanding({ platform, free, stale, weak }: PlatformHit, label: LabelCode | null | undefined): number {
  const labels = platform.labels.value
  const forLabel = label && labels?.includes(label) ? (labels.length === 1 ? 100 : 1) : 0
  return (
    forLabel +
    (free ? 32 : 0) +
    (platform.shown === 'normal' ? 16 : 0) +
    (platform.foreign ? 0 : 8) +
    (platform.channels.length > 0 ? 4 : 0) +
    (weak ? 0 : 2) +
    (stale ? 0 : 1)
  )
}

/** Platforms that fit, nearest first, then those with an 官方免费渠道; foreign ones only when asked for. */
export function searchPlatforms(
  index: readonly PlatformEntry[],
  query: PlatformQuery,
  today: CalendarDate,
): readonly PlatformHit[] {
  return index
    .filter((entry) => fits(entry, query))
    .map((entry) => ({ entry, near: scoreText(entry, query.text ?? '') }))
    .filter(({ near }) => near > 0)
    .map(({ entry, near }) => ({ near, hit: { platform: entry.platform, ...judgeStrength(entry.platform, today) } }))
    .toSorted((a, b) => b.near - a.near || scoreStanding(b.hit, query.label) - scoreStanding(a.hit, query.label))
    .map(({ hit }) => hit)
}
