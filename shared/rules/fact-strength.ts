import type { Confidence } from '../facts.ts'
import type { Channel, Platform } from '../platforms.ts'
import { type CalendarDate, daysBetween } from './calendar-dates.ts'

/** Days after which a fact is old. */
export const staleAfterDays = 180

/** Whether a fact's date is over 180 days back or missing; a bare year or month counts from its first day. */
export function isStale(date: string, today: CalendarDate): boolean {
  if (!/^\d{4}/.test(date)) return true
  const whole = `${date}-01-01`.slice(0, 10)
  return daysBetween(whole, today) > staleAfterDays
}

/** Whether a fact is too weak to rely on without looking: low, or not stated. */
export const isWeak = (confidence: Confidence): boolean => confidence === 'low' || confidence === 'unknown'

const newestDate = (dates: readonly string[]): string =>
  dates
    .filter((date) => date !== 'undated')
    .toSorted()
    .at(-1) ?? 'undated'

/** Whether a channel is the platform's own and states that it costs nothing (官方免费渠道). */
export const isFreeChannel = (channel: Channel): boolean => channel.free.value === true

/** What a list shows of a platform: old, weak, free; without any channel it is both old and weak. */
export function judgeStrength(
  platform: Platform,
  today: CalendarDate,
): { readonly stale: boolean; readonly weak: boolean; readonly free: boolean } {
  const free = platform.channels.some(isFreeChannel)
  if (platform.verifiedOn !== null && !isStale(platform.verifiedOn, today)) return { stale: false, weak: false, free }
  const addresses = [...platform.channels, ...platform.queryChannels].map(({ address }) => address)
  return {
    stale: isStale(newestDate(addresses.map(({ date }) => date)), today),
    weak: addresses.every(({ confidence }) => isWeak(confidence)),
    free,
  }
}
