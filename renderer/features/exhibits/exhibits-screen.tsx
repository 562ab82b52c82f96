import './exhibits.css'
import { AppstoreOutlined, BarsOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import type { Exhibit } from '#shared/exhibits.ts'
import type { ExhibitId } from '#shared/ids.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FileDropZone } from '../../components/file-drop-zone.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { useSaveKey } from '../../state/use-save-key.ts'
import { useCompany } from '../../state/status.ts'
import { AddedReport } from './added-report.tsx'
import { ExhibitDrawer } from './exhibit-drawer.tsx'
import { ExhibitFilterBar, kindFrom } from './exhibit-filter.tsx'
import { ExhibitGrid } from './exhibit-grid.tsx'
import { ExhibitTable } from './exhibit-table.tsx'
import { useTakeExhibits } from './use-take-exhibits.ts'

type View = 'table' | 'grid'

const views = [
  { value: 'table' as const, label: '表格', icon: <BarsOutlined /> },
  { value: 'grid' as const, label: '缩略图', icon: <AppstoreOutlined /> },
]

const viewKey = 'exhibits:view'

/** The exhibit whose row has the focus, for keys pressed on it. */
function exhibitAt(event: KeyboardEvent, exhibits: readonly Exhibit[]) {
  const target = event.target
  if (!(target instanceof HTMLElement) || target.closest('input, textarea')) return undefined
  const id = target.closest<HTMLElement>('[data-row-key]')?.dataset['rowKey']
  return exhibits.find((exhibit) => exhibit.id === id)
}

function useExhibitActs(onGone: (exhibit: Exhibit) => void) {
  const change = useChange()
  return {
    remove: async (exhibit: Exhibit) => {
      const answer = await change((core) => core.exhibits.remove({ id: exhibit.id }), {
        success: `已把「${exhibit.title}」移到回收站，保留 30 天`,
        undo: true,
      })
      if (answer.ok) onGone(exhibit)
    },
    restore: async (exhibit: Exhibit) => {
      const answer = await change((core) => core.exhibits.restore({ id: exhibit.id }), {
        success: `已恢复「${exhibit.title}」`,
      })
      if (answer.ok) onGone(exhibit)
    },
    merge: (ids: readonly string[]) =>
      change((core) => core.exhibits.merge({ ids: ids as ExhibitId[] }), {
        success: ({ title, pages }) => `已合并到「${title}」，共 ${pages} 页`,
        undo: true,
      }),
  }
}

/** 证据库: every piece of evidence of the company, and the place to drop more. */
export function ExhibitsScreen() {
  const company = useCompany()
  useSaveKey()
  const navigate = useNavigate({ from: '/exhibits' })
  const where = useSearch({ from: '/exhibits' })
  const filter = { search: where.search ?? '', kind: kindFrom(where.kind) }
  const removed = where.removed ?? false
  const [view, setView] = useState<View>(() => (localStorage.getItem(viewKey) === 'grid' ? 'grid' : 'table'))
  const [chosen, setChosen] = useState<string[]>([])
  const [renaming, setRenaming] = useState(false)
  const asked = { companyId: company.id, ...filter, removed }
  const read = useRead(['exhibits', 'list', asked], (core) => core.exhibits.list(asked), { keep: true })
  const { take, choose, report, dismiss } = useTakeExhibits(company.id)
  const go = (search: Partial<typeof where>) => void navigate({ search: (now) => ({ ...now, ...search }) })
  const open = (id: string, rename = false) => {
    setRenaming(rename)
    go({ id })
  }
  const acts = useExhibitActs((exhibit) => {
    setChosen((ids) => ids.filter((id) => id !== exhibit.id))
    if (where.id === exhibit.id) go({ id: undefined })
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const exhibit = exhibitAt(event, read.value ?? [])
    if (!exhibit) return
    if (event.key === 'Delete' && !removed) void acts.remove(exhibit)
    if (event.key === 'F2') open(exhibit.id, true)
  }
  const filtered = filter.search !== '' || filter.kind !== null
  const empty = removed ? (
    <EmptyState sentence="回收站是空的。删除的材料在这里保留 30 天，可以恢复。" />
  ) : filtered ? (
    <EmptyState
      sentence="没有符合条件的材料。"
      action={<Button onClick={() => go({ search: undefined, kind: undefined })}>清除筛选</Button>}
    />
  ) : (
    <EmptyState
      sentence="把营业执照、号码归属证明、标记截图等文件拖到窗口里，或粘贴截图。"
      action={
        <Button type="primary" onClick={() => void choose()}>
          添加文件
        </Button>
      }
      example="营业执照.pdf、OPPO标记截图.png、通信服务协议.docx"
    />
  )
  return (
    <FileDropZone take={(files) => void take(files)} hint="松开鼠标，加入证据库">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of whichever row has the focus */}
      <div onKeyDown={onKeyDown}>
        <PageHead
          title={removed ? '证据库：回收站' : '证据库'}
          beside={<span className="quiet">共 {read.value?.length ?? 0} 份</span>}
        >
          {chosen.length >= 2 && !removed && (
            <Button onClick={() => void acts.merge(chosen).then(({ ok }) => ok && setChosen([]))}>
              合并所选 {chosen.length} 份
            </Button>
          )}
          <Segmented
            aria-label="显示方式"
            value={view}
            onChange={(next) => {
              localStorage.setItem(viewKey, next)
              setView(next)
            }}
            options={views}
          />
          <Button icon={<DeleteOutlined />} onClick={() => go({ removed: removed ? undefined : true, id: undefined })}>
            {removed ? '返回证据库' : '回收站'}
          </Button>
          {!removed && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => void choose()}>
              添加文件
            </Button>
          )}
        </PageHead>
        <AddedReport report={report} onClose={dismiss} onOpen={(id) => open(id)} />
        <ExhibitFilterBar
          key={`${filter.search}|${filter.kind}`}
          filter={filter}
          onFilter={({ search, kind }) => go({ search: search || undefined, kind: kind ?? undefined })}
        />
        <Loaded read={read}>
          {(exhibits) =>
            exhibits.length === 0 ? (
              <div className="surface">{empty}</div>
            ) : view === 'grid' ? (
              <ExhibitGrid exhibits={exhibits} onOpen={({ id }) => open(id)} />
            ) : (
              <div className="surface" style={{ padding: 0 }}>
                <ExhibitTable
                  exhibits={exhibits}
                  removed={removed}
                  current={where.id}
                  chosen={chosen}
                  empty={empty}
                  onChoose={setChosen}
                  onOpen={({ id }) => open(id)}
                  onRemove={(exhibit) => void acts.remove(exhibit)}
                  onRestore={(exhibit) => void acts.restore(exhibit)}
                />
              </div>
            )
          }
        </Loaded>
      </div>
      <ExhibitDrawer
        id={where.id}
        focusTitle={renaming}
        onClose={() => void navigate({ search: (now) => ({ ...now, id: undefined }), replace: true })}
        onRemove={(exhibit) => void acts.remove(exhibit)}
        onRestore={(exhibit) => void acts.restore(exhibit)}
      />
    </FileDropZone>
  )
}
