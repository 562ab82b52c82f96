import type { Clock } from '../platforms.ts'
import { z } from '../zod.ts'
import { addDays, type CalendarDate, isCalendarDate, weekdayName, weekdayOf, yearOf } from './calendar-dates.ts'
import { estimateDaysOff, findBreaks, type FestivalName } from './festivals.ts'

export { todayInShanghai } from './calendar-dates.ts'

const dateSchema = z.iso.date()

/** One year's statutory days off and make-up days, and the State Council notice they rest on. */
export const holidayYearSchema = z
  .strictObject({
    year: z.int().min(2000).max(2099),
    notice: z.strictObject({ title: z.string().min(1), url: z.url(), date: dateSchema }),
    off: z.array(dateSchema).min(1),
    makeUp: z.array(dateSchema),
  })
  .superRefine(({ year, off, makeUp }, context) => {
    const complain = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (new Set([...off, ...makeUp]).size !== off.length + makeUp.length)
      complain('off', '同一天不能写两次，也不能既放假又上班')
    for (const date of makeUp)
      if (weekdayOf(date) % 6 !== 0) complain('makeUp', `${date} 是${weekdayName(date)}，调休上班日只能是周六或周日`)
    for (const date of off) if (Math.abs(yearOf(date) - year) > 1) complain('off', `${date} 不属于 ${year} 年`)
  })
export type HolidayYear = z.infer<typeof holidayYearSchema>

/** The published years, in any order; plain data that may be sent to the window. */
export type HolidayCalendar = readonly HolidayYear[]

/** One day on the way to a deadline, and why it was counted or not. */
export const countedDaySchema = z.object({
  date: dateSchema,
  counted: z.boolean(),
  /** A whole Chinese reason, for 「为什么是这一天」. */
  why: z.string(),
})
export type CountedDay = z.infer<typeof countedDaySchema>

/** When an answer may be due: the earliest and latest date, and every day on the way to the latest. */
export const deadlineSchema = z.object({
  /** The minimum, counted as if every doubtful weekday were worked. */
  earliest: dateSchema,
  /** The maximum, counted as if every doubtful weekday were off. */
  latest: dateSchema,
  /** The maximum counted as if every doubtful weekday were worked; equal to `latest` unless provisional. */
  latestIfWorked: dateSchema,
  /** True when a year without a published notice was touched; the date is then only shown as a range. */
  provisional: z.boolean(),
  days: z.array(countedDaySchema),
  /** The notices the count rests on. */
  notices: z.array(holidayYearSchema.shape.notice),
})
export type Deadline = z.infer<typeof deadlineSchema>

interface Day {
  /** Null: not known, for want of a notice. */
  readonly worked: boolean | null
  readonly why: string
}

interface Lookup {
  readonly off: ReadonlyMap<CalendarDate, string>
  readonly makeUp: ReadonlySet<CalendarDate>
  readonly published: ReadonlySet<number>
  readonly estimate: (year: number) => ReadonlyMap<CalendarDate, FestivalName>
}

function createLookup(calendar: HolidayCalendar): Lookup {
  const estimates = new Map<number, ReadonlyMap<CalendarDate, FestivalName>>()
  return {
    off: new Map(calendar.flatMap(({ year, off }) => nameDaysOff(year, off))),
    makeUp: new Set(calendar.flatMap(({ makeUp }) => makeUp)),
    published: new Set(calendar.map(({ year }) => year)),
    estimate: (year) => {
      const estimate = estimates.get(year) ?? estimateDaysOff(year, calendar)
      estimates.set(year, estimate)
      return estimate
    },
  }
}

function nameDaysOff(year: number, off: readonly CalendarDate[]): [CalendarDate, string][] {
  const breaks = findBreaks(year, off)
  return off.map((date) => {
    const around = breaks.find(({ from, to }) => from <= date && date <= to)
    return [date, around && around.festivals.length > 0 ? around.festivals.join('、') : '法定节假日']
  })
}

function describeDay(lookup: Lookup, date: CalendarDate): Day {
  const weekend = weekdayOf(date) % 6 === 0
  const off = lookup.off.get(date)
  if (off) return { worked: false, why: `${off}放假` }
  if (lookup.makeUp.has(date)) return { worked: true, why: `${weekdayName(date)}，调休上班` }
  if (weekend) return { worked: false, why: `${weekdayName(date)}，周末` }
  const year = yearOf(date)
  if (lookup.published.has(year)) return { worked: true, why: `${weekdayName(date)}，工作日` }
  const festival = lookup.estimate(year).get(date)
  if (!festival) return { worked: true, why: `${weekdayName(date)}；${year} 年放假安排尚未公布，暂按工作日计` }
  return {
    worked: null,
    why: `${weekdayName(date)}；${year} 年放假安排尚未公布，按往年最长假期可能是${festival}放假：最晚日期不计这一天，最早日期计入`,
  }
}

/** Whether a date is worked, as far as published; `worked` null where only a notice yet to come can say. */
export function describeWorkday(calendar: HolidayCalendar, date: CalendarDate): Day {
  return describeDay(createLookup(calendar), date)
}

/** Walks from the day after `from` until `count` days are counted; day 0 is `from` itself. */
function walk(from: CalendarDate, count: number, counts: (date: CalendarDate) => boolean): CalendarDate {
  let date = from
  for (let left = count; left > 0;) {
    date = addDays(date, 1)
    if (counts(date)) left -= 1
  }
  return date
}

/**
 * The dates between which an answer is due. The day of submission is day 0; a working day is a weekday
 * that is no statutory day off, or a make-up day. In a year without a notice the answer is a range.
 */
export function countDeadline(
  calendar: HolidayCalendar,
  request: { readonly from: CalendarDate; readonly count: Clock },
): Deadline {
  const { from, count } = request
  if (!isCalendarDate(from)) throw new RangeError(`not a date: ${request.from}`)
  const lookup = createLookup(calendar)
  const byWorkday = count.unit === 'workday'
  const ifWorked = (date: CalendarDate): boolean => !byWorkday || describeDay(lookup, date).worked !== false
  const ifOff = (date: CalendarDate): boolean => !byWorkday || describeDay(lookup, date).worked === true
  const latest = walk(from, count.max, ifOff)
  const days: CountedDay[] = [{ date: from, counted: false, why: '起算日，当天不计' }]
  for (let date = addDays(from, 1); date <= latest; date = addDays(date, 1))
    days.push({
      date,
      counted: ifOff(date),
      why: byWorkday ? describeDay(lookup, date).why : `${weekdayName(date)}，按自然日计`,
    })
  const years = new Set(days.slice(1).map(({ date }) => yearOf(date)))
  return {
    earliest: walk(from, count.min, ifWorked),
    latest,
    latestIfWorked: walk(from, count.max, ifWorked),
    provisional: byWorkday && [...years].some((year) => !lookup.published.has(year)),
    days,
    notices: byWorkday ? calendar.filter(({ year }) => years.has(year)).map(({ notice }) => notice) : [],
  }
}
