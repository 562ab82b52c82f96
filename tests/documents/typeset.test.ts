import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutDocument } from '#core/typeset/layout-document.ts'
import { openTypefaces } from '#core/typeset/open-typefaces.ts'
import { setLines, type SetLine } from '#core/typeset/set-lines.ts'
import { typesetDocument } from '#core/typeset/typeset-document.ts'
import type { Block, Document } from '#shared/document.ts'
import { testContext, testFolder } from './make-sources.ts'
import { readWithPdfjs } from './read-with-pdfjs.ts'

const { context } = testContext()
const fonts = await openTypefaces(context.resources.fonts)
const body = { size: 12, weight: 'regular', align: 'justify', indent: 24 } as const
const textOf = (line: SetLine) => line.runs.map(({ text }) => text).join('')
const set = (text: string, width = 444) => setLines([{ text }], body, width, fonts, () => '')

test('no line begins with a closing mark or ends with an opening one, and nothing is lost', () => {
  const piece = fc.constantFrom(
    '我司',
    '号码',
    '，',
    '。',
    '“',
    '”',
    '（',
    '）',
    '《',
    '》',
    '……',
    '——',
    '、',
    '95188',
    '68.5%',
    ' ',
    'Wi-Fi',
    '：',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 90, max: 500 }),
      (pieces, width) => {
        // Marks piled up longer than a line must break somewhere; real text never has them.
        const text = pieces
          .join('')
          .replace(/([，。、：；）》”“（《]{2})[，。、：；）》”“（《]+/g, '$1')
          .replace(/^[，。、：；）》”]+/, '')
        fc.pre(text.trim() !== '')
        const lines = set(text, width).map(textOf)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。、：；）》”]/)
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[“（《]$/)
      },
    ),
    { numRuns: 300 },
  )
})

test('no line is wider than the measure and no line is stretched so far that it reads as spaced', () => {
  const text = '我司深圳市某某理财有限责任公司（统一社会信用代码：91440300MA5EXAMPLE1）系经批准设立的理财公司，'.repeat(
    6,
  )
  const lines = set(text)
  for (const line of lines) {
    expect(line.width).toBeLessThanOrEqual(444 + 6.1)
    for (const run of line.runs) for (const shift of run.shifts ?? []) expect(shift).toBeLessThanOrEqual(0.0901)
  }
  // Cut codes fill the line they start on, instead of leaving it loose.
  expect(textOf(lines[0] as SetLine).length).toBeGreaterThan(35)
})

test('a phone number and a short code are never torn apart', () => {
  for (let before = 20; before < 40; before++) {
    const lines = set(`${'字'.repeat(before)}0755-88886666、95188、400-123-4567${'字'.repeat(20)}`).map(textOf)
    for (const number of ['0755-88886666', '95188', '400-123-4567'])
      expect(lines.filter((line) => line.includes(number))).toHaveLength(1)
  }
})

const table = (rows: number, words: string): Block => ({
  kind: 'table',
  columns: [
    { title: '号码', weight: 1, align: 'left' },
    { title: '用途', weight: 2, align: 'left' },
  ],
  rows: Array.from({ length: rows }, (_, at) => [[{ text: `行${at}` }], [{ text: words }]]),
})

test('a long table repeats its heading on every page and loses no row', () => {
  const pages = layoutDocument({ title: '号码清单', blocks: [table(120, '客户服务')] }, fonts, { resolveRef: () => '' })
  expect(pages.length).toBeGreaterThan(2)
  for (const page of pages) expect(page.runs.filter(({ text }) => text === '号码')).toHaveLength(1)
  const drawn = pages.flatMap(({ runs }) => runs.map(({ text }) => text))
  for (let at = 0; at < 120; at++) expect(drawn).toContain(`行${at}`)
  for (const page of pages) for (const run of page.runs) expect(run.y).toBeLessThan(page.height - 80)
})

test('a row taller than a page runs over without losing a word', () => {
  const words = '证明号码由申诉人实名登记并实际使用。'.repeat(150)
  const pages = layoutDocument({ title: '清单', blocks: [table(1, words)] }, fonts, { resolveRef: () => '' })
  expect(pages.length).toBeGreaterThan(1)
  const drawn = pages.flatMap(({ runs }) => runs.filter(({ text }) => !['号码', '用途', '行0'].includes(text)))
  expect(drawn.map(({ text }) => text).join('')).toBe(words)
})

test('a character no font has is refused by name, code point and place, and no file appears', async () => {
  const document: Document = {
    title: '申诉函',
    blocks: [{ kind: 'paragraph', inlines: [{ text: '经办人𠮷田，勾选☑同意' }], indent: true, align: 'left' }],
  }
  const output = join(testFolder(), 'x.pdf')
  const refused = typesetDocument({ document, output, at: '2026-11-23T00:00:00Z' }, context)
  await expect(refused).rejects.toMatchObject({ error: { code: 'refused' } })
  await expect(refused).rejects.toThrow(/「𠮷」（U\+20BB7，在「申诉函」第 1 段.*「☑」（U\+2611/)
  await expect(readWithPdfjs(output)).rejects.toThrow(/ENOENT/)
})

test('a letter typeset alone reads back with its page numbers at the foot, twice the same bytes', async () => {
  const document: Document = {
    title: '申诉函',
    blocks: [
      { kind: 'title', text: '申诉函' },
      ...Array.from({ length: 40 }, (_, at): Block => ({
        kind: 'paragraph',
        inlines: [{ text: `第${at}段，我司号码 95188 被误标。` }],
        indent: true,
        align: 'justify',
      })),
    ],
  }
  const output = join(testFolder(), 'letter.pdf')
  const input = { document, output, at: '2026-11-23T00:00:00Z', footer: { text: '', numbered: true } }
  const first = await typesetDocument(input, context)
  const second = await typesetDocument(input, context)
  expect(second).toEqual(first)
  const read = await readWithPdfjs(output)
  expect(read.pages).toHaveLength(first.pages)
  expect(first.pages).toBeGreaterThan(1)
  expect(read.pages[1]?.text).toContain(`第2页，共${first.pages}页`)
  expect(read.pages.map(({ text }) => text).join('')).toContain('第39段，我司号码95188被误标。')
  expect(read.language).toBe('zh-CN')
})

test('a reference that has no words outside a bundle is refused', async () => {
  const document: Document = {
    title: '函',
    blocks: [{ kind: 'paragraph', inlines: [{ ref: 'e1' }], indent: false, align: 'left' }],
  }
  const input = { document, output: join(testFolder(), 'x.pdf'), at: '2026-11-23T00:00:00Z' }
  await expect(typesetDocument(input, context)).rejects.toThrow(/「函」引用了不在这里的材料/)
})
