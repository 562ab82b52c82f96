import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import { letterFields } from '#shared/letters/letter-fields.ts'
import { parseLetter } from '#shared/letters/letter-text.ts'
import { emptyFacts, sampleFacts } from './letter-sample.ts'

const messages = (text: string) => parseLetter(text).problems

test('each kind of line becomes what it says', () => {
  const { document } = composeLetter(
    '# 申诉函\n## 一、情况\n正文**加粗**。\n> 致：某某\n\n\n>> {{公司名称}}\n{{号码清单表}}',
    sampleFacts,
    { title: '文书' },
  )
  expect(document.title).toBe('申诉函')
  expect(document.blocks.map((block) => block.kind)).toEqual([
    'title',
    'heading',
    'paragraph',
    'paragraph',
    'space',
    'paragraph',
    'table',
  ])
  expect(document.blocks[2]).toEqual({
    kind: 'paragraph',
    inlines: [{ text: '正文' }, { text: '加粗', bold: true }, { text: '。' }],
    indent: true,
    align: 'justify',
  })
  expect(document.blocks[4]).toEqual({ kind: 'space', lines: 2 })
  expect(document.blocks[5]).toMatchObject({ align: 'right', inlines: [{ text: '样本理财有限责任公司' }] })
})

test('a wrong placeholder is named with its line and column, and stays readable in the letter', () => {
  const text = '第一行\n> 致：{{不存在}}、{{ }}、{{见：}}、{{公司名称'
  expect(messages(text).map(({ line, column }) => [line, column])).toEqual([
    [2, 5],
    [2, 13],
    [2, 19],
    [2, 26],
  ])
  expect(messages(text)[0]?.message).toContain('不存在')
  const { document } = composeLetter(text, sampleFacts, { title: '' })
  expect(JSON.stringify(document)).toContain('{{不存在}}')
})

test('a table inside a sentence is a problem; alone on a line it is a table', () => {
  expect(messages('见{{号码清单表}}')).toHaveLength(1)
  expect(messages('  {{ 证据目录表 }} ')).toHaveLength(0)
})

test('a reference names every exhibit of that kind, and only those of exactly that name', () => {
  const { document } = composeLetter('截图{{见:标记截图}}。', sampleFacts, { title: '' })
  expect(document.blocks[0]).toMatchObject({
    inlines: [{ text: '截图（见' }, { ref: 'e6' }, { text: '、' }, { ref: 'e7' }, { text: '）。' }],
  })
  expect(composeLetter('{{见:标记截图一}}', sampleFacts, { title: '' }).missing).toEqual([])
  expect(composeLetter('{{见:截图}}', sampleFacts, { title: '' }).missing[0]?.field).toBe('见：截图')
})

test('an optional line goes when what it names is unknown, and the letter says which', () => {
  const facts = { ...sampleFacts, sightings: sampleFacts.sightings.map((sighting) => ({ ...sighting, handset: '' })) }
  const composed = composeLetter('甲\n? 终端：{{发现终端}}', facts, { title: '' })
  expect(composed.document.blocks).toHaveLength(1)
  expect(composed.missing).toEqual([])
  expect(composed.omitted).toEqual([{ line: 2, fields: ['发现终端'] }])
})

test('a value is never read as a placeholder, and never breaks a line', () => {
  const company = { ...sampleFacts.company, name: '{{住所}}**公司**\n第二行\u202E' }
  const composed = composeLetter('{{公司名称}}', { ...sampleFacts, company }, { title: '' })
  expect(composed.document.blocks).toEqual([
    { kind: 'paragraph', inlines: [{ text: '{{住所}}**公司** 第二行' }], indent: true, align: 'justify' },
  ])
})

test('one number without a carrier leaves the carrier unknown, and the number is named', () => {
  const numbers = sampleFacts.numbers.map((number, index) => (index === 1 ? { ...number, carrier: '' } : number))
  const { missing } = composeLetter('{{运营商}}', { ...sampleFacts, numbers }, { title: '' })
  expect(missing).toEqual([{ field: '运营商', where: '在「号码」中填写400-000-0000的「运营商」' }])
})

test('every field names where to fill it in when nothing is known', () => {
  const text = letterFields.map((field) => `{{${field.name}}}`).join('\n')
  const { missing, document } = composeLetter(text, emptyFacts, { title: '' })
  expect(missing.map((entry) => entry.field)).toEqual(letterFields.map((field) => field.name))
  expect(missing.every((entry) => /在|先/.test(entry.where))).toBe(true)
  expect(JSON.stringify(document)).toContain('【待填：公司名称】')
})

test('any text gives lines and problems within it; nothing is thrown', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '{{',
      '}}',
      '**',
      '{{公司名称}}',
      '{{见:',
      '# ',
      '## ',
      '> ',
      '>> ',
      '? ',
      '\n',
      '\r\n',
      '\uD800',
      '__proto__',
      '{{__proto__}}',
      '{{toString}}',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      const lines = text.split(/\r\n|\r|\n/)
      const parsed = parseLetter(text)
      for (const { line, column } of parsed.problems) {
        expect(column).toBeGreaterThan(0)
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
      }
      const { document } = composeLetter(text, emptyFacts, { title: '文书' })
      expect(document.title.length).toBeGreaterThan(0)
    }),
  )
})

test('ordinary words pass through letter for letter', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('甲', '乙', 'a', '1', '*', '{', '}', '，'), minLength: 1 }),
      (words) => {
        fc.pre(!/\{\{[^{}]*\}\}|\*\*/.test(words))
        const { document } = composeLetter(words, emptyFacts, { title: '' })
        expect(document.blocks).toEqual([
          { kind: 'paragraph', inlines: [{ text: words }], indent: true, align: 'justify' },
        ])
      },
    ),
  )
})
