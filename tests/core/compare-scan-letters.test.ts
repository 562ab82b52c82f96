import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { plainScan, scanFile } from './compare-scan-scans.ts'
import { completeDossier, drop, errorOf, openCore, openDossier, openSample } from './core-steps.ts'

/** The sample with its appeal letter exported, and what was printed. */
async function openPrinted(format: 'pdf' | 'docx' = 'pdf') {
  const sample = await openSample()
  const dossier = await completeDossier(sample, await openDossier(sample))
  const letter = valueOf(await sample.client.letters.list({ dossierId: dossier.id })).find(
    ({ kind }) => kind === 'appeal',
  )
  if (!letter) throw new Error('no letter')
  const path = join(sample.folder, `letter.${format}`)
  const print = async (to: 'pdf' | 'docx') => {
    sample.ports.answers.saves.push(path)
    valueOf(await sample.client.letters.export({ id: letter.id, format: to }))
    return readFile(path)
  }
  const { pages } = valueOf(await sample.client.letters.preview({ id: letter.id }))
  /** Brings a scan back; what the letter then says. */
  const bring = async (scan: Uint8Array) => {
    const token = await drop(sample, '用印扫描.pdf', scan)
    const ranges = [{ letterId: letter.id, firstPage: 1, lastPage: pages }]
    valueOf(await sample.client.letters.takeStamped({ dossierId: dossier.id, token, ranges }))
    return read()
  }
  const read = async () => valueOf(await sample.client.letters.find({ id: letter.id })).stamped
  return { ...sample, letter, pages, bring, read, print, pdf: await print(format) }
}

const order = (pdf: Uint8Array, pages: readonly number[]) =>
  scanFile(
    pages.map((index) => ({ pdf, index })),
    plainScan,
  )
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)

test('a scan that comes back in the wrong order says so until it is taken back or replaced', async () => {
  const { letter, pages, bring, read, pdf, client } = await openPrinted()
  expect(pages).toBeGreaterThan(1)
  const swapped = [1, 0, ...upTo(pages).slice(2)]
  expect((await bring(await order(pdf, swapped)))?.differences).toEqual([
    '扫描件第 1、2 页顺序颠倒（依次是打印稿第 2、1 页），请按打印稿的顺序重新扫描',
  ])
  const asked = async () =>
    valueOf(await client.dossiers.find({ id: letter.dossierId })).gate.rows.filter(({ key }) =>
      key.startsWith('rule:stamped-differs:'),
    )
  expect((await asked()).map(({ blocks }) => blocks)).toEqual([true])
  expect((await bring(await order(pdf, upTo(pages))))?.differences).toEqual([])
  expect(await asked()).toEqual([])
  valueOf(await client.letters.dropStamped({ id: letter.id }))
  expect(await read()).toBeNull()
})

test('a build stops when a stamped letter cites pages that have moved since it was printed', async () => {
  const sample = await openPrinted()
  const { client, letter, pages, bring, pdf } = sample
  await bring(await order(pdf, upTo(pages)))
  const read = async () => valueOf(await client.dossiers.find({ id: letter.dossierId }))
  await completeDossier(sample, await read())
  const first = (await read()).items.find(({ kind }) => kind === 'exhibit')
  if (!first) throw new Error('no exhibit')
  valueOf(await client.dossiers.moveItem({ itemId: first.id, position: (await read()).items.length - 1 }))
  const error = errorOf(await client.dossiers.build({ id: letter.dossierId, job: crypto.randomUUID() }))
  expect(error.code).toBe('gate-open')
  expect(JSON.stringify(error)).toMatch(/见第 \d+ 页，现在是第 \d+ 页/)
  expect((await read()).build).toBeNull()
  const row = (await read()).gate.rows.find(({ key }) => key.startsWith('rule:stamped-differs:'))
  valueOf(await client.dossiers.tick({ id: letter.dossierId, key: row?.key ?? '', ticked: true }))
  expect(valueOf(await client.dossiers.build({ id: letter.dossierId, job: crypto.randomUUID() })).build).not.toBeNull()
})

test('turning a page that came back upside down settles it', async () => {
  const { pages, bring, read, pdf, client } = await openPrinted()
  const scan = await scanFile(upTo(pages).map((index) => ({ pdf, index, faults: { turn: index === 1 ? 180 : 0 } })))
  const stamped = await bring(scan)
  expect(stamped?.differences).toEqual(['扫描件第 2 页上下颠倒，请旋转'])
  if (!stamped) return
  const exhibit = valueOf(await client.exhibits.find({ id: stamped.exhibitId }))
  const [file] = exhibit.files
  const turned = (file?.pages ?? []).map((page) => (page.index === 1 ? { ...page, rotate: 180 as const } : page))
  valueOf(await client.exhibits.arrangePages({ id: exhibit.id, sha256: file?.sha256 ?? '', pages: turned }))
  expect((await read())?.differences).toEqual([])
})

test('a letter printed anew after its scan came back says that the scan is of the earlier print', async () => {
  const { letter, pages, bring, print, read, pdf, client } = await openPrinted()
  await bring(await order(pdf, upTo(pages)))
  await print('pdf')
  expect((await read())?.differences).toEqual([])
  valueOf(await client.letters.write({ id: letter.id, text: `${letter.text}\n补充一句。` }))
  await print('pdf')
  expect((await read())?.differences).toContain(
    '盖章扫描件之后又重新导出过打印稿，盖章的不是最后这一稿；请重新用印，或核对两稿一致',
  )
})

test('what was printed is still there to compare with after the program was started again', async () => {
  const { pages, pdf, folder, close, letter } = await openPrinted()
  await close()
  const again = await openCore({ folder })
  const token = await drop(again, '用印扫描.pdf', await order(pdf, [...upTo(pages).slice(1), 0]))
  const ranges = [{ letterId: letter.id, firstPage: 1, lastPage: pages }]
  valueOf(await again.client.letters.takeStamped({ dossierId: letter.dossierId, token, ranges }))
  const { stamped } = valueOf(await again.client.letters.find({ id: letter.id }))
  expect(stamped?.differences.join()).toMatch(/顺序/)
})
