import type { Appeal } from '#shared/appeals.ts'
import type { DossierSummary } from '#shared/dossiers.ts'
import type { Exhibit } from '#shared/exhibits.ts'
import { addDays, weekdayName } from '#shared/rules/calendar-dates.ts'
import { countDeadline, describeWorkday, type HolidayCalendar } from '#shared/rules/workdays.ts'
import type { Sighting } from '#shared/sightings.ts'
import type { Submission, TodayItem } from '#shared/submissions.ts'

/** 「11月25日 周三」 */
export const sayDate = (date: string) =>
  `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日 ${weekdayName(date)}`

/** Working days after `from` up to and including `to`; doubtful days count as worked. */
function countWorkdays(calendar: HolidayCalendar, from: string, to: string): number {
  let count = 0
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1))
    if (describeWorkday(calendar, date).worked !== false) count++
  return count
}

function describeAnswer(submission: Submission, calendar: HolidayCalendar, today: string): TodayItem | null {
  // The dates are counted anew: a holiday table that came later moves them.
  const kept = submission.deadlines.find(({ kind }) => kind === 'answer')
  if (!kept) return null
  const answer = { ...kept, ...countDeadline(calendar, { from: kept.from, count: kept.count }) }
  const target = { area: 'submissions' as const, id: submission.id }
  const title = `${submission.platformName}：${submission.numbers.join('、')}`
  const about = { title, date: answer.latest, target }
  const range = answer.provisional
    ? `（${sayDate(answer.earliest)} 至 ${sayDate(answer.latest)}，节假日安排未公布，暂定）`
    : `（${sayDate(answer.latest)}）`
  if (answer.latest < today)
    return {
      ...about,
      kind: 'overdue',
      detail: `已逾期 ${countWorkdays(calendar, answer.latest, today)} 个工作日未答复（最迟应于 ${sayDate(answer.latest)}）`,
    }
  if (answer.latest === today) return { ...about, kind: 'due', detail: `今天是最迟答复日${range}` }
  return {
    ...about,
    kind: 'waiting',
    detail: `等待答复，还剩 ${countWorkdays(calendar, today, answer.latest)} 个工作日${range}`,
  }
}

const ORDER: readonly TodayItem['kind'][] = ['overdue', 'due', 'expiring', 'sighted', 'preparing', 'waiting']

/** What waits and what is overdue, most urgent first. */
export function listToday(about: {
  readonly submissions: readonly Submission[]
  readonly dossiers: readonly DossierSummary[]
  readonly exhibits: readonly Exhibit[]
  readonly sightings: readonly Sighting[]
  readonly appeals: readonly Appeal[]
  readonly calendar: HolidayCalendar
  readonly today: string
}): TodayItem[] {
  const { submissions, dossiers, exhibits, sightings, appeals, calendar, today } = about
  const items: TodayItem[] = [
    ...submissions.flatMap((submission) => describeAnswer(submission, calendar, today) ?? []),
    ...dossiers
      .filter(({ state }) => state === 'preparing')
      .map((dossier): TodayItem => ({
        kind: 'preparing',
        title: `${dossier.platformName}：${dossier.numbers.join('、')}`,
        detail: `卷宗准备中，通过「${dossier.channelName}」申诉，尚未提交`,
        date: null,
        target: { area: 'dossiers', id: dossier.id },
      })),
    ...exhibits
      .filter(({ expiry, removed }) => !removed && (expiry === 'expired' || expiry === 'soon'))
      .map((exhibit): TodayItem => ({
        kind: 'expiring',
        title: exhibit.title,
        detail:
          exhibit.expiry === 'expired'
            ? `已于 ${exhibit.validUntil} 到期，请更换`
            : `${exhibit.validUntil} 到期，请提前更换`,
        date: exhibit.validUntil,
        target: { area: 'exhibits', id: exhibit.id },
      })),
    ...sightings
      .filter(({ clean, appealId }) => !clean && appealId === null)
      .map((sighting): TodayItem => ({
        kind: 'sighted',
        title: `${sighting.numberShown} 显示「${sighting.labelText}」`,
        detail: `${sighting.platformName ?? '平台未知'}，还没有开始申诉`,
        date: null,
        target: { area: 'sightings', id: sighting.id },
      })),
    ...appeals
      .filter(({ state, dossierId }) => state === 'sighted' && dossierId === null)
      .map((appeal): TodayItem => ({
        kind: 'sighted',
        title: `${appeal.numberShown} 显示「${appeal.labelText}」`,
        detail: `${appeal.platformName}，已开始申诉，还没有放进卷宗`,
        date: null,
        target: { area: 'sightings', id: appeal.id },
      })),
  ]
  return items.toSorted(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.date ?? '9').localeCompare(b.date ?? '9'),
  )
}
