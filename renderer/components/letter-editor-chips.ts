import { EditorState, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view'

/** A field as the editor shows it; `value` null is missing, and `where` says where to fill it in. */
export interface EditorField {
  readonly name: string
  readonly value: string | null
  readonly where: string
}

type Known = ReadonlyMap<string, EditorField>

/** Tells a running editor the fields' values anew. */
export const knowFields = StateEffect.define<Known>()

/** The fields' values at the moment. */
export const knownFields = StateField.define<Known>({
  create: () => new Map(),
  update: (value, change) =>
    change.effects.reduce((now, effect) => (effect.is(knowFields) ? effect.value : now), value),
})

const see = /^见\s*[:：]\s*/

function describeChip(inside: string, known: Known): { words: string; hint: string; kind: string } {
  const name = inside.trim()
  if (see.test(name))
    return { words: `见 ${name.replace(see, '')}`, hint: '成文时写成「见第 N 页」，可点击', kind: 'see' }
  if (name.endsWith('表')) return { words: name, hint: '成文时在这里插入整张表', kind: 'table' }
  const field = known.get(name)
  if (!field) return { words: name, hint: '字段列表里没有这个字段，请从「插入字段」中选择', kind: 'missing' }
  if (field.value === null) return { words: name, hint: `还没有填写：${field.where}`, kind: 'missing' }
  return { words: name, hint: field.value, kind: 'filled' }
}

const makeWidget = Object.create as (base: WidgetType) => WidgetType

function drawChip(kind: string, words: string, hint: string): HTMLElement {
  const chip = document.createElement('span')
  chip.className = `zm-chip zm-chip-${kind}`
  chip.title = hint
  chip.setAttribute('role', 'img')
  chip.setAttribute('aria-label', kind === 'missing' ? `字段 ${words}，${hint}` : `字段 ${words}：${hint}`)
  chip.textContent = kind === 'missing' ? `⚠ ${words}` : words
  return chip
}

// CodeMirror wants heirs of its own class; an object made from its prototype is one.
function chipWidget(inside: string, known: Known): WidgetType {
  const { words, hint, kind } = describeChip(inside, known)
  const text = `${kind}\n${words}\n${hint}`
  return Object.assign(makeWidget(WidgetType.prototype), {
    text,
    eq: (other: WidgetType) => 'text' in other && other.text === text,
    toDOM: () => drawChip(kind, words, hint),
    ignoreEvent: () => false,
  })
}

const decorate = (view: EditorView) =>
  new MatchDecorator({
    regexp: /\{\{([^{}\n]+)\}\}/g,
    decoration: (match) =>
      Decoration.replace({ widget: chipWidget(match[1] ?? '', view.state.field(knownFields)), inclusive: false }),
  })

interface Chips {
  chips: DecorationSet
  update: (change: ViewUpdate) => void
}

const plugin = ViewPlugin.define<Chips>(
  (view) => {
    const value: Chips = {
      chips: decorate(view).createDeco(view),
      update: (change) => {
        const told = change.transactions.some((one) => one.effects.some((effect) => effect.is(knowFields)))
        if (told) value.chips = decorate(view).createDeco(view)
        else value.chips = decorate(view).updateDeco(change, value.chips)
      },
    }
    return value
  },
  {
    decorations: (value) => value.chips,
    provide: (self) => EditorView.atomicRanges.of((view) => view.plugin(self)?.chips ?? Decoration.none),
  },
)

/** Shows `{{字段}}` as chips that move and go as one character. */
export const fieldChips = [knownFields, plugin, EditorState.allowMultipleSelections.of(false)]
