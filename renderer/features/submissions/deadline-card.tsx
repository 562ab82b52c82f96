import { Collapse } from 'antd'
import type { Deadline } from '#shared/submissions.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { dayWords } from '../../text/dates.ts'
import { DueWords } from './due-words.tsx'

const names = { acceptance: '预计受理日', answer: '预计答复日', display: '预计生效日' } as const

const countWords = ({ count: { min, max, unit } }: Deadline) =>
  `${min === max ? max : `${min}–${max}`} ${unit === 'workday' ? '个工作日' : '个自然日'}`

function DayList({ deadline, today }: { readonly deadline: Deadline; readonly today: string }) {
  return (
    <ol style={{ margin: 0, paddingLeft: 24 }}>
      {deadline.days.map(({ date, counted, why }) => (
        <li key={date}>
          <span style={{ fontWeight: counted ? 600 : 400 }}>{dayWords(date, today)}</span>：{counted ? '计入' : '不计'}
          （{why}）
        </li>
      ))}
    </ol>
  )
}

/** One date the program worked out, with 「为什么是这一天」. */
export function DeadlineCard({ deadline, today }: { readonly deadline: Deadline; readonly today: string }) {
  return (
    <section className="surface stack" style={{ gap: 8 }} aria-label={names[deadline.kind]}>
      <div className="row">
        <strong>{names[deadline.kind]}</strong>
        <DueWords deadline={deadline} today={today} />
        {deadline.houseDefault && <StatusTag tone="quiet">按默认期限</StatusTag>}
        {deadline.provisional && <StatusTag tone="warning">放假安排未公布，暂为区间</StatusTag>}
      </div>
      <div>
        从 {dayWords(deadline.from, today)} 起算 {countWords(deadline)}：最早 {dayWords(deadline.earliest, today)}，最晚{' '}
        {dayWords(deadline.latest, today)}。
      </div>
      <div className="quiet">依据：{deadline.basis}</div>
      <Collapse
        size="small"
        items={[{ key: 'why', label: '为什么是这一天', children: <DayList deadline={deadline} today={today} /> }]}
      />
    </section>
  )
}
