import type { TableColumnsType } from 'antd'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Exhibit } from '#shared/exhibits.ts'
import { exhibitKindNames } from '#shared/kinds.ts'
import { RecordTable } from '../../components/record-table.tsx'
import { StatusTag } from '../../components/status-tag.tsx'
import { ExhibitThumbnail } from './exhibit-thumbnail.tsx'
import { ExpiryTag, StampTag } from './exhibit-tags.tsx'

function Title({ exhibit }: { readonly exhibit: Exhibit }) {
  return (
    <div className="row" style={{ flexWrap: 'nowrap', maxWidth: 420 }}>
      <ExhibitThumbnail exhibit={exhibit} size={44} />
      <div style={{ minWidth: 0 }}>
        <div style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{exhibit.title}</div>
        <div className="quiet">{exhibit.source || exhibit.files[0]?.name}</div>
        {exhibit.refusal && <StatusTag tone="danger">不能装入卷宗</StatusTag>}
      </div>
    </div>
  )
}

const columns: TableColumnsType<Exhibit> = [
  { title: '名称', key: 'title', render: (_, exhibit) => <Title exhibit={exhibit} /> },
  {
    title: '种类',
    key: 'kind',
    render: (_, { kind, suggestion }) => (
      <>
        {exhibitKindNames[kind]}
        {suggestion && (
          <div className="quiet" title={suggestion}>
            待确认
          </div>
        )}
      </>
    ),
  },
  { title: '有效期', key: 'expiry', render: (_, exhibit) => <ExpiryTag exhibit={exhibit} /> },
  { title: '印章', key: 'stamp', render: (_, { stamp }) => <StampTag stamp={stamp} /> },
  { title: '页数', dataIndex: 'pages', align: 'right' },
  { title: '用于卷宗', dataIndex: 'uses', align: 'right', render: (uses: number) => (uses > 0 ? `${uses} 份` : '—') },
]

/** The library as a table. */
export function ExhibitTable(props: {
  readonly exhibits: readonly Exhibit[]
  readonly removed: boolean
  readonly current: string | undefined
  readonly chosen: readonly string[]
  readonly empty: ReactNode
  readonly onChoose: (ids: string[]) => void
  readonly onOpen: (exhibit: Exhibit) => void
  readonly onRemove: (exhibit: Exhibit) => void
  readonly onRestore: (exhibit: Exhibit) => void
}) {
  const last: TableColumnsType<Exhibit>[number] = {
    title: '操作',
    key: 'act',
    fixed: 'right',
    render: (_, exhibit) => (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- keeps a button's click from opening the row
      <span onClick={(event) => event.stopPropagation()}>
        {props.removed ? (
          <Button
            size="small"
            type="link"
            aria-label={`恢复「${exhibit.title}」`}
            onClick={() => props.onRestore(exhibit)}
          >
            恢复
          </Button>
        ) : (
          <Button
            size="small"
            type="link"
            aria-label={`删除「${exhibit.title}」`}
            onClick={() => props.onRemove(exhibit)}
          >
            删除
          </Button>
        )}
      </span>
    ),
  }
  return (
    <RecordTable<Exhibit>
      label={props.removed ? '回收站中的证据材料' : '证据材料'}
      rows={props.exhibits}
      keyOf={({ id }) => id}
      nameOf={({ title }) => title}
      columns={[...columns, last]}
      current={props.current}
      open={props.onOpen}
      empty={props.empty}
      {...(props.removed ? {} : { select: { keys: props.chosen, choose: props.onChoose } })}
    />
  )
}
