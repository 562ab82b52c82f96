import { autocompletion, type CompletionContext, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import { fieldChips, knownFields } from './letter-editor-chips.ts'
import { lineLooks } from './letter-editor-lines.ts'

const phrases = { Completions: '可选字段', 'Unknown token': '未知', 'Control character': '控制字符' }

/** Offers field names after `{{`; takes the closing braces with it when they stand there already. */
function offerFields(choices: readonly string[]) {
  return (context: CompletionContext) => {
    const typed = context.matchBefore(/\{\{[^{}\n]*/)
    if (!typed) return null
    const known = context.state.field(knownFields)
    return {
      from: typed.from + 2,
      validFor: /^[^{}\n]*$/,
      options: choices.map((name) => ({
        label: name,
        detail: known.get(name)?.value ?? '未填写',
        apply: (view: EditorView, _: unknown, from: number, to: number) => {
          const closed = view.state.sliceDoc(to, to + 2) === '}}'
          const insert = `${name}}}`
          view.dispatch({
            changes: { from, to: closed ? to + 2 : to, insert },
            selection: { anchor: from + insert.length },
            userEvent: 'input.complete',
          })
        },
      })),
    }
  }
}

/** Everything the letter editor is made of, but for its text. */
export function letterEditorSetup(options: {
  readonly label: string
  readonly choices: readonly string[]
  readonly readOnly: boolean
  readonly onText: (text: string) => void
  readonly onLeave: () => void
}): Extension[] {
  return [
    history(),
    drawSelection(),
    EditorView.lineWrapping,
    EditorState.phrases.of(phrases),
    EditorState.readOnly.of(options.readOnly),
    EditorView.editable.of(!options.readOnly),
    EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', tabindex: '0' }),
    autocompletion({ override: [offerFields(options.choices)], icons: false, closeOnBlur: true }),
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    fieldChips,
    lineLooks,
    EditorView.updateListener.of((change) => {
      // While Chinese is being composed the text is half a word; the end of it is a change of its own.
      if (change.docChanged && !change.view.composing) options.onText(change.state.doc.toString())
    }),
    EditorView.domEventHandlers({
      compositionend: (_event, view) => void setTimeout(() => options.onText(view.state.doc.toString())),
      blur: () => options.onLeave(),
    }),
  ]
}
