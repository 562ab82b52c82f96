import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { numberStateNames, numberStateSchema, type PhoneNumber } from '#shared/numbers.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterBar } from '../../components/filter-bar.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { useRead } from '../../state/core.ts'
import { useCompany } from '../../state/status.ts'
import { NumberDetail } from './number-detail.tsx'
import { NumberForm } from './number-form.tsx'
import { NumberImportButton } from './number-import.tsx'
import { numberColumns } from './number-columns.tsx'

type State = PhoneNumber['state']
const states: { value: State | ''; label: string }[] = [
  { value: '', label: '全部状态' },
  ...numberStateSchema.options.map((value) => ({ value, label: numberStateNames[value] })),
]

function Filters() {
  const { search = '', state } = useSearch({ from: '/numbers' })
  const navigate = useNavigate()
  const [words, setWords] = useState(search)
  const [chosen, setChosen] = useState<State | ''>(state ?? '')
  const ask = () =>
    void navigate({ to: '/numbers', search: { search: words || undefined, state: chosen || undefined } })
  const reset = () => {
    setWords('')
    setChosen('')
    void navigate({ to: '/numbers', search: {} })
  }
  return (
    <FilterBar search={ask} reset={reset}>
      <Input
        aria-label="查找号码"
        placeholder="号码、尾号、用途、机主、备注"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        style={{ width: 260 }}
        allowClear
      />
      <Select<State | ''>
        aria-label="状态"
        value={chosen}
        onChange={setChosen}
        options={states}
        style={{ width: 120 }}
      />
    </FilterBar>
  )
}

function Panel({ id, close }: { readonly id: string; readonly close: () => void }) {
  const company = useCompany()
  const [editing, setEditing] = useState(false)
  const read = useRead(['numbers', 'find', id], (core) => core.numbers.find({ id }))
  return (
    <Loaded read={read}>
      {(number) =>
        editing ? (
          <NumberForm
            companyId={company.id}
            number={number}
            done={() => setEditing(false)}
            cancel={() => setEditing(false)}
          />
        ) : (
          <NumberDetail number={number} edit={() => setEditing(true)} close={close} />
        )
      }
    </Loaded>
  )
}

/** 号码: the company's phone numbers. */
export function NumbersScreen() {
  const company = useCompany()
  const navigate = useNavigate()
  const search = useSearch({ from: '/numbers' })
  const [openId, setOpenId] = useState<string | null>(null)
  const input = {
    companyId: company.id,
    search: search.search ?? '',
    state: search.state ?? null,
    page: search.page ?? 1,
    pageSize: search.size ?? 50,
  }
  const read = useRead(['numbers', 'list', input], (core) => core.numbers.list(input), { keep: true })
  const filtered = input.search !== '' || input.state !== null
  const setAdd = (add: boolean) => void navigate({ to: '/numbers', search: { ...search, add: add || undefined } })
  const addButton = (
    <Button type="primary" onClick={() => setAdd(true)}>
      添加号码
    </Button>
  )
  const empty = filtered ? (
    <EmptyState
      sentence="没有符合条件的号码。"
      action={<Button onClick={() => void navigate({ to: '/numbers', search: {} })}>清除筛选</Button>}
    />
  ) : (
    <EmptyState
      sentence="把对外拨打的号码登记在这里，才能登记标记、开始申诉。"
      action={addButton}
      example="021-61234567，用途：服务"
    />
  )
  return (
    <>
      <PageHead title="号码">
        <NumberImportButton companyId={company.id} />
        {addButton}
      </PageHead>
      <Filters key={`${search.search}/${search.state}`} />
      <Loaded read={read}>
        {({ rows, total }) => (
          <div className="surface" style={{ padding: 0 }}>
            <RecordTable
              label="号码"
              rows={rows}
              keyOf={({ id }) => id}
              nameOf={({ shown }) => shown}
              open={({ id }) => setOpenId(id)}
              current={openId ?? undefined}
              columns={numberColumns(company.name, setOpenId)}
              empty={empty}
              paging={{
                page: input.page,
                pageSize: input.pageSize,
                total,
                turn: (page, size) => void navigate({ to: '/numbers', search: { ...search, page, size } }),
              }}
            />
          </div>
        )}
      </Loaded>
      <Drawer open={search.add === true} size={520} title="添加号码" onClose={() => setAdd(false)} destroyOnHidden>
        <NumberForm companyId={company.id} done={() => setAdd(false)} cancel={() => setAdd(false)} />
      </Drawer>
      <Drawer
        open={openId !== null}
        size={520}
        title={read.value?.rows.find(({ id }) => id === openId)?.shown ?? '号码'}
        onClose={() => setOpenId(null)}
        destroyOnHidden
      >
        {openId !== null && <Panel key={openId} id={openId} close={() => setOpenId(null)} />}
      </Drawer>
    </>
  )
}
