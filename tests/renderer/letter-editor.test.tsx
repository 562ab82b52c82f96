import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { expect, test } from 'vitest'
import { fieldChips, knowFields } from '../../renderer/components/letter-editor-chips.ts'
import { setLineStyle, styleAt } from '../../renderer/components/letter-editor-lines.ts'

function open(doc: string) {
  const view = new EditorView({
    parent: document.body,
    state: EditorState.create({ doc, extensions: [fieldChips] }),
  })
  const known = [
    { name: '公司名称', value: '样本理财有限责任公司', where: '' },
    { name: '经办人', value: null, where: '在「公司主体」填写' },
  ]
  view.dispatch({ effects: knowFields.of(new Map(known.map((field) => [field.name, field]))) })
  return view
}

test('a field shows as a chip that says its value, or where to fill it in', () => {
  const view = open('申诉人：{{公司名称}}，{{经办人}}，{{见:营业执照}}，{{没有的}}')
  const chips = [...view.dom.querySelectorAll<HTMLElement>('.zm-chip')]
  expect(chips.map(({ textContent, title }) => [textContent, title])).toEqual([
    ['公司名称', '样本理财有限责任公司'],
    ['⚠ 经办人', '还没有填写：在「公司主体」填写'],
    ['见 营业执照', '成文时写成「见第 N 页」，可点击'],
    ['⚠ 没有的', '字段列表里没有这个字段，请从「插入字段」中选择'],
  ])
})

test('a chip follows its value as soon as it is known', () => {
  const view = open('{{经办人}}')
  view.dispatch({ effects: knowFields.of(new Map([['经办人', { name: '经办人', value: '李示例', where: '' }]])) })
  expect(view.dom.querySelector<HTMLElement>('.zm-chip')?.title).toBe('李示例')
})

test('a line changes its style without losing a word or the mark that lets it fall away', () => {
  const view = open('? > 电子邮箱：甲')
  expect(styleAt(view.state)).toBe('顶格')
  setLineStyle(view, '小标题')
  expect(view.state.doc.toString()).toBe('? ## 电子邮箱：甲')
  setLineStyle(view, '正文')
  expect(view.state.doc.toString()).toBe('? 电子邮箱：甲')
})
