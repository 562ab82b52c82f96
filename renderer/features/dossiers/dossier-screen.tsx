import './dossiers.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Dossier } from '#shared/dossiers.ts'
import type { Exhibit } from '#shared/exhibits.ts'
import type { ExhibitId } from '#shared/ids.ts'
import type { ExhibitKind } from '#shared/kinds.ts'
import { FileDropZone } from '../../components/file-drop-zone.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { SplitView } from '../../components/split-view.tsx'
import { useChange, useJob } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { useSaveKey } from '../../state/use-save-key.ts'
import { DossierHead } from './dossier-head.tsx'
import { DossierPreviewPane } from './dossier-preview.tsx'
import { GatePanel } from './gate-panel.tsx'
import { missingKinds } from './gate-words.ts'
import { ItemList } from './item-list.tsx'
import { useDossierPreview } from './use-dossier-preview.ts'
import { useWide } from './use-wide.ts'

/** What other areas show of a dossier; the page joins them. */
export interface DossierParts {
  /** 文书: the letters of the dossier. */
  readonly letters: (dossier: Dossier, locked: boolean) => ReactNode
  /** 提交包: what was built. */
  readonly package: (dossier: Dossier, build: () => void) => ReactNode
  /** Beside 生成提交包: 标记已提交, or the submission. */
  readonly submit: (dossier: Dossier) => ReactNode
  /** Chooses exhibits from the library. */
  readonly picker: (options: {
    readonly dossier: Dossier
    readonly wanted: readonly ExhibitKind[]
    readonly onChoose: (ids: ExhibitId[]) => Promise<unknown>
    readonly onClose: () => void
  }) => ReactNode
  /** Takes files into the library. */
  readonly take: (files: readonly File[]) => Promise<readonly Exhibit[]>
  readonly choose: () => Promise<readonly Exhibit[]>
  /** What became of the files just taken. */
  readonly report: ReactNode
}

const tabs = ['order', 'gate', 'letters', 'package'] as const
type Tab = (typeof tabs)[number]

const foldKey = 'dossier:preview-folded'

/** Files that cannot be bound stay in the library with their reason; in the dossier they would only stop it. */
const bindable = (added: readonly Exhibit[]) => added.filter(({ refusal }) => refusal === null).map(({ id }) => id)

function useExhibitsInto(dossier: Dossier) {
  const change = useChange()
  return async (ids: readonly ExhibitId[]) => {
    const fresh = [...new Set(ids)].filter((id) => !dossier.items.some(({ exhibitId }) => exhibitId === id))
    if (fresh.length === 0) return
    await change((core) => core.dossiers.addExhibits({ id: dossier.id, exhibitIds: fresh }), {
      into: ['dossiers', 'find', dossier.id],
      success: `已加入 ${fresh.length} 份证据`,
      undo: true,
    })
  }
}

