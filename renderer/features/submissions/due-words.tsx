import type { Deadline } from '#shared/submissions.ts'
import { daysBetween } from '#shared/rules/calendar-dates.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { dayWords } from '../../text/dates.ts'

/** Days still to come until the latest date, in the deadline's own unit; counted days only for working days. */
function daysLeft(deadline: Deadline, today: string): number {
  if (deadline.count.unit === 'day') return daysBetween(today, deadline.latest)
  return deadline.days.filter(({ date, counted }) => counted && date > today && date <= deadline.latest).length
}

/** 「还剩 2 个工作日（11月25日 周三）」, or that it has passed; a range where the holidays are not published. */
export function DueWords({ deadline, today }: { readonly deadline: Deadline; readonly today: string }) {
  const day = deadline.provisional
    ? `${dayWords(deadline.earliest, today)}至${dayWords(deadline.latest, today)}之间`
    : dayWords(deadline.latest, today)
  const unit = deadline.count.unit === 'workday' ? '个工作日' : '天'
  if (deadline.latest < today) return <StatusTag tone="danger">已逾期（应于 {day}）</StatusTag>
  if (deadline.latest === today) return <StatusTag tone="warning">今天到期（{day}）</StatusTag>
  return (
    <StatusTag tone="active">
      还剩 {daysLeft(deadline, today)} {unit}（{day}）
    </StatusTag>
  )
}
