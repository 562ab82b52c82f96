import { text as readText } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { writeDocx } from '#core/letters/write-docx.ts'
import type { Block, Document } from '#shared/document.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import { sampleFacts } from '../shared/letter-sample.ts'

const options = {
  author: '李<示>例 & 合规部',
  at: new Date('2026-11-23T02:00:00.000Z'),
  pageOf: (ref: string) => (ref === 'e1' ? 12 : null),
}

async function open(document: Document): Promise<ReadonlyMap<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(await writeDocx(document, options)))
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    expect(parts.has(entry.fileName)).toBe(false)
    parts.set(entry.fileName, await readText(await zip.openReadStreamPromise(entry)))
  }
  return parts
}

const unescape = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
const textOf = (xml: string | undefined) =>
  [...(xml ?? '').matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, words]) => unescape(words ?? '')).join(''),
  )

/** Every element closed in order, no bare ampersand, no character XML forbids. */
function expectWellFormed(xml: string): void {
  // oxlint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|&(?!(?:lt|gt|amp|quot|apos|#\d+);)/)
  const opened: string[] = []
  const wrong: string[] = []
  for (const [, close, name = '', empty] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close === '/' && opened.pop() !== name) wrong.push(name)
    if (close !== '/' && empty !== '/') opened.push(name)
  }
  expect([wrong, opened]).toEqual([[], []])
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ text }], indent: true, align: 'justify' })

test('the words of every block are in the file, in order, and references are pages', async () => {
  const { document } = composeLetter(
    '# 申诉函\n## 一、情况\n见**执照**{{见:营业执照}}、{{见:身份证}}。\n{{号码清单表}}\n\n>> {{公司名称}}',
    sampleFacts,
    { title: '' },
  )
  const words = textOf((await open(document)).get('word/document.xml')).filter((line) => line !== '')
  expect(words.slice(0, 3)).toEqual(['申诉函', '一、情况', '见执照（见第 12 页）、（见所附材料）。'])
  expect(words).toEqual(
    expect.arrayContaining(['序号', '021-60000000', '样本银行股份有限公司', '泰迪熊移动：骚扰电话']),
  )
  expect(words.at(-1)).toBe('样本理财有限责任公司')
})

test('characters that would break the file or its fonts are escaped or left out', async () => {
  const parts = await open({ title: 'A & <B>\u0000', blocks: [paragraph('甲 & <乙> "丙"\u0007\uD800 {{未填}}')] })
  for (const [name, xml] of parts) if (/\.(?:xml|rels)$/.test(name)) expectWellFormed(xml)
  expect(textOf(parts.get('word/document.xml'))[0]).toBe('甲 & <乙> "丙" {{未填}}')
})

test('Chinese is set in 仿宋 and 黑体, digits and Latin in Times New Roman, the language is Chinese', async () => {
  const parts = await open({ title: '函', blocks: [{ kind: 'title', text: '函' }, paragraph('正文 123')] })
  const fonts = [...(parts.get('word/document.xml') ?? '').matchAll(/<w:rFonts ([^>]*)\/>/g)].map(([, each]) => each)
  expect(fonts[0]).toContain('w:eastAsia="黑体"')
  expect(fonts[1]).toContain('w:eastAsia="仿宋"')
  for (const each of fonts) expect(each).toMatch(/w:ascii="Times New Roman".*w:hint="eastAsia"/)
  expect(parts.get('word/styles.xml')).toContain('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>')
})

test('the paper is A4 and each page says which of how many it is', async () => {
  const parts = await open({ title: '函', blocks: [paragraph('一'), { kind: 'page-break' }, paragraph('二')] })
  const size = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(parts.get('word/document.xml') ?? '')
  expect([Number(size?.[1]), Number(size?.[2])]).toEqual([11906, 16838])
  expect(parts.get('word/document.xml')).toContain('<w:pageBreakBefore/>')
  expect(parts.get('word/footer1.xml')).toMatch(/PAGE.*NUMPAGES/s)
})

test('author, last editor and dates are the ones given, not the machine’s', async () => {
  const core = (await open({ title: '函', blocks: [] })).get('docProps/core.xml') ?? ''
  expect(core).toContain('<cp:lastModifiedBy>李&lt;示&gt;例 &amp; 合规部</cp:lastModifiedBy>')
  expect(core.match(/2026-11-23T02:00:00Z/g)).toHaveLength(2)
  expect(core).not.toContain('Un-named')
})

test('a signature stays on the page of what it signs', async () => {
  const { document } = composeLetter('正文\n\n>> 甲公司\n>> 日期', sampleFacts, { title: '' })
  const xml = (await open(document)).get('word/document.xml') ?? ''
  const kept = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([each]) => each.includes('<w:keepNext/>'))
  expect(kept).toEqual([true, true, true, false])
})
