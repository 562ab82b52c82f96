import { addDays, type CalendarDate, daysBetween, weekdayOf } from './calendar-dates.ts'

/** The festivals that bring days off; 国庆节 stands before 中秋节, so a joint break counts as 国庆节's. */
export const festivalNames = ['元旦', '春节', '清明节', '劳动节', '端午节', '国庆节', '中秋节'] as const
export type FestivalName = (typeof festivalNames)[number]

const lunarDate = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })

function findLunarDay(year: number, month: string, day: string): CalendarDate {
  for (let date = `${year}-01-15`; date < `${year}-11-01`; date = addDays(date, 1)) {
    const parts = new Map(lunarDate.formatToParts(new Date(date)).map(({ type, value }) => [type, value]))
    if (parts.get('month') === month && parts.get('day') === day) return date
  }
  throw new Error(`no lunar day ${month}-${day} in ${year}`)
}

/** The day of 清明 by the usual approximation for 2000–2099. */
function findQingming(year: number): CalendarDate {
  const y = year % 100
  return `${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`
}

const found = new Map<number, Readonly<Record<FestivalName, CalendarDate>>>()

/** Where each festival falls in a year, by the sun or the moon. */
export function findFestivals(year: number): Readonly<Record<FestivalName, CalendarDate>> {
  const before = found.get(year)
  if (before) return before
  const festivals = {
    元旦: `${year}-01-01`,
    春节: findLunarDay(year, '1', '1'),
    清明节: findQingming(year),
    劳动节: `${year}-05-01`,
    端午节: findLunarDay(year, '5', '5'),
    国庆节: `${year}-10-01`,
    中秋节: findLunarDay(year, '8', '15'),
  }
  found.set(year, festivals)
  return festivals
}

/** One stretch of days off of a published year, and the festivals that lie in it. */
export interface Break {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly festivals: readonly FestivalName[]
}

/** The days off of a published year as stretches, each with its festivals. */
export function findBreaks(year: number, off: readonly CalendarDate[]): readonly Break[] {
  const festivals = findFestivals(year)
  const stretches: { from: CalendarDate; to: CalendarDate }[] = []
  for (const date of [...off].sort()) {
    const last = stretches.at(-1)
    if (last && addDays(last.to, 1) === date) last.to = date
    else stretches.push({ from: date, to: date })
  }
  return stretches.map(({ from, to }) => ({
    from,
    to,
    festivals: festivalNames.filter((name) => from <= festivals[name] && festivals[name] <= to),
  }))
}

/** A break seen in some year, by how many days it begins before its festival and how long it is. */
interface Shape {
  readonly start: number
  readonly length: number
}

/** Every shape a festival's break had in the published years; a joint break counts for its first festival only. */
function findShapes(name: FestivalName, years: readonly PublishedYear[]): readonly Shape[] {
  return years.flatMap(({ year, off }) =>
    findBreaks(year, off)
      .filter(({ festivals }) => festivals[0] === name)
      .map(({ from, to }) => ({
        start: daysBetween(findFestivals(year)[name], from),
        length: daysBetween(from, to) + 1,
      })),
  )
}

interface PublishedYear {
  readonly year: number
  readonly off: readonly CalendarDate[]
}

const listDays = (from: CalendarDate, length: number): readonly CalendarDate[] =>
  Array.from({ length }, (_, index) => addDays(from, index))

const countWeekdays = (days: readonly CalendarDate[]): number => days.filter((day) => weekdayOf(day) % 6 !== 0).length

/**
 * The most days off an unpublished year may have: each festival at its place with the longest break of
 * any published year, laid (where several are equally long) so that it takes the most weekdays.
 */
export function estimateDaysOff(
  year: number,
  published: readonly PublishedYear[],
): ReadonlyMap<CalendarDate, FestivalName> {
  const days = new Map<CalendarDate, FestivalName>()
  for (const name of festivalNames) {
    const shapes = findShapes(name, published)
    const length = Math.max(1, ...shapes.map((shape) => shape.length))
    const starts = shapes.filter((shape) => shape.length === length).map(({ start }) => start)
    const layings = (starts.length > 0 ? starts : [0]).map((start) =>
      listDays(addDays(findFestivals(year)[name], start), length),
    )
    const widest = layings.toSorted((a, b) => countWeekdays(b) - countWeekdays(a) || (a[0]! < b[0]! ? -1 : 1))[0]!
    for (const day of widest) if (!days.has(day)) days.set(day, name)
  }
  return days
}
