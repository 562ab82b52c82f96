import type { ReactNode } from 'react'
import { type Appeal, appealStateNames, troubleNames } from '#shared/appeals.ts'
import { RecordTable } from '../../components/record-table.tsx'

/** Appeals to choose from, with boxes. */
export function AppealTable({
  appeals,
  chosen,
  onChoose,
  empty,
}: {
  readonly appeals: readonly Appeal[]
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
  readonly empty?: ReactNode
}) {
  return (
    <RecordTable
      label="可选的申诉"
      rows={appeals}
      keyOf={({ id }) => id}
      nameOf={({ numberShown, labelText }) => `${numberShown} ${labelText}`}
      open={({ id }) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
      select={{ keys: chosen, choose: onChoose }}
      empty={empty ?? '没有可选的申诉'}
      columns={[
        { title: '号码', dataIndex: 'numberShown' },
        { title: '标记', key: 'label', render: (_, { labelText }) => `「${labelText}」` },
        { title: '类型', key: 'trouble', render: (_, { trouble }) => troubleNames[trouble] },
        { title: '状态', key: 'state', render: (_, { state }) => appealStateNames[state] },
        { title: '开始于', dataIndex: 'openedOn' },
      ]}
    />
  )
}
