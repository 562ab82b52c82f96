/** A calendar date in Asia/Shanghai, YYYY-MM-DD; never an instant. */
export type CalendarDate = string

const dayMilliseconds = 86_400_000

// Dates are counted as whole days of UTC, where every day has 24 hours; local time never enters.
const toDayNumber = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`) / dayMilliseconds

const fromDayNumber = (day: number): CalendarDate => new Date(day * dayMilliseconds).toISOString().slice(0, 10)

/** Whether the words are a date that exists, written YYYY-MM-DD. */
export function isCalendarDate(words: string): words is CalendarDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(words) && !Number.isNaN(toDayNumber(words)) && addDays(words, 0) === words
}

/** The date so many days later (or earlier, when negative). */
export const addDays = (date: CalendarDate, days: number): CalendarDate => fromDayNumber(toDayNumber(date) + days)

/** Whole days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => toDayNumber(to) - toDayNumber(from)

/** The same day so many months later; where the month is too short, its last day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** The day of the week, 0 for Sunday. */
export const weekdayOf = (date: CalendarDate): number => (((toDayNumber(date) + 4) % 7) + 7) % 7

/** 周一 to 周日. */
export const weekdayName = (date: CalendarDate): string => `周${'日一二三四五六'.charAt(weekdayOf(date))}`

/** The year of a date. */
export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4))

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** Which day it is in Asia/Shanghai at an instant, wherever the machine thinks it stands. */
export function todayInShanghai(now: Date): CalendarDate {
  const parts = new Map(shanghai.formatToParts(now).map(({ type, value }) => [type, value]))
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
}
