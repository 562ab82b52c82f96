import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { Sighting } from '#shared/sightings.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { useRead } from '../../state/core.ts'
import { useCompany } from '../../state/status.ts'
import { BeginAppeal } from './begin-appeal.tsx'
import { SightingDetail } from './sighting-detail.tsx'
import { SightingForm } from './sighting-form.tsx'
import { sightingColumns } from './sighting-columns.tsx'

function NumberFilter({ id, clear }: { readonly id: string; readonly clear: () => void }) {
  const { value } = useRead(['numbers', 'find', id], (core) => core.numbers.find({ id }))
  return (
    <span className="row">
      只看 {value?.shown ?? '这个号码'}
      <Button size="small" onClick={clear}>
        看全部号码
      </Button>
    </span>
  )
}

/** What keeps several chosen sightings from going into one dossier; null when nothing does. */
function whyNotTogether(chosen: readonly Sighting[]): string | null {
  if (chosen.some(({ clean }) => clean)) return '所选记录里有「未显示标记」的，不能申诉'
  return new Set(chosen.map(({ platformId }) => platformId)).size > 1
    ? '一个卷宗只对一个平台，请选同一平台的标记'
    : null
}

function BatchBar({
  chosen,
  begin,
  clear,
}: {
  readonly chosen: readonly Sighting[]
  readonly begin: () => void
  readonly clear: () => void
}) {
  if (chosen.length === 0) return null
  const why = whyNotTogether(chosen)
  return (
    <section className="row surface" style={{ padding: '8px 12px', marginBottom: 12 }} aria-label="批量操作">
      <span>已选 {chosen.length} 条</span>
      <Button type="primary" disabled={why !== null} onClick={begin}>
        合并申诉
      </Button>
      <Button onClick={clear}>取消选择</Button>
      {why && <span className="quiet">{why}</span>}
    </section>
  )
}

function useScreen() {
  const search = useSearch({ from: '/sightings' })
  const navigate = useNavigate()
  const go = (next: typeof search) => void navigate({ to: '/sightings', search: next })
  return {
    search,
    open: (id: string) => go({ number: search.number, id }),
    add: () => go({ number: search.number, add: true }),
    close: () => go({ number: search.number }),
    all: () => go({}),
  }
}

/** 标记记录: what handsets and query pages showed, and the way from there to an appeal. */
export function SightingsScreen() {
  const company = useCompany()
  const { search, open, add, close, all } = useScreen()
  const [editing, setEditing] = useState(false)
  const [chosenKeys, setChosenKeys] = useState<string[]>([])
  const [appealing, setAppealing] = useState<readonly Sighting[] | null>(null)
  const input = { companyId: company.id, numberId: search.number ?? null }
  const read = useRead(['sightings', 'list', input], (core) => core.sightings.list(input))
  const rows = read.value ?? []
  const current = rows.find(({ id }) => id === search.id)
  const chosen = rows.filter(({ id }) => chosenKeys.includes(id))
  const leave = () => {
    setEditing(false)
    close()
  }
  const saved = (sighting: Sighting, appeal: boolean) => {
    setEditing(false)
    if (appeal) setAppealing([sighting])
    close()
  }
  const addButton = (
    <Button type="primary" onClick={add}>
      登记标记
    </Button>
  )
  return (
    <>
      <PageHead title="标记记录" beside={search.number && <NumberFilter id={search.number} clear={all} />}>
        {addButton}
      </PageHead>
      <BatchBar chosen={chosen} begin={() => setAppealing(chosen)} clear={() => setChosenKeys([])} />
      <Loaded read={read}>
        {(sightings) => (
          <div className="surface" style={{ padding: 0 }}>
            <RecordTable
              label="标记记录"
              rows={sightings}
              keyOf={({ id }) => id}
              nameOf={({ numberShown, labelText }) => `${numberShown} ${labelText}`}
              open={({ id }) => open(id)}
              current={search.id}
              columns={sightingColumns(open)}
              select={{ keys: chosenKeys, choose: setChosenKeys, allowed: ({ clean }) => !clean }}
              empty={
                <EmptyState
                  sentence="在手机或查询页面上看到自己的号码被标记，就登记一条：号码、文字、来源行和截图。"
                  action={addButton}
                  example="021-61234567 在华为手机上显示「广告推销」"
                />
              }
            />
          </div>
        )}
      </Loaded>
      <Drawer open={search.add === true} size={680} title="登记标记" onClose={close} destroyOnHidden>
        <SightingForm numberId={search.number} done={saved} cancel={close} />
      </Drawer>
      <Drawer
        open={current !== undefined}
        size={680}
        title={current ? `${current.numberShown} 的标记` : ''}
        onClose={leave}
        destroyOnHidden
      >
        {current && editing && <SightingForm sighting={current} done={saved} cancel={() => setEditing(false)} />}
        {current && !editing && (
          <SightingDetail
            sighting={current}
            edit={() => setEditing(true)}
            begin={() => setAppealing([current])}
            close={leave}
          />
        )}
      </Drawer>
      {appealing && <BeginAppeal sightings={appealing} close={() => setAppealing(null)} />}
    </>
  )
}
