import './letter-editor.css'
import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { QuestionCircleOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Popover, Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type EditorField, knowFields } from './letter-editor-chips.ts'
import { letterEditorSetup } from './letter-editor-setup.ts'
import { type LineStyleName, lineStyles, setLineStyle, styleAt } from './letter-editor-lines.ts'
import { useAutosave } from './use-autosave.ts'
import { SaveState } from './save-state.tsx'

interface LetterEditorProps {
  /** Its accessible name, such as 「申诉函 正文」. */
  readonly label: string
  /** The stored text; a new `editorKey` takes it anew. */
  readonly text: string
  readonly editorKey: string
  readonly fields: readonly EditorField[]
  /** Field names offered after `{{` and in 插入字段. */
  readonly choices: readonly string[]
  readonly readOnly?: boolean
  readonly extra?: ReactNode
  /** Stores the text; answers whether it was taken. */
  readonly save: (text: string) => Promise<boolean>
}

function FieldMenu({ choices, onChoose }: { readonly choices: readonly string[]; onChoose: (name: string) => void }) {
  return (
    <Select
      size="small"
      aria-label="插入字段"
      placeholder="插入字段"
      value={null}
      showSearch
      popupMatchSelectWidth={180}
      style={{ width: 112 }}
      options={choices.map((name) => ({ value: name, label: name }))}
      onSelect={(name: string | null) => name && onChoose(name)}
    />
  )
}

function insertField(view: EditorView, name: string) {
  const insert = `{{${name}}}`
  const { from, to } = view.state.selection.main
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input' })
  view.focus()
}

const help = (
  <ul style={{ margin: 0, paddingLeft: 18, maxWidth: 360 }}>
    <li>字段显示为色块，成文时换成内容；输入「{'{{'}」可以选择字段。</li>
    <li>行首的 # 是标题，## 是小标题，&gt; 是顶格，&gt;&gt; 是靠右；用「这一行的样式」切换更方便。</li>
    <li>两个 ** 之间的文字加粗。</li>
    <li>行首的「? 」表示：这一行的字段没有内容时，整行不印。</li>
    <li>「见 营业执照」这样的色块成文时写成「见第 N 页」。</li>
  </ul>
)

/** A letter's text with its fields as chips; keeps itself and says when. */
export function LetterEditor(props: LetterEditorProps) {
  const { label, text, editorKey, fields, choices, readOnly = false } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const [depth, setDepth] = useState({ undo: 0, redo: 0 })
  const [style, setStyle] = useState<LineStyleName>('正文')
  const { phase, savedAt, change, flush } = useAutosave(props.save)
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey)) void flush()
    }
    window.addEventListener('keydown', keep)
    return () => window.removeEventListener('keydown', keep)
  }, [flush])
  const offered = choices.join('\n')

  useEffect(() => {
    if (!host.current) return
    let last = text
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          letterEditorSetup({
            label,
            choices: offered.split('\n').filter(Boolean),
            readOnly,
            onText: (now) => {
              if (now === last) return
              last = now
              change(now)
            },
            onLeave: () => void flush(),
          }),
          EditorView.updateListener.of(({ state, docChanged, selectionSet }) => {
            if (docChanged) setDepth({ undo: undoDepth(state), redo: redoDepth(state) })
            if (docChanged || selectionSet) setStyle(styleAt(state))
          }),
        ],
      }),
    })
    view.current = made
    setDepth({ undo: 0, redo: 0 })
    return () => {
      void flush()
      made.destroy()
      view.current = null
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the stored text is taken once; afterwards the editor owns it
  }, [editorKey, offered, readOnly, label])

  useEffect(() => {
    const known = new Map(fields.map((field) => [field.name, field]))
    view.current?.dispatch({ effects: knowFields.of(known) })
  }, [fields, editorKey, offered, readOnly, label])

  return (
    <div className="zm-letter">
      <div className="zm-letter-bar" role="toolbar" aria-label="编辑工具">
        {!readOnly && (
          <>
            <FieldMenu choices={choices} onChoose={(name) => view.current && insertField(view.current, name)} />
            <Select
              size="small"
              aria-label="这一行的样式"
              value={style}
              onChange={(name) => view.current && setLineStyle(view.current, name)}
              options={lineStyles.map(({ name }) => ({ value: name, label: name }))}
              popupMatchSelectWidth={false}
              style={{ width: 88 }}
            />
            <Button
              size="small"
              type="text"
              icon={<UndoOutlined />}
              aria-label="撤销输入"
              title="撤销输入（Ctrl+Z）"
              disabled={depth.undo === 0}
              onClick={() => view.current && undo(view.current)}
            />
            <Button
              size="small"
              type="text"
              icon={<RedoOutlined />}
              aria-label="重做输入"
              title="重做输入（Ctrl+Y）"
              disabled={depth.redo === 0}
              onClick={() => view.current && redo(view.current)}
            />
            <Popover title="怎样书写" content={help} trigger="click">
              <Button
                size="small"
                type="text"
                icon={<QuestionCircleOutlined />}
                aria-label="怎样书写"
                title="怎样书写"
              />
            </Popover>
            <SaveState state={phase === 'waiting' ? 'saving' : phase} savedAt={savedAt} />
          </>
        )}
        {props.extra}
      </div>
      <div ref={host} className="zm-letter-host" />
    </div>
  )
}
