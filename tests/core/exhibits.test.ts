import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { makePdf, makePicture } from '../support/make-files.ts'
import { makeZip } from '../support/make-zip.ts'
import {
  drop,
  dumpRows,
  errorOf,
  fullCode,
  openCompany,
  openCore,
  openDossier,
  openSample,
  passingFolder,
  reasonOf,
} from './core-steps.ts'

type Opened = Awaited<ReturnType<typeof openCompany>>

async function add(opened: Pick<Opened, 'core' | 'client' | 'companyId'>, files: Record<string, Uint8Array | string>) {
  const tokens = await Promise.all(Object.entries(files).map(([name, body]) => drop(opened, name, body)))
  return valueOf(await opened.client.exhibits.add({ companyId: opened.companyId, tokens, job: randomUUID() }))
}

test('a file dropped is kept once; the same bytes again are named as known, under whatever name', async () => {
  const opened = await openCompany()
  const pdf = await makePdf(['LICENCE', 'SECOND'])
  const first = await add(opened, { '营业执照.pdf': pdf, '同一份.pdf': pdf })
  expect(first.added).toHaveLength(1)
  expect(first.added[0]).toMatchObject({ pages: 2, refusal: null, uses: 0, removed: false })
  const again = await add(opened, { '另一个名字.PDF': pdf })
  expect(again).toMatchObject({ added: [], known: [{ name: '另一个名字.PDF', exhibit: { id: first.added[0]?.id } }] })
  expect(valueOf(await opened.client.exhibits.list({ companyId: opened.companyId }))).toHaveLength(1)
  const other = valueOf(
    await opened.client.companies.save({ draft: { name: '乙', code: fullCode('91310000MA1FL0001') } }),
  )
  expect((await add({ ...opened, companyId: other.id }, { 'a.pdf': pdf })).added).toHaveLength(1)
})

test('an archive gives its files; what cannot be taken is named with the reason and the rest is kept', async () => {
  const opened = await openCompany()
  const zip = makeZip([
    { name: '材料/执照.pdf', content: await makePdf(['A']) },
    { name: '材料/截图.png', content: await makePicture(300, 500).png().toBuffer() },
  ])
  const answer = await add(opened, {
    '材料.zip': zip,
    '空.pdf': '',
    '空包.zip': makeZip([]),
    '外面.zip': makeZip([{ name: '../../etc/passwd', content: 'x' }]),
  })
  expect(answer.added.map(({ title }) => title).toSorted()).toEqual(['截图', '执照'].toSorted())
  expect(answer.refused.map(({ name }) => name).toSorted()).toEqual(['外面.zip', '空.pdf', '空包.zip'].toSorted())
  for (const { reason } of answer.refused) expect(reason).toMatch(/[\u4e00-\u9fff]{4}/)
})

test('a file that cannot be bound is kept and says why; a broken one never stops the others', async () => {
  const opened = await openCompany()
  const whole = await makePdf(['A'])
  const answer = await add(opened, {
    '好.pdf': whole,
    '半截.pdf': whole.slice(0, 200),
    '录音.mp3': Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000'),
  })
  expect(answer.added.find(({ title }) => title === '好')?.refusal).toBeNull()
  for (const { title, refusal } of answer.added.filter((each) => each.title !== '好'))
    expect(refusal, title).toMatch(/[\u4e00-\u9fff]{4}/)
  expect(answer.added.length + answer.refused.length).toBe(3)
  expect(opened.ports.incidents).toEqual([])
})

test('cancelled, adding leaves no exhibit and nothing to take back', async () => {
  const opened = await openCompany()
  const { client, companyId, core, folder } = opened
  const before = dumpRows(folder)
  const job = randomUUID()
  const tokens = await Promise.all([1, 2, 3].map(async (n) => drop(opened, `${n}.pdf`, await makePdf([`PAGE ${n}`]))))
  core.subscribe((event) => event.kind === 'progress' && event.done === 1 && void client.jobs.cancel({ job }))
  expect(errorOf(await client.exhibits.add({ companyId, tokens, job }))).toEqual({ code: 'cancelled' })
  const rows = dumpRows(folder)
  expect({ ...rows, file: [], inspection: [] }).toEqual({ ...before, file: [], inspection: [] })
  expect(valueOf(await client.jobs.cancel({ job }))).toEqual({ stopped: false })
  // The files still wait: trying again needs no new drop.
  expect(valueOf(await client.exhibits.add({ companyId, tokens, job: randomUUID() })).added).toHaveLength(3)
  await opened.close()
  await openCore({ folder })
  const named = new Set(JSON.stringify(dumpRows(folder)).match(/[0-9a-f]{64}/g))
  expect(readdirSync(join(folder, 'files')).filter((name) => !named.has(name))).toEqual([])
})

