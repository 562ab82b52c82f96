import { Button, type TableColumnsType } from 'antd'
import { carrierNames, numberKindNames, purposeNames } from '#shared/kinds.ts'
import { numberStateNames, type PhoneNumber } from '#shared/numbers.ts'
import { StatusTag, type Tone } from '../../components/status-tag.tsx'

const tones: Readonly<Record<PhoneNumber['state'], Tone>> = { active: 'good', paused: 'warning', retired: 'quiet' }

/** Columns of the table of numbers; `companyName` stands where the appellant itself owns the line. */
export const numberColumns = (companyName: string, open: (id: string) => void): TableColumnsType<PhoneNumber> => [
  { title: '号码', dataIndex: 'shown', fixed: 'left', render: (shown: string) => <strong>{shown}</strong> },
  { title: '类型', render: (_, { kind }) => numberKindNames[kind] },
  { title: '用途', render: (_, { purpose }) => purposeNames[purpose] },
  { title: '运营商', render: (_, { carrier }) => carrierNames[carrier] },
  {
    title: '登记机主',
    render: (_, { registeredOwner }) => <div className="cell-wrap">{registeredOwner ?? companyName}</div>,
  },
  { title: '实际使用人', dataIndex: 'actualUser' },
  {
    title: '当前标记',
    render: (_, { marks }) =>
      marks > 0 ? <StatusTag tone="danger">{marks} 个平台有标记</StatusTag> : <span className="quiet">无记录</span>,
  },
  { title: '申诉', render: (_, { openAppeals }) => (openAppeals > 0 ? `${openAppeals} 件进行中` : '—') },
  { title: '状态', render: (_, { state }) => <StatusTag tone={tones[state]}>{numberStateNames[state]}</StatusTag> },
  {
    title: '操作',
    fixed: 'right',
    render: (_, { id, shown }) => (
      <Button size="small" aria-label={`查看 ${shown}`} onClick={() => open(id)}>
        查看
      </Button>
    ),
  },
]
