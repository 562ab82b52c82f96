import type { EditorState } from '@codemirror/state'
import { RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** How a line is set, by the mark in front of it. */
export const lineStyles = [
  { mark: '# ', name: '标题', look: 'zm-line-title' },
  { mark: '## ', name: '小标题', look: 'zm-line-heading' },
  { mark: '> ', name: '顶格', look: 'zm-line-flush' },
  { mark: '>> ', name: '靠右', look: 'zm-line-right' },
  { mark: '', name: '正文', look: 'zm-line-plain' },
] as const
export type LineStyleName = (typeof lineStyles)[number]['name']

const marked = /^(\? )?(##|#|>>|>)?\s*/

function styleOf(text: string) {
  const mark = marked.exec(text)?.[2]
  return lineStyles.find((style) => style.mark.trim() === (mark ?? '')) ?? lineStyles[4]
}

/** The style of the line the cursor is in. */
export const styleAt = (state: EditorState): LineStyleName =>
  styleOf(state.doc.lineAt(state.selection.main.head).text).name

/** Gives every line of the selection a style; 「? 」 in front stays. */
export function setLineStyle(view: EditorView, name: LineStyleName): void {
  const style = lineStyles.find((one) => one.name === name) ?? lineStyles[4]
  const { doc, selection } = view.state
  const [first, last] = [doc.lineAt(selection.main.from).number, doc.lineAt(selection.main.to).number]
  const changes = Array.from({ length: last - first + 1 }, (_, index) => {
    const line = doc.line(first + index)
    const found = marked.exec(line.text)
    return { from: line.from, to: line.from + (found?.[0].length ?? 0), insert: `${found?.[1] ?? ''}${style.mark}` }
  })
  view.dispatch({ changes, userEvent: 'input' })
  view.focus()
}

const looks = new Map(lineStyles.map(({ look }) => [look, Decoration.line({ class: look })]))
const faint = Decoration.mark({ class: 'zm-line-mark' })

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at)
      const look = looks.get(styleOf(line.text).look)
      if (look) builder.add(line.from, line.from, look)
      const mark = marked.exec(line.text)?.[0].trimEnd().length ?? 0
      if (mark > 0) builder.add(line.from, line.from + mark, faint)
      at = line.to + 1
    }
  }
  return builder.finish()
}

interface Lines {
  lines: DecorationSet
  update: (change: ViewUpdate) => void
}

/** Shows titles as titles, and the marks that make them small and grey. */
export const lineLooks = ViewPlugin.define<Lines>(
  (view) => {
    const value: Lines = {
      lines: decorate(view),
      update: (change) => {
        if (change.docChanged || change.viewportChanged) value.lines = decorate(change.view)
      },
    }
    return value
  },
  { decorations: (value) => value.lines },
)
