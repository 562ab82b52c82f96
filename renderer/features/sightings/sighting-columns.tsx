import { Button, type TableColumnsType } from 'antd'
import { labelNames } from '#shared/kinds.ts'
import type { Sighting } from '#shared/sightings.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { dateTime } from '../../text/dates.ts'

/** Columns of the table of sightings. */
export const sightingColumns = (open: (id: string) => void): TableColumnsType<Sighting> => [
  { title: '发现时间', render: (_, { seenAt }) => dateTime(seenAt) },
  { title: '号码', render: (_, { numberShown }) => <strong>{numberShown}</strong> },
  {
    title: '显示',
    render: (_, { clean, labelText }) =>
      clean ? <StatusTag tone="good">未显示标记</StatusTag> : <StatusTag tone="danger">{labelText}</StatusTag>,
  },
  { title: '类别', render: (_, { labelCode }) => (labelCode ? labelNames[labelCode] : '—') },
  {
    title: '标记平台',
    render: (_, { platformName }) => (
      <div className="cell-wrap">{platformName ?? <span className="quiet">未知</span>}</div>
    ),
  },
  { title: '手机', dataIndex: 'handset' },
  { title: '来源行', render: (_, { sourceLine }) => <div className="cell-wrap">{sourceLine}</div> },
  {
    title: '申诉',
    render: (_, { appealId, clean }) =>
      appealId ? <StatusTag tone="active">已开始</StatusTag> : clean ? '—' : <StatusTag tone="quiet">未开始</StatusTag>,
  },
  {
    title: '操作',
    fixed: 'right',
    render: (_, { id, numberShown }) => (
      <Button size="small" aria-label={`查看 ${numberShown} 的标记`} onClick={() => open(id)}>
        查看
      </Button>
    ),
  },
]
