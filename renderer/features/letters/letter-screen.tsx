import './letters.css'
import { Link, useParams } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { Letter } from '#shared/letters.ts'
import { letterFields, letterTables } from '#shared/letters/letter-fields.ts'
import { ErrorText } from '../../components/error-text.tsx'
import { LetterEditor } from '../../components/letter-editor.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PdfViewer } from '../../components/pdf-viewer.tsx'
import { SplitView } from '../../components/split-view.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { fileUrl } from '../../state/files.ts'
import { describeError } from '../../text/error-sentences.ts'
import { useSaveKey } from '../../state/use-save-key.ts'
import { ExportLetter } from './export-letter.tsx'
import { LetterGaps } from './letter-gaps.tsx'
import { LetterState, letterGaps } from './letter-state.tsx'
import { StampedFacts } from './stamped-facts.tsx'
import { TypedFields } from './typed-fields.tsx'
import { LetterTitle } from './letter-title.tsx'
import { useLetterPreview } from './use-letter-preview.ts'

const choices: readonly string[] = [...letterFields.map(({ name }) => name), ...letterTables]

function LetterWork({ letter, locked }: { readonly letter: Letter; readonly locked: boolean }) {
  const change = useChange()
  const { file, error } = useLetterPreview(letter)
  const save = async (text: string) => {
    const answer = await change((core) => core.letters.write({ id: letter.id, text }), {
      into: ['letters', 'find', letter.id],
    })
    return answer.ok
  }
  return (
    <SplitView
      name="letter"
      panes={[
        {
          key: 'text',
          name: '正文',
          min: 360,
          content: (
            <div className="letter-work">
              <LetterEditor
                label={`${letter.title} 正文`}
                editorKey={letter.id}
                text={letter.text}
                fields={letter.fields}
                choices={choices}
                readOnly={locked || letter.stamped !== null}
                save={save}
                extra={letter.stamped && !locked ? <span>已导入盖章件，改正文请先弃用盖章件</span> : undefined}
              />
              <TypedFields letter={letter} locked={locked || letter.stamped !== null} />
              {(letter.stamped !== null || letterGaps(letter).length > 0) && (
                <section className="letter-facts" aria-label="需要处理的内容">
                  <LetterGaps letter={letter} />
                  <StampedFacts letter={letter} locked={locked} />
                </section>
              )}
            </div>
          ),
        },
        {
          key: 'preview',
          name: '预览',
          width: 460,
          min: 300,
          content: (
            <div className="letter-work">
              {error && (
                <Alert
                  type="warning"
                  showIcon
                  title={`预览没有更新：${describeError(error).title}`}
                  description={<ErrorText error={error} />}
                />
              )}
              <div style={{ flex: 1, minHeight: 0 }}>
                <PdfViewer url={file ? fileUrl(file, 'pdf') : null} label="文书预览" empty="正在排版" />
              </div>
            </div>
          ),
        },
      ]}
    />
  )
}

function LetterPage({ letter }: { readonly letter: Letter }) {
  useSaveKey()
  const dossier = useRead(['dossiers', 'find', letter.dossierId], (core) =>
    core.dossiers.find({ id: letter.dossierId }),
  )
  const locked = dossier.value?.state === 'submitted'
  return (
    <div className="letter-page">
      <div className="page-head" style={{ marginBottom: 0 }}>
        <Link to="/dossiers/$id" params={{ id: letter.dossierId }} search={{ tab: 'letters' }}>
          {dossier.value?.title ?? '卷宗'}
        </Link>
        <span aria-hidden>/</span>
        <LetterTitle letter={letter} locked={locked} />
        <LetterState letter={letter} />
        <div className="page-more">
          <ExportLetter letter={letter} size="medium" />
        </div>
      </div>
      <div className="letter-panes">
        <LetterWork letter={letter} locked={locked} />
      </div>
    </div>
  )
}

/** One letter: its text beside the very pages. */
export function LetterScreen() {
  const { id } = useParams({ from: '/letters/$id' })
  const read = useRead(['letters', 'find', id], (core) => core.letters.find({ id }))
  return <Loaded read={read}>{(letter) => <LetterPage key={letter.id} letter={letter} />}</Loaded>
}
