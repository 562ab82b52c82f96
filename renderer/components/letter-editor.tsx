import './letter-editor.css'
import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type EditorField, knowFields } from './letter-editor-chips.ts'
import { letterEditorSetup } from './letter-editor-setup.ts'
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

/** A letter's text with its fields as chips; keeps itself and says when. */
export function LetterEditor(props: LetterEditorProps) {
  const { label, text, editorKey, fields, choices, readOnly = false } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const [depth, setDepth] = useState({ undo: 0, redo: 0 })
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
          EditorView.updateListener.of(
            ({ state, docChanged }) => docChanged && setDepth({ undo: undoDepth(state), redo: redoDepth(state) }),
          ),
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
            <SaveState state={phase === 'waiting' ? 'saving' : phase} savedAt={savedAt} />
          </>
        )}
        {props.extra}
      </div>
      <div ref={host} className="zm-letter-host" />
    </div>
  )
}
