import { confidenceNames, type Fact } from '../facts.ts'
import type { Channel, Clock, Platform } from '../platforms.ts'

/** Used for an answer where a channel publishes no time: 3–7 working days, the usual practice. */
export const houseClock: Clock = { min: 3, max: 7, unit: 'workday' }

/** The words that say so. */
export const houseClockWords = '默认值，来源：通行做法'

/** Where a fact is from, as one line: 「来源：…（2024-08-07）；可信度：高」. */
export function describeBasis(fact: Fact, sources: Platform['sources']): string {
  const named = fact.sources.flatMap((id) => sources.find((source) => source.id === id) ?? [])
  const places = [
    ...new Set(named.map(({ text, date }) => `${text}（${date.startsWith('undated') ? '未注明日期' : date}）`)),
  ]
  return `来源：${places.length > 0 ? places.join('；') : '未注明'}；可信度：${confidenceNames[fact.confidence]}`
}

/** The time a channel takes for a step, and what it rests on; null where the step has no known time. */
export function findClock(
  channel: Channel,
  step: 'acceptance' | 'answer' | 'display',
  sources: Platform['sources'],
): { readonly count: Clock; readonly basis: string; readonly houseDefault: boolean } | null {
  const fact = channel.clocks[step]
  if (fact.value) return { count: fact.value, basis: describeBasis(fact, sources), houseDefault: false }
  return step === 'answer' ? { count: houseClock, basis: houseClockWords, houseDefault: true } : null
}
