import { expect, test } from 'vitest'
import { compareLetterFacts } from '#core/letters/compare-letter-facts.ts'
import { loadLetterTemplates } from '#core/letters/load-letter-templates.ts'
import { composeStampList } from '#core/letters/stamp-list.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import { writePlainText } from '#shared/letters/compose-paste-text.ts'
import { sampleFacts } from './letter-sample.ts'

const registered = { ...sampleFacts.company, alsoRight: ['样本银行股份有限公司'] }
const found = (text: string) =>
  compareLetterFacts(`我司样本理财有限责任公司\n${text}`, registered).map((each) => [each.what, each.found, each.line])

test('every shipped letter agrees with the register, as text with fields and filled in', async () => {
  for (const template of await loadLetterTemplates('templates')) {
    const text = template.text.join('\n')
    const filled = writePlainText(composeLetter(text, sampleFacts, { title: '' }).document, () => '第 1 页')
    expect([template.id, compareLetterFacts(text, registered)]).toEqual([template.id, []])
    expect([template.id, compareLetterFacts(filled, registered)]).toEqual([template.id, []])
  }
})

test.each([
  ['我司样本理财有限公司现提出申诉', '公司名称', '样本理财有限公司'],
  ['由样本理才有限责任公司提出', '公司名称', '由样本理才有限责任公司'],
  ['委托人：示范理财有限责任公司', '公司名称', '示范理财有限责任公司'],
  ['>> 样本理财（公章）', '公司名称', '样本理财'],
  ['样本理财有限责任公司上海分公司', '公司名称', '样本理财有限责任公司上海分公司'],
  ['（统一社会信用代码：91310000MAYBYB0048，', '统一社会信用代码', '91310000MAYBYB0048'],
  ['代码９１３１００００ＭＡＹＢＹＢ００４８', '统一社会信用代码', '91310000MAYBYB0048'],
  ['统一社会信用代码：9131', '统一社会信用代码', '9131'],
  ['住所：上海市示例区样本路 100 号', '住所', '上海市示例区样本路 100 号'],
  ['**住所：**上海市示例区样本路 100 号样本大厦 18 层东侧', '住所', '上海市示例区样本路 100 号样本大厦 18 层东侧'],
] as const)('「%s」 is a difference', (text, what, words) => {
  expect(found(text)).toContainEqual([what, words, 2])
})

test.each([
  '运营商为中国电信股份有限公司。',
  '号码登记在样本银行股份有限公司名下',
  '> 居民身份证号码：11010119900101123X',
  '（统一社会信用代码：91310000MAYBYB0049，住所：上海市示例区样本路 100 号样本大厦 18 层）',
  '住所：上海市示例区样本路100号样本大厦18层。',
  '营业执照复印件（加盖公章）',
  '住所：{{住所}}',
])('「%s」 is not a difference', (text) => {
  expect(found(text)).toEqual([])
})

test('a letter that does not name the company is told so', () => {
  expect(compareLetterFacts('我司提出申诉', registered)).toMatchObject([{ what: '公司名称', found: '', line: 0 }])
})

test('the list of stamps asks for a seal across the pages only where there are several', () => {
  const stamps = [{ seal: '公章', place: '落款处', by: 'appellant' }] as const
  const entry = { title: '申诉函', copies: 2, stamps, acrossPages: true }
  const document = composeStampList({
    companyName: '样本理财有限责任公司',
    agentName: '李示例',
    reason: '号码标记申诉',
    date: '2026-11-23',
    entries: [
      { ...entry, pages: 3 },
      { ...entry, pages: 1 },
      { ...entry, pages: null },
    ],
  })
  const table = document.blocks.find((block) => block.kind === 'table')
  const places = table?.rows.map((row) => row[5]?.map((inline) => ('text' in inline ? inline.text : '')).join(''))
  expect(places).toEqual(['落款处、骑缝章', '落款处', '落款处、骑缝章（超过 1 页时）'])
})
