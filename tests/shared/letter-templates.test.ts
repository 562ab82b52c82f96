import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadLetterTemplates } from '#core/letters/load-letter-templates.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import { composePasteText } from '#shared/letters/compose-paste-text.ts'
import { templatesFor } from '#shared/letters/letter-template.ts'
import { parseLetter } from '#shared/letters/letter-text.ts'
import { emptyFacts, sampleFacts } from './letter-sample.ts'

const folder = join(import.meta.dirname, '../../templates')
const templates = await loadLetterTemplates(folder)
const each = templates.map((template) => [template.id, template] as const)

test('every file of the folder is a template', async () => {
  expect(templates).toHaveLength((await readdir(join(folder, 'letters'))).length)
})

test.each(each)('%s: with everything known nothing is missing, left out or wrong', (_, template) => {
  const composed = composeLetter(template.text.join('\n'), sampleFacts, { title: template.name })
  expect(composed.missing).toEqual([])
  expect(composed.problems).toEqual([])
  expect(composed.omitted).toEqual([])
  expect(JSON.stringify(composed.document)).not.toMatch(/\{\{|【待|undefined|null/)
})

test.each(each)('%s: with nothing known every field it needs is named with where to fill it in', (_, template) => {
  const text = template.text.join('\n')
  const needed = parseLetter(text).lines.flatMap((line) =>
    'pieces' in line && !line.optional
      ? line.pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.name] : []))
      : [],
  )
  const { missing } = composeLetter(text, emptyFacts, { title: '' })
  expect(missing.map((entry) => entry.field)).toEqual(expect.arrayContaining(needed))
  expect(missing.length).toBeGreaterThan(0)
})

test.each(
  templates.filter((template) => template.kind === 'paste').map((template) => [template.id, template] as const),
)('%s: keeps to its length on the sample', (_, template) => {
  const composed = composePasteText(template.text.join('\n'), sampleFacts, template.maxCharacters)
  expect(composed.problems).toEqual([])
  expect(composed.characters).toBe(Array.from(composed.text).length)
})

test('a text to paste that is too long says by how much', () => {
  const composed = composePasteText('一二三四五\n六', sampleFacts, 5)
  expect(composed.characters).toBe(7)
  expect(composed.problems[0]?.message).toContain('请删减 2 字')
})

test('letters cite only law that has a source, and never a calling window', () => {
  const cited = templates.flatMap(
    (template) => template.text.join('').match(/《[^》]+》(第[一二三四五六七八九十百千零]+条)?/g) ?? [],
  )
  const allowed = new Set([
    '《中华人民共和国民法典》第一千零三十三条',
    '《中华人民共和国消费者权益保护法》第二十九条',
    '《中华人民共和国广告法》第四十三条',
    '《中华人民共和国个人信息保护法》',
    '《中华人民共和国反电信网络诈骗法》第三十二条',
    '《理财公司理财产品销售管理暂行办法》',
    '《金融机构产品适当性管理办法》',
  ])
  expect([...new Set(cited)].filter((law) => !allowed.has(law))).toEqual([])
  expect(JSON.stringify(templates)).not.toMatch(/8[:：]00|9[:：]00|21[:：]00|4980/)
})

test('a template that cites a law carries its source', () => {
  const unsourced = templates.flatMap((template) => {
    const sources = template.sources.map((source) => source.what).join()
    const laws = template.text.join('').match(/《[^》]+》/g) ?? []
    return laws.filter((law) => !sources.includes(law)).map((law) => [template.id, law])
  })
  expect(unsourced).toEqual([])
})

test('fraud is offered the anti-fraud letter alone, and a category its own two arguments', () => {
  const appeals = (labels: Parameters<typeof templatesFor>[1]) =>
    templatesFor(templates, labels, false).flatMap((template) => (template.kind === 'appeal' ? [template.id] : []))
  expect(appeals(['fraud'])).toEqual(['appeal-fraud'])
  expect(appeals(['finance-category'])).toEqual(['appeal-finance-descriptive', 'appeal-finance-inaccurate'])
  expect(appeals(['advertising', 'harassment'])).toEqual(['appeal-mark'])
  // A dossier with both gets a letter for each; neither speaks of the other's numbers.
  expect(appeals(['advertising', 'fraud'])).toEqual(['appeal-fraud', 'appeal-mark'])
})

test('the owner’s authorisation is offered only when the number is registered to another', () => {
  const offered = (another: boolean) => templatesFor(templates, ['harassment'], another).map((template) => template.id)
  expect(offered(true)).toContain('authorisation-owner')
  expect(offered(false)).not.toContain('authorisation-owner')
})

test('a broken template is refused by file and field', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'letters-'))
  onTestFinished(() => rm(copy, { recursive: true }))
  await cp(join(folder, 'letters'), join(copy, 'letters'), { recursive: true })
  const file = join(copy, 'letters/usage.json')
  const good = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  const refusalOf = async (change: Record<string, unknown>) => {
    await writeFile(file, JSON.stringify({ ...good, ...change }))
    return loadLetterTemplates(copy).then(
      () => '',
      (thrown: Error) => thrown.message,
    )
  }
  expect(await refusalOf({})).toBe('')
  expect(await refusalOf({ name: 3 })).toMatch(/usage\.json.*name/)
  expect(await refusalOf({ text: ['{{没有的字段}}'] })).toMatch(/usage\.json.*text 第 1 行.*没有的字段/)
  expect(await refusalOf({ fields: ['公司名称'] })).toMatch(/usage\.json.*fields/)
  expect(await refusalOf({ id: 'other' })).toMatch(/usage\.json.*id/)
  expect(await refusalOf({ extra: 1 })).toMatch(/usage\.json.*extra/)
  await writeFile(file, '{')
  await expect(loadLetterTemplates(copy)).rejects.toThrow(/usage\.json.*JSON/)
})
