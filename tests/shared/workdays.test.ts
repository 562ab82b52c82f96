import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadCalendar } from '#core/calendar/load-calendar.ts'
import { addDays, daysBetween, isCalendarDate, weekdayOf } from '#shared/rules/calendar-dates.ts'
import { estimateDaysOff, findFestivals } from '#shared/rules/festivals.ts'
import { countDeadline, describeWorkday, holidayYearSchema, todayInShanghai } from '#shared/rules/workdays.ts'

const { calendar } = loadCalendar(join(import.meta.dirname, '../../templates/holidays'))
const usual = { min: 3, max: 7, unit: 'workday' } as const
const span = (from: string, count: Parameters<typeof countDeadline>[1]['count'] = usual) => {
  const { earliest, latest, provisional } = countDeadline(calendar, { from, count })
  return { earliest, latest, provisional }
}

test('an ordinary week: the day of submission is day 0', () => {
  expect(span('2026-11-23')).toEqual({ earliest: '2026-11-26', latest: '2026-12-02', provisional: false })
})

test('submitted on the last day before 国庆, the break is skipped and the make-up Saturday counts', () => {
  expect(span('2026-09-30')).toEqual({ earliest: '2026-10-10', latest: '2026-10-15', provisional: false })
})

test('submitted on a make-up Sunday, counting begins the next day', () => {
  expect(span('2026-09-20')).toEqual({ earliest: '2026-09-23', latest: '2026-09-30', provisional: false })
})

test('submitted on a holiday, counting begins with the first working day', () => {
  expect(span('2026-10-03')).toEqual({ earliest: '2026-10-10', latest: '2026-10-15', provisional: false })
})

test('23:59 in Shanghai is still that day, whatever the machine’s zone; a minute later is the next', () => {
  expect(todayInShanghai(new Date('2026-11-23T15:59:59Z'))).toBe('2026-11-23')
  expect(todayInShanghai(new Date('2026-11-23T16:00:00Z'))).toBe('2026-11-24')
  expect(todayInShanghai(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
})

test('calendar days run through weekends and are never provisional', () => {
  expect(span('2026-12-28', { min: 1, max: 7, unit: 'day' })).toEqual({
    earliest: '2026-12-29',
    latest: '2027-01-04',
    provisional: false,
  })
})

test('over New Year into 2027, which has no notice, the date is a range and every doubtful day says why', () => {
  const deadline = countDeadline(calendar, { from: '2026-12-29', count: { min: 3, max: 3, unit: 'workday' } })
  // 2027-01-01 is a Friday: worked at the earliest, off (元旦, at most three days) at the latest.
  expect(deadline).toMatchObject({
    earliest: '2027-01-01',
    latest: '2027-01-04',
    latestIfWorked: '2027-01-01',
    provisional: true,
  })
  expect(deadline.days.find(({ date }) => date === '2027-01-01')).toEqual({
    date: '2027-01-01',
    counted: false,
    why: '周五；2027 年放假安排尚未公布，按往年最长假期可能是元旦放假：最晚日期不计这一天，最早日期计入',
  })
  expect(deadline.notices.map(({ title }) => title)).toEqual(['国务院办公厅关于2026年部分节假日安排的通知'])
})

test('a deadline that stays inside 2026 rests on the notice of 2026 and is one date', () => {
  const deadline = countDeadline(calendar, { from: '2026-12-24', count: { min: 5, max: 5, unit: 'workday' } })
  expect(deadline).toMatchObject({ earliest: '2026-12-31', latest: '2026-12-31', provisional: false })
})

test('2027 is estimated at the longest break each festival had, at its place', () => {
  const off = [...estimateDaysOff(2027, calendar)]
  const daysOf = (name: string) => off.filter(([, festival]) => festival === name).map(([date]) => date)
  expect(daysOf('元旦')).toEqual(['2027-01-01', '2027-01-02', '2027-01-03'])
  expect(daysOf('春节')).toHaveLength(9)
  expect(daysOf('春节')).toContain('2027-02-06')
  expect(daysOf('劳动节')).toHaveLength(5)
  expect(daysOf('国庆节')).toHaveLength(8)
  expect(daysOf('端午节')).toHaveLength(3)
})

test('each day on the way is listed once, in order, with its reason', () => {
  const { days, latest } = countDeadline(calendar, { from: '2026-09-30', count: usual })
  expect(days.map(({ date }) => date)).toEqual(
    Array.from({ length: daysBetween('2026-09-30', latest) + 1 }, (_, index) => addDays('2026-09-30', index)),
  )
  expect(days.filter(({ counted }) => counted)).toHaveLength(7)
  expect(days.slice(0, 3).map(({ why }) => why)).toEqual(['起算日，当天不计', '国庆节放假', '国庆节放假'])
  expect(days.find(({ date }) => date === '2026-10-10')?.why).toBe('周六，调休上班')
})

const everyDay = (year: number) =>
  Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, index) =>
    addDays(`${year}-01-01`, index),
  )