test('one job id runs one job at a time', async () => {
  const opened = await openCompany()
  const { client, companyId } = opened
  const job = randomUUID()
  const tokens = [await drop(opened, 'a.pdf', await makePdf(['A']))]
  const first = client.exhibits.add({ companyId, tokens, job })
  expect(reasonOf(await client.exhibits.add({ companyId, tokens, job }))).toContain('正在进行')
  expect((await first).ok).toBe(true)
})

test('dates that make no sense are refused, and clearing one end of a validity is not mistaken for one', async () => {
  const opened = await openCompany()
  const { client } = opened
  const [exhibit] = (await add(opened, { 'a.pdf': await makePdf(['A']) })).added
  if (!exhibit) throw new Error('not added')
  const describe = (facts: object) => client.exhibits.describe({ id: exhibit.id, facts })
  valueOf(await describe({ validFrom: '2024-05-01', validUntil: '2026-12-20', kind: 'business-licence' }))
  expect(reasonOf(await describe({ validUntil: '2023-01-01' }))).toContain('开始日期晚于结束日期')
  expect(valueOf(await client.exhibits.find({ id: exhibit.id }))).toMatchObject({ expiry: 'soon', suggestion: null })
  expect(valueOf(await describe({ validFrom: null, validUntil: '2023-01-01' })).expiry).toBe('expired')
  expect(valueOf(await describe({ validUntil: null })).expiry).toBe('none')
  expect(errorOf(await describe({ validUntil: '2026-02-30' })).code).toBe('invalid-input')
})

test('an exhibit is on its last day still valid, in Shanghai', async () => {
  const opened = await openCompany({ instant: '2026-11-30T15:59:59.000Z' })
  const [exhibit] = (await add(opened, { 'a.pdf': await makePdf(['A']) })).added
  if (!exhibit) throw new Error('not added')
  valueOf(await opened.client.exhibits.describe({ id: exhibit.id, facts: { validUntil: '2026-11-30' } }))
  expect(valueOf(await opened.client.exhibits.find({ id: exhibit.id })).expiry).toBe('soon')
  opened.ports.setNow('2026-11-30T16:00:00.000Z')
  expect(valueOf(await opened.client.exhibits.find({ id: exhibit.id })).expiry).toBe('expired')
})

test('pages are chosen, turned and cropped without touching the original, and all of it comes back', async () => {
  const opened = await openCompany()
  const { client, folder } = opened
  const pdf = await makePdf(['ONE', 'TWO', 'THREE'])
  const [exhibit] = (await add(opened, { 'a.pdf': pdf })).added
  const [file] = exhibit?.files ?? []
  if (!exhibit || !file) throw new Error('not added')
  const arrange = (pages: Parameters<typeof client.exhibits.arrangePages>[0]['pages']) =>
    client.exhibits.arrangePages({ id: exhibit.id, sha256: file.sha256, pages })
  const crop = { left: 0.1, top: 0.1, right: 0.1, bottom: 0.1 }
  const pages = [
    { index: 2, rotate: 90 as const, crop: null },
    { index: 0, rotate: 0 as const, crop },
  ]
  expect(valueOf(await arrange(pages))).toMatchObject({ pages: 2, files: [{ pages }] })
  expect(reasonOf(await arrange([{ index: 3, rotate: 0, crop: null }]))).toContain('只有 3 页')
  expect(errorOf(await arrange([])).code).toBe('invalid-input')
  expect(errorOf(await arrange([{ index: 0, rotate: 0, crop: { ...crop, left: 0.9 } }])).code).toBe('invalid-input')
  expect(valueOf(await arrange(null)).pages).toBe(3)
  expect(readFileSync(join(folder, 'files', file.sha256)).equals(Buffer.from(pdf))).toBe(true)
})

test('merged exhibits are one, in order; those of another company, in the bin or in a dossier are not swallowed', async () => {
  const opened = await openSample()
  const { client } = opened
  const { added } = await add(opened, { '甲.pdf': await makePdf(['A']), '乙.pdf': await makePdf(['B', 'C']) })
  const [one, two] = added
  if (!one || !two) throw new Error('not added')
  const merged = valueOf(await client.exhibits.merge({ ids: [two.id, one.id] }))
  expect(merged).toMatchObject({ id: two.id, pages: 3, files: [{ name: '乙.pdf' }, { name: '甲.pdf' }] })
  expect(valueOf(await client.exhibits.find({ id: one.id })).removed).toBe(true)
  expect(reasonOf(await client.exhibits.merge({ ids: [two.id, one.id] }))).toContain('在回收站里')
  expect(reasonOf(await client.exhibits.merge({ ids: [two.id, two.id] }))).toContain('至少选择两份')
  valueOf(await client.history.undo({}))
  expect(valueOf(await client.exhibits.find({ id: two.id })).pages).toBe(2)
  const other = valueOf(await client.companies.save({ draft: { name: '乙', code: fullCode('91310000MA1FL0001') } }))
  const [foreign] = (await add({ ...opened, companyId: other.id }, { '丙.pdf': await makePdf(['D']) })).added
  if (!foreign) throw new Error('not added')
  expect(reasonOf(await client.exhibits.merge({ ids: [one.id, foreign.id] }))).toContain('不同公司主体')
  const used = (await openDossier(opened)).items.find(({ exhibitId }) => exhibitId && exhibitId !== one.id)
  if (!used?.exhibitId) throw new Error('no exhibit in the dossier')
  expect(reasonOf(await client.exhibits.merge({ ids: [one.id, used.exhibitId] }))).toContain('已放进卷宗')
})

