import './letters.css'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { DossierId, LetterId } from '#shared/ids.ts'
import { letterKindNames } from '#shared/kinds.ts'
import type { Letter } from '#shared/letters.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { ExportLetter } from './export-letter.tsx'
import { LetterGaps } from './letter-gaps.tsx'
import { LetterState } from './letter-state.tsx'
import { StampedFacts } from './stamped-facts.tsx'
import { StampedImport } from './stamped-import.tsx'
import { TemplateChooser } from './template-chooser.tsx'

function LetterCard({
  letter,
  locked,
  onOpen,
}: {
  readonly letter: Letter
  readonly locked: boolean
  readonly onOpen: () => void
}) {
  const change = useChange()
  const remove = () =>
    void change((core) => core.letters.remove({ id: letter.id }), { success: `已删除「${letter.title}」`, undo: true })
  return (
    <li className="letter-card">
      <div className="row">
        <Button type="link" className="letter-title" onClick={onOpen} aria-label={`编辑「${letter.title}」`}>
          {letter.title}
        </Button>
        <span className="quiet">{letterKindNames[letter.kind]}</span>
        <LetterState letter={letter} />
      </div>
      <LetterGaps letter={letter} />
      <StampedFacts letter={letter} locked={locked} />
      <div className="row" style={{ marginTop: 6 }}>
        <Button size="small" onClick={onOpen}>
          {locked ? '查看' : '编辑'}
        </Button>
        <ExportLetter letter={letter} />
        {!locked && (
          <Button size="small" type="text" onClick={remove} aria-label={`删除「${letter.title}」`}>
            删除
          </Button>
        )}
      </div>
    </li>
  )
}

function StampWork({
  dossierId,
  letters,
  onImport,
}: {
  readonly dossierId: DossierId
  readonly letters: readonly Letter[]
  readonly onImport: () => void
}) {
  const change = useChange()
  const list = (format: 'docx' | 'pdf') =>
    void change((core) => core.letters.exportStampList({ dossierId, format }), {
      success: ({ path }) => `用印清单已保存到 ${path}`,
    })
  const waiting = letters.filter(({ needsStamp, stamped }) => needsStamp && !stamped).length
  return (
    <section className="surface" aria-label="打印与用印">
      <strong>打印与用印</strong>
      <p className="quiet" style={{ margin: '4px 0 8px' }}>
        {waiting > 0 ? `${waiting} 份文书待盖章。` : '需要盖章的文书都已导入盖章件。'}
        先导出文书和用印清单，打印盖章后扫描成一个 PDF，再导入回来。程序不会代盖印章。
      </p>
      <div className="row">
        <Button onClick={() => list('pdf')}>导出用印清单（PDF）</Button>
        <Button onClick={() => list('docx')}>导出用印清单（Word）</Button>
        <Button type={waiting > 0 ? 'primary' : 'default'} ghost={waiting > 0} onClick={onImport}>
          导入盖章扫描件
        </Button>
      </div>
    </section>
  )
}

/** 文书 of a dossier: draft, edit, export, stamp. */
export function LettersPanel({ dossierId, locked }: { readonly dossierId: DossierId; readonly locked: boolean }) {
  const navigate = useNavigate()
  const [choosing, setChoosing] = useState(false)
  const [importing, setImporting] = useState(false)
  const read = useRead(['letters', 'list', dossierId], (core) => core.letters.list({ dossierId }))
  const open = (id: LetterId) => void navigate({ to: '/letters/$id', params: { id } })
  const add = (
    <Button icon={<PlusOutlined />} type="primary" ghost onClick={() => setChoosing(true)}>
      从模板起草
    </Button>
  )
  return (
    <div className="letters">
      <Loaded read={read}>
        {(letters) => (
          <>
            {letters.length === 0 ? (
              <EmptyState
                sentence="还没有文书。从模板起草，公司、号码和标记会自动填好。"
                action={locked ? null : add}
                example="申诉函、号码用途说明、承诺书"
              />
            ) : (
              <>
                {!locked && <div className="row">{add}</div>}
                <ul className="letter-cards" aria-label="本卷宗的文书">
                  {letters.map((letter) => (
                    <LetterCard key={letter.id} letter={letter} locked={locked} onOpen={() => open(letter.id)} />
                  ))}
                </ul>
                {!locked && letters.some(({ needsStamp }) => needsStamp) && (
                  <StampWork dossierId={dossierId} letters={letters} onImport={() => setImporting(true)} />
                )}
              </>
            )}
            {importing && (
              <StampedImport
                dossierId={dossierId}
                letters={letters.filter(({ needsStamp }) => needsStamp)}
                onClose={() => setImporting(false)}
              />
            )}
          </>
        )}
      </Loaded>
      {choosing && (
        <TemplateChooser dossierId={dossierId} onClose={() => setChoosing(false)} onDrafted={({ id }) => open(id)} />
      )}
    </div>
  )
}
