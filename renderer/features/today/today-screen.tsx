import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { TodayItem } from '#shared/submissions.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { StatusTag, type Tone } from '../../components/status-tag.tsx'
import { useRead } from '../../state/core.ts'
import { useCompany, useStatus } from '../../state/status.ts'
import { dayWords } from '../../text/dates.ts'
import { FirstSteps } from './first-steps.tsx'
import './today.css'

const groups: readonly { kind: TodayItem['kind']; name: string; tone: Tone }[] = [
  { kind: 'overdue', name: '已逾期', tone: 'danger' },
  { kind: 'due', name: '今天到期', tone: 'warning' },
  { kind: 'waiting', name: '等待答复', tone: 'active' },
  { kind: 'expiring', name: '证照将到期', tone: 'warning' },
  { kind: 'preparing', name: '准备中', tone: 'quiet' },
  { kind: 'sighted', name: '有标记，未申诉', tone: 'quiet' },
]

function useOpenTarget() {
  const navigate = useNavigate()
  return ({ area, id }: TodayItem['target']) => {
    switch (area) {
      case 'dossiers':
        return navigate({ to: '/dossiers/$id', params: { id } })
      case 'submissions':
        return navigate({ to: '/submissions/$id', params: { id } })
      case 'exhibits':
        return navigate({ to: '/exhibits', search: { id } })
      case 'sightings':
        return navigate({ to: '/sightings', search: { id } })
    }
  }
}

function Item({
  item,
  name,
  tone,
  today,
}: {
  readonly item: TodayItem
  readonly name: string
  readonly tone: Tone
  readonly today: string
}) {
  const open = useOpenTarget()
  return (
    <li className="today-item">
      <StatusTag tone={tone}>{name}</StatusTag>
      <div className="today-words">
        <strong>{item.title}</strong>
        <span>{item.detail}</span>
      </div>
      <span className="quiet today-date">{item.date && dayWords(item.date, today)}</span>
      <Button size="small" aria-label={`打开：${item.title}`} onClick={() => void open(item.target)}>
        打开
      </Button>
    </li>
  )
}

/** 今日: what is overdue, due, waited for or unfinished, in one list to clear. */
export function TodayScreen() {
  const company = useCompany()
  const status = useStatus().value
  const read = useRead(['submissions', 'today', company.id], (core) =>
    core.submissions.today({ companyId: company.id }),
  )
  const navigate = useNavigate()
  const today = status?.today ?? ''
  return (
    <>
      <PageHead title="今日" beside={<span className="quiet">{today && dayWords(today)}</span>} />
      {status && <FirstSteps status={status} />}
      <Loaded read={read}>
        {(items) =>
          items.length === 0 ? (
            <div className="surface">
              <EmptyState
                sentence="今天没有等待处理的事项。"
                action={
                  <Button onClick={() => void navigate({ to: '/sightings', search: { add: true } })}>登记标记</Button>
                }
                example="在手机上看到自己的号码显示「广告推销」，截图后登记"
              />
            </div>
          ) : (
            <ul className="today-list surface" aria-label="待办事项">
              {groups.flatMap(({ kind, name, tone }) =>
                items
                  .filter((item) => item.kind === kind)
                  .map((item) => (
                    <Item
                      key={`${kind}${item.target.id}${item.title}`}
                      item={item}
                      name={name}
                      tone={tone}
                      today={today}
                    />
                  )),
              )}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}