test('the bin keeps for 30 days what no dossier uses, and then lets go of its bytes', async () => {
  const opened = await openSample()
  const { client, folder, companyId } = opened
  const dossier = await openDossier(opened)
  const used = dossier.items.find(({ exhibitId }) => exhibitId)
  if (!used?.exhibitId) throw new Error('no exhibit')
  expect(reasonOf(await client.exhibits.remove({ id: used.exhibitId }))).toContain('已放进 1 个卷宗')
  const { added } = await add(opened, { '留.pdf': await makePdf(['KEEP']), '去.pdf': await makePdf(['GO']) })
  const [kept, gone] = added
  if (!kept || !gone) throw new Error('not added')
  valueOf(await client.exhibits.remove({ id: kept.id }))
  valueOf(await client.exhibits.remove({ id: gone.id }))
  expect(
    valueOf(await client.exhibits.list({ companyId, removed: true }))
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([kept.id, gone.id].toSorted())
  expect(reasonOf(await client.dossiers.addExhibits({ id: dossier.id, exhibitIds: [gone.id] }))).toContain('在回收站里')
  expect(valueOf(await client.exhibits.restore({ id: kept.id })).removed).toBe(false)
  await opened.close()
  const early = await openCore({ folder, instant: '2026-12-22T02:00:00.000Z' })
  expect(valueOf(await early.client.exhibits.find({ id: gone.id })).removed).toBe(true)
  await early.close()
  const late = await openCore({ folder, instant: '2026-12-24T02:00:00.000Z' })
  expect(errorOf(await late.client.exhibits.find({ id: gone.id })).code).toBe('not-found')
  expect(valueOf(await late.client.exhibits.find({ id: kept.id })).pages).toBe(1)
  expect(readdirSync(join(folder, 'files'))).not.toContain(gone.files[0]?.sha256)
})

test('a still beside a video makes it bindable; a text is no still', async () => {
  const opened = await openCompany()
  const { client } = opened
  const mp4 = Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), Buffer.alloc(200)])
  const [video] = (await add(opened, { '录屏.mp4': mp4 })).added
  if (!video) throw new Error('not added')
  expect(video.refusal).toMatch(/[\u4e00-\u9fff]{4}/)
  const text = await drop(opened, 'a.txt', '文字')
  expect(reasonOf(await client.exhibits.addStill({ id: video.id, token: text }))).toContain('应为图片')
  const still = await drop(opened, '截图.jpg', await makePicture(640, 360).jpeg().toBuffer())
  expect(valueOf(await client.exhibits.addStill({ id: video.id, token: still }))).toMatchObject({
    refusal: null,
    pages: 1,
  })
})

test('the original goes out as it came in, to where the person says, and a cancelled dialog is no error to show', async () => {
  const opened = await openCompany()
  const { client, ports } = opened
  const pdf = await makePdf(['ORIGINAL'])
  const [exhibit] = (await add(opened, { '合同.pdf': pdf })).added
  const sha256 = exhibit?.files[0]?.sha256
  if (!exhibit || !sha256) throw new Error('not added')
  expect(errorOf(await client.exhibits.saveOriginal({ id: exhibit.id, sha256 }))).toEqual({ code: 'cancelled' })
  const path = join(passingFolder(), '合同.pdf')
  writeFileSync(path, 'what was there before')
  ports.answers.saves.push(path)
  expect(valueOf(await client.exhibits.saveOriginal({ id: exhibit.id, sha256 }))).toEqual({ path })
  expect(readFileSync(path).equals(Buffer.from(pdf))).toBe(true)
  expect((await PDFDocument.load(readFileSync(path))).getPageCount()).toBe(1)
})

test('the library is searched by title, purpose, file name and the words on the pages', async () => {
  const { client, companyId } = await openSample()
  for (const search of ['执照', '营业', '样本理财', 'yingye-zhizhao'])
    expect(valueOf(await client.exhibits.list({ companyId, search })).length, search).toBeGreaterThan(0)
  expect(valueOf(await client.exhibits.list({ companyId, search: '绝无此词' }))).toEqual([])
  expect(valueOf(await client.exhibits.list({ companyId, kind: 'number-proof' })).map(({ kind }) => kind)).toEqual([
    'number-proof',
  ])
})
