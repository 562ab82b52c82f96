import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { compareScan } from '#core/letters/compare-scan.ts'
import { loadLetterTemplates } from '#core/letters/load-letter-templates.ts'
import { sayScanFindings } from '#core/letters/say-scan-findings.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import { sampleFacts } from '../shared/letter-sample.ts'
import { plainScan, printLetter, scanFile, type ScanFaults } from './compare-scan-scans.ts'
import { openForm, resources } from './intake-support.ts'

const refs = Object.fromEntries(sampleFacts.exhibits.map(({ id }, at) => [id, `第 ${at + 3} 页`]))
const [number] = sampleFacts.numbers
const manyNumbers = {
  ...sampleFacts,
  numbers: Array.from({ length: 60 }, (_, at) => ({
    ...(number ?? sampleFacts.numbers[1]!),
    id: `m${at}`,
    shown: `021-6000${1000 + at * 7}`,
  })),
}

const printed = new Map<string, Uint8Array>()
beforeAll(async () => {
  const templates = await loadLetterTemplates(resources.templates)
  const print = async (id: string, facts = sampleFacts) => {
    const template = templates.find((each) => each.id === id)
    if (!template) throw new Error(`no template ${id}`)
    return printLetter(composeLetter(template.text.join('\n'), facts, { title: template.name }).document, refs)
  }
  for (const id of ['authorisation-agent', 'authorisation-owner', 'appeal-mark']) printed.set(id, await print(id))
  printed.set('long-list', await print('number-list', manyNumbers))
})

const draft = (id: string) => printed.get(id) ?? new Uint8Array()
const page = (id: string, index: number, faults: Partial<ScanFaults> = {}) => ({ pdf: draft(id), index, faults })
const pagesOf = (id: string, count: number, faults: Partial<ScanFaults> = {}) =>
  Array.from({ length: count }, (_, index) => page(id, index, faults))

/** What is said of a scan held against a draft. */
async function findings(id: string, scan: Uint8Array, byWord = false, from = 0): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'compare-scan-'))
  try {
    const input = { draft: join(folder, 'draft.pdf'), scan: join(folder, 'scan.pdf') }
    await writeFile(input.draft, draft(id))
    await writeFile(input.scan, scan)
    const count = await openForm(scan, (file) => file.pageCount)
    const pages = Array.from({ length: count - from }, (_, at) => ({
      index: from + at,
      rotate: 0 as const,
      crop: null,
    }))
    const comparison = await compareScan({ ...input, pages }, { resources, progress: () => undefined })
    return sayScanFindings(comparison, byWord).map(({ sentence }) => sentence)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const faulty: readonly (readonly [string, ScanFaults])[] = [
  ['a careful scan', plainScan],
  ['skewed, slipped, on grey paper', { ...plainScan, skew: 1.5, shift: [10, 12], noise: 6, quality: 60, paper: 215 }],
  ['skewed the other way at 200 dpi', { ...plainScan, dpi: 200, skew: -1.5, shift: [-12, -9], quality: 60 }],
  ['shrunk, without colour, with a black edge', { ...plainScan, scale: 0.91, skew: -0.6, grey: true, edge: 12 }],
]

test.each(faulty)('%s of letters of one, two and three pages raises no alarm', async (_, faults) => {
  expect(await findings('authorisation-agent', await scanFile(pagesOf('authorisation-agent', 1), faults))).toEqual([])
  expect(await findings('authorisation-owner', await scanFile(pagesOf('authorisation-owner', 2), faults))).toEqual([])
  expect(await findings('appeal-mark', await scanFile(pagesOf('appeal-mark', 3), faults))).toEqual([])
})

test('swapped pages are named', async () => {
  const scan = await scanFile([page('appeal-mark', 1), page('appeal-mark', 0), page('appeal-mark', 2)])
  expect(await findings('appeal-mark', scan)).toEqual([
    '扫描件第 1、2 页顺序颠倒（依次是打印稿第 2、1 页），请按打印稿的顺序重新扫描',
  ])
})

test('swapped pages of a table with the same rows but other numbers are told apart', async () => {
  const order = [0, 2, 1, 3, 4].map((index) => page('long-list', index, { skew: 0.7, quality: 60, noise: 6 }))
  expect(await findings('long-list', await scanFile(order))).toEqual([
    '扫描件第 2、3 页顺序颠倒（依次是打印稿第 3、2 页），请按打印稿的顺序重新扫描',
  ])
})

test('a page that is missing, and one scanned twice, are named', async () => {
  const scan = await scanFile([page('appeal-mark', 0), page('appeal-mark', 2), page('appeal-mark', 2)])
  expect(await findings('appeal-mark', scan)).toEqual([
    '打印稿第 2 页在扫描件中没有找到，请补扫',
    '扫描件第 2、3 页都是打印稿第 3 页，请去掉重复的页',
  ])
})

test('a page of another letter is named, also by its place in a scan of several letters', async () => {
  const scan = await scanFile([null, page('appeal-mark', 0), page('authorisation-owner', 0), page('appeal-mark', 2)])
  expect(await findings('appeal-mark', scan, false, 1)).toEqual([
    '打印稿第 2 页在扫描件中没有找到，请补扫',
    '扫描件第 2 页（文件第 3 页）不是这份文书的页面，请核对',
  ])
  expect(await findings('authorisation-agent', await scanFile([page('authorisation-owner', 0)]))).toEqual([
    '打印稿第 1 页在扫描件中没有找到，请补扫',
    '扫描件第 1 页不是这份文书的页面，请核对',
  ])
})

test('a page upside down, one on its side and an empty back are named', async () => {
  const scan = await scanFile([
    page('appeal-mark', 0),
    page('appeal-mark', 1, { turn: 180 }),
    null,
    page('appeal-mark', 2, { turn: 90 }),
  ])
  expect(await findings('appeal-mark', scan)).toEqual([
    '扫描件第 2 页上下颠倒，请旋转',
    '扫描件第 3 页是空白页，不属于这份文书；请去掉，或核对是否漏扫',
    '扫描件第 4 页横置，请旋转',
  ])
})

test('a picture too crooked to compare is left to a person, never called wrong', async () => {
  const scan = await scanFile(pagesOf('authorisation-agent', 1, { skew: 11 }))
  expect(await findings('authorisation-agent', scan)).toEqual(['扫描件第 1 页无法自动核对，请人工核对'])
})

test('text in the scan decides where there is some', async () => {
  expect(await findings('appeal-mark', draft('appeal-mark'))).toEqual([])
})

test('what is not found in a scan of a Word print is only hinted at', async () => {
  const scan = await scanFile([page('authorisation-owner', 0), page('authorisation-agent', 0)])
  expect(await findings('authorisation-owner', scan, true)).toEqual([
    '扫描件第 2 页无法自动核对，请人工核对',
    '打印的是 Word 稿，Word 的分页可能与程序排版不同，按页核对的结果只作提示',
  ])
})