test.each([2024, 2025, 2026])('%i: every day agrees with chinese-days', (year) => {
  const wrong = everyDay(year).filter((date) => describeWorkday(calendar, date).worked !== chineseDays.isWorkday(date))
  expect(wrong).toEqual([])
})

test.each([2024, 2025, 2026])('%i: days off and make-up days agree with holiday-calendar', (year) => {
  const text = readFileSync(
    join(import.meta.dirname, `../../node_modules/holiday-calendar/data/CN/${year}.json`),
    'utf8',
  )
  const { dates } = JSON.parse(text) as { dates: { date: string; type: string }[] }
  for (const { date, type } of dates)
    expect([date, describeWorkday(calendar, date).worked]).toEqual([date, type === 'transfer_workday'])
})

test.each([2024, 2025, 2026])(
  '%i: each festival lies where the almanac puts it, in days the notice gives off',
  (year) => {
    const published = calendar.find((one) => one.year === year)!
    expect(Object.values(findFestivals(year)).filter((date) => !published.off.includes(date))).toEqual([])
  },
)

const someDate = fc.integer({ min: 0, max: 1400 }).map((days) => addDays('2024-01-01', days))
const someClock = fc
  .record({ min: fc.nat(20), more: fc.nat(20), unit: fc.constantFrom('workday' as const, 'day' as const) })
  .map(({ min, more, unit }) => ({ min, max: min + more, unit }))

test('a deadline is never before it begins, and never moves back when the start or the count grows', () => {
  fc.assert(
    fc.property(someDate, someClock, (from, count) => {
      const now = countDeadline(calendar, { from, count })
      const later = countDeadline(calendar, { from: addDays(from, 1), count })
      const longer = countDeadline(calendar, { from, count: { ...count, max: count.max + 1 } })
      expect(from <= now.earliest && now.earliest <= now.latestIfWorked && now.latestIfWorked <= now.latest).toBe(true)
      expect(now.earliest <= later.earliest && now.latest <= later.latest && now.latest < longer.latest).toBe(true)
      expect(now.provisional || now.latest === now.latestIfWorked).toBe(true)
      expect(now.days.filter(({ counted }) => counted)).toHaveLength(count.max)
    }),
    { numRuns: 60 },
  )
})

test('had the notice of 2026 not come, the real date would not have been later than shown, but for its longer 春节', () => {
  const before = calendar.filter(({ year }) => year !== 2026)
  const late = everyDay(2026)
    .slice(0, 350)
    .flatMap((from) => {
      const request = { from, count: { min: 7, max: 7, unit: 'workday' } } as const
      const guessed = countDeadline(before, request)
      expect(guessed.provisional).toBe(true)
      return countDeadline(calendar, request).latest > guessed.latest ? [from] : []
    })
  // Nine days off, where no year before had more than eight: no published year could have told.
  expect(late.filter((from) => from < '2026-02-01' || from > '2026-02-23')).toEqual([])
})

test('a date that does not exist is not a date', () => {
  expect(['2026-02-29', '2026-13-01', '2026-1-1', ''].filter(isCalendarDate)).toEqual([])
  expect(weekdayOf('2026-11-23')).toBe(1)
})

test('a year file that gives a weekday as make-up day is refused by name', () => {
  const wrong = holidayYearSchema.safeParse({ ...calendar[2], makeUp: ['2026-01-05'] })
  expect(wrong.error?.issues[0]?.message).toBe('2026-01-05 是周一，调休上班日只能是周六或周日')
})
