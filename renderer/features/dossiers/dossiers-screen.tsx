import './dossiers.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import type { DossierSummary } from '#shared/dossiers.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FilterBar } from '../../components/filter-bar.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { useCompany } from '../../state/status.ts'
import { dateTime } from '../../text/dates.ts'
import { NewDossier } from './new-dossier.tsx'

interface Filter {
  readonly search?: string | undefined
  readonly state?: 'preparing' | 'submitted' | undefined
}

const states = [
  { value: 'preparing' as const, label: '准备中' },
  { value: 'submitted' as const, label: '已提交' },
]

function DossierFilter({ filter, onFilter }: { readonly filter: Filter; readonly onFilter: (filter: Filter) => void }) {
  const [search, setSearch] = useState(filter.search ?? '')
  return (
    <FilterBar
      search={() => onFilter({ ...filter, search: search.trim() || undefined })}
      reset={() => {
        setSearch('')
        onFilter({ search: undefined, state: undefined })
      }}
    >
      <Input
        aria-label="搜索卷宗"
        placeholder="名称、平台或号码"
        allowClear
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        style={{ width: 240 }}
      />
      <Select
        aria-label="状态"
        placeholder="全部状态"
        allowClear
        value={filter.state ?? null}
        options={states}
        onChange={(state: Filter['state'] | null) => onFilter({ ...filter, state: state ?? undefined })}
        style={{ width: 130 }}
      />
    </FilterBar>
  )
}

/** 申诉卷宗: every dossier of the company. */
export function DossiersScreen() {
  const company = useCompany()
  const change = useChange()
  const navigate = useNavigate({ from: '/dossiers' })
  const where = useSearch({ from: '/dossiers' })
  const [adding, setAdding] = useState(false)
  const asked = { companyId: company.id, search: where.search ?? '', state: where.state ?? null }
  const read = useRead(['dossiers', 'list', asked], (core) => core.dossiers.list(asked), { keep: true })
  const open = (id: string) => void navigate({ to: '/dossiers/$id', params: { id } })
  const remove = (dossier: DossierSummary) =>
    void change((core) => core.dossiers.remove({ id: dossier.id }), {
      success: `已删除「${dossier.title}」，证据库里的材料都还在`,
      undo: true,
    })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' || !(event.target instanceof HTMLElement)) return
    const key = event.target.dataset['rowKey']
    const dossier = read.value?.find(({ id }) => id === key)
    if (dossier && dossier.state === 'preparing') remove(dossier)
  }
  const filtered = where.search !== undefined || where.state !== undefined
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      新建卷宗
    </Button>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of whichever row has the focus
    <div onKeyDown={onKeyDown}>
      <PageHead title="申诉卷宗" beside={<span className="quiet">共 {read.value?.length ?? 0} 份</span>}>
        {add}
      </PageHead>
      <DossierFilter key={where.search} filter={where} onFilter={(filter) => void navigate({ search: filter })} />
      <Loaded read={read}>
        {(dossiers) =>
          dossiers.length === 0 ? (
            <div className="surface">
              {filtered ? (
                <EmptyState
                  sentence="没有符合条件的卷宗。"
                  action={<Button onClick={() => void navigate({ search: {} })}>清除筛选</Button>}
                />
              ) : (
                <EmptyState
                  sentence="一份卷宗对应一个申诉渠道：选好号码和渠道，程序会列出需要的材料。"
                  action={add}
                  example="021-6123 4567 被标为「广告推销」，向泰迪熊移动申诉"
                />
              )}
            </div>
          ) : (
            <div className="surface" style={{ padding: 0 }}>
              <RecordTable<DossierSummary>
                label="申诉卷宗"
                rows={dossiers}
                keyOf={({ id }) => id}
                nameOf={({ title }) => title}
                open={({ id }) => open(id)}
                columns={[
                  {
                    title: '名称',
                    key: 'title',
                    render: (_, { title }) => <span style={{ whiteSpace: 'normal' }}>{title}</span>,
                  },
                  { title: '平台', dataIndex: 'platformName' },
                  {
                    title: '渠道',
                    key: 'channel',
                    render: (_, { channelName }) => <div className="dossier-channel">{channelName}</div>,
                  },
                  {
                    title: '号码',
                    key: 'numbers',
                    render: (_, { numbers }) =>
                      numbers.length > 2
                        ? `${numbers.slice(0, 2).join('、')} 等 ${numbers.length} 个`
                        : numbers.join('、'),
                  },
                  {
                    title: '状态',
                    key: 'state',
                    render: (_, { state }) => (
                      <StatusTag tone={state === 'submitted' ? 'good' : 'active'}>
                        {state === 'submitted' ? '已提交' : '准备中'}
                      </StatusTag>
                    ),
                  },
                  { title: '最后修改', key: 'changed', render: (_, { changedAt }) => dateTime(changedAt) },
                  {
                    title: '操作',
                    key: 'act',
                    fixed: 'right',
                    render: (_, dossier) =>
                      dossier.state === 'preparing' && (
                        <Button
                          size="small"
                          type="link"
                          aria-label={`删除「${dossier.title}」`}
                          onClick={(event) => {
                            event.stopPropagation()
                            remove(dossier)
                          }}
                        >
                          删除
                        </Button>
                      ),
                  },
                ]}
              />
            </div>
          )
        }
      </Loaded>
      {adding && <NewDossier companyId={company.id} onClose={() => setAdding(false)} onOpened={open} />}
    </div>
  )
}
