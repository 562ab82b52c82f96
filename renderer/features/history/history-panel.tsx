import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { useRead } from '../../state/core.ts'
import { dateTime } from '../../text/dates.ts'

/** 操作记录: who did what and when, newest first. */
export function HistoryPanel() {
  const read = useRead(['history', 'list'], (core) => core.history.list({ limit: 1000 }))
  return (
    <Loaded read={read}>
      {(entries) => (
        <RecordTable
          label="操作记录"
          rows={entries.map((entry, index) => ({ ...entry, key: String(index) }))}
          keyOf={({ key }) => key}
          nameOf={({ what }) => what}
          empty={<EmptyState sentence="每一步改动都会记在这里：谁、何时、做了什么。" />}
          columns={[
            { title: '时间', render: (_, { at }) => dateTime(at), width: 170 },
            { title: '操作人', render: (_, { person }) => person || '—', width: 120 },
            {
              title: '内容',
              render: (_, { what }) => <div style={{ whiteSpace: 'normal', minWidth: '20em' }}>{what}</div>,
            },
          ]}
        />
      )}
    </Loaded>
  )
}