function Workspace({ dossier, parts }: { readonly dossier: Dossier; readonly parts: DossierParts }) {
  const job = useJob()
  useSaveKey()
  const wide = useWide()
  const navigate = useNavigate({ from: '/dossiers/$id' })
  const { tab: asked } = useSearch({ from: '/dossiers/$id' })
  const locked = dossier.state === 'submitted'
  const [folded, setFolded] = useState(() => localStorage.getItem(foldKey) === 'yes')
  const [wanted, setWanted] = useState<readonly ExhibitKind[] | null>(null)
  const [target, setTarget] = useState<{ readonly page: number } | null>(null)
  const bound = useDossierPreview(dossier, !folded)
  const addExhibits = useExhibitsInto(dossier)
  const known = tabs.find((one) => one === asked) ?? 'order'
  const tab: Tab = wide && known === 'gate' ? 'order' : known
  const goTab = (next: Tab) => void navigate({ search: { tab: next }, replace: true })
  const fold = (now: boolean) => {
    localStorage.setItem(foldKey, now ? 'yes' : 'no')
    setFolded(now)
  }
  const build = async () => {
    const answer = await job('生成提交包', (core, id) => core.dossiers.build({ id: dossier.id, job: id }), {
      into: ['dossiers', 'find', dossier.id],
      success: '提交包已生成并通过自检',
    })
    if (answer.ok) goTab('package')
    else if (answer.error.code === 'gate-open' && !wide) goTab('gate')
  }
  const gate = <GatePanel dossier={dossier} locked={locked} onPick={setWanted} onLetters={() => goTab('letters')} />
  const adding = (
    <>
      <Button onClick={() => setWanted(missingKinds(dossier))}>从证据库添加</Button>
      <Button onClick={() => void parts.choose().then((added) => addExhibits(bindable(added)))}>添加文件</Button>
      <Button onClick={() => goTab('letters')}>起草文书</Button>
    </>
  )
  const gaps = dossier.gate.rows.filter(({ blocks }) => blocks).length
  const centre = (
    <Tabs
      className="dossier-tabs"
      activeKey={tab}
      onChange={(key) => goTab(key as Tab)}
      items={[
        {
          key: 'order',
          label: `目录（${dossier.items.length}）`,
          children: (
            <ItemList
              dossier={dossier}
              preview={bound.preview}
              locked={locked}
              adding={adding}
              onGo={(page) => {
                fold(false)
                setTarget({ page })
              }}
            />
          ),
        },
        ...(wide ? [] : [{ key: 'gate', label: gaps > 0 ? `预检（${gaps}）` : '预检', children: gate }]),
        { key: 'letters', label: '文书', children: parts.letters(dossier, locked) },
        { key: 'package', label: '提交包', children: parts.package(dossier, () => void build()) },
      ]}
    />
  )
  return (
    <FileDropZone
      take={(files) => {
        if (!locked) void parts.take(files).then((added) => addExhibits(bindable(added)))
      }}
      hint={locked ? '这份卷宗已提交，不能再加入材料' : '松开鼠标，存入证据库并加入这份卷宗'}
    >
      <div className="dossier">
        <DossierHead dossier={dossier} locked={locked}>
          <Button aria-pressed={!folded} onClick={() => fold(!folded)}>
            {folded ? '显示预览' : '收起预览'}
          </Button>
          {!locked && (
            <Button type={dossier.build?.current ? 'default' : 'primary'} onClick={() => void build()}>
              {dossier.build ? '重新生成提交包' : '生成提交包'}
            </Button>
          )}
          {parts.submit(dossier)}
        </DossierHead>
        {parts.report}
        <div className="dossier-panes">
          <SplitView
            name={wide ? 'dossier-wide' : 'dossier-narrow'}
            panes={[
              ...(wide ? [{ key: 'gate', name: '预检', width: 300, min: 240, content: gate }] : []),
              { key: 'centre', name: '目录', min: 380, content: centre },
              ...(folded
                ? []
                : [
                    {
                      key: 'preview',
                      name: '预览',
                      width: wide ? 520 : 420,
                      min: 300,
                      content: (
                        <DossierPreviewPane
                          preview={bound.preview}
                          error={bound.error}
                          step={bound.step}
                          current={bound.current}
                          target={target}
                          onStop={bound.stop}
                          onAgain={bound.again}
                        />
                      ),
                    },
                  ]),
            ]}
          />
        </div>
      </div>
      {wanted && parts.picker({ dossier, wanted, onChoose: addExhibits, onClose: () => setWanted(null) })}
    </FileDropZone>
  )
}

/** One dossier: the gate, the order and the very pages, side by side. */
export function DossierScreen({ parts }: { readonly parts: DossierParts }) {
  const { id } = useParams({ from: '/dossiers/$id' })
  const read = useRead(['dossiers', 'find', id], (core) => core.dossiers.find({ id }))
  return <Loaded read={read}>{(dossier) => <Workspace key={dossier.id} dossier={dossier} parts={parts} />}</Loaded>
}
