import type { Confidence, Fact } from '#shared/facts.ts'
import type { Channel, ChannelKind, Platform, PlatformKind } from '#shared/platforms.ts'

/** Where a person has something from. */
export interface Origin {
  readonly sourceText: string
  readonly sourceUrl: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly confidence: Confidence
}

/** Adds a person's source to a platform; answers with its number. */
function addSource(platform: Platform, { sourceText, sourceUrl, date }: Origin): string {
  const taken = new Set(platform.sources.map(({ id }) => id))
  let count = 1
  while (taken.has(`user-${count}`)) count += 1
  const id = `user-${count}`
  platform.sources.push({ id, text: sourceText.trim(), url: sourceUrl.trim() || null, date, kind: 'user' })
  return id
}

const unknownFact = (date: string) => ({ value: null, sources: [], date, confidence: 'unknown' as const })

const factOf = <T>(value: T, source: string, origin: Origin) => ({
  value,
  sources: [source],
  date: origin.date,
  confidence: origin.confidence,
})

/** The platform with one fact corrected; its old wording goes, its origin is the person's. */
export function correctFact(
  platform: Platform,
  path: readonly (string | number)[],
  value: unknown,
  origin: Origin,
  note: string,
): Platform {
  const copy = structuredClone(platform)
  const source = addSource(copy, origin)
  const branch = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>(
      (part, key) => part[key] as Record<string | number, unknown>,
      copy as unknown as Record<string, unknown>,
    )
  const fact: Fact = { ...factOf(value ?? null, source, origin), ...(note.trim() ? { note: note.trim() } : {}) }
  branch[path.at(-1) ?? ''] = fact
  return copy
}

function blankChannel(id: string, kind: ChannelKind, today: string): Channel {
  const unknown = unknownFact(today)
  return {
    id,
    kind,
    confidence: 'unknown',
    confidenceVerbatim: '用户添加',
    address: unknown,
    steps: unknown,
    materials: unknown,
    limits: unknown,
    clocks: { acceptance: unknown, answer: unknown, display: unknown },
    submitter: unknown,
    free: unknown,
    scope: unknown,
    rejectionReasons: unknown,
    coolDown: unknown,
    smsCode: unknown,
    numberKinds: unknown,
    minNumbers: unknown,
    subject: unknown,
    escalation: unknown,
  }
}

/** The platform with one more channel, of which only the address is known. */
export function withChannel(platform: Platform, kind: ChannelKind, address: string, origin: Origin): Platform {
  const copy = structuredClone(platform)
  const source = addSource(copy, origin)
  const taken = new Set(copy.channels.map(({ id }) => id))
  let count = 1
  while (taken.has(`${copy.id}/${kind}-${count}`)) count += 1
  const channel = blankChannel(`${copy.id}/${kind}-${count}`, kind, origin.date)
  copy.channels.push({ ...channel, confidence: origin.confidence, address: factOf(address.trim(), source, origin) })
  return copy
}

/** A platform of the user's own, of which only the name is known. `id` is theirs alone: `own-…`. */
export function newPlatform(kind: PlatformKind, name: string, origin: Origin): Platform {
  const unknown = unknownFact(origin.date)
  const platform: Platform = {
    schema: 1,
    id: `own-${crypto.randomUUID().slice(0, 8)}`,
    kind,
    foreign: kind === 'international',
    shown: 'normal',
    verifiedOn: null,
    compiledOn: origin.date,
    name: unknown,
    nameEn: unknown,
    operator: unknown,
    status: unknown,
    consumers: unknown,
    handsets: [],
    sourceLineHints: [],
    ownWhenNoSource: unknown,
    labels: unknown,
    taxonomy: unknown,
    queryChannels: [],
    channels: [],
    certification: null,
    notes: unknown,
    sources: [],
  }
  return { ...platform, name: factOf(name.trim(), addSource(platform, origin), origin) }
}
