import { canOverride } from '#shared/rules/gate-row.ts'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { makePdf } from '../support/make-files.ts'
import {
  buildOf,
  completeDossier,
  drop,
  errorOf,
  fullCode,
  holds,
  listFiles,
  openBuilt,
  openCore,
  openDossier,
  openSample,
  openSubmitted,
  overrideReason,
  passingFolder,
  readPlainly,
  reasonOf,
  sightingOf,
} from './core-steps.ts'

type Sample = Awaited<ReturnType<typeof openSample>>

const addPdf = async (opened: Sample, name: string, body: Uint8Array) => {
  const token = await drop(opened, name, body)
  const { added } = valueOf(
    await opened.client.exhibits.add({ companyId: opened.companyId, tokens: [token], job: randomUUID() }),
  )
  if (!added[0]) throw new Error('not added')
  return added[0]
}

test('a dossier carries appeals of one company and one platform, each in one dossier at a time', async () => {
  const opened = await openSample()
  const { client, companyId } = opened
  const dossier = await openDossier(opened)
  const [appeal] = dossier.appeals
  if (!appeal) throw new Error('no appeal')
  const open = (change: object) =>
    client.dossiers.open({ companyId, channelId: dossier.channel.id, appealIds: [appeal.id], ...change })
  expect(reasonOf(await open({}))).toContain('已在另一个准备中的卷宗里')
  const tencent = valueOf(await client.catalogue.find({ id: 'tencent' })).platform.channels[0]
  expect(reasonOf(await open({ channelId: tencent?.id ?? '' }))).toContain('属于「泰迪熊移动」')
  expect(errorOf(await open({ channelId: 'teddymobile/web-99' })).code).toBe('not-found')
  const other = valueOf(await client.companies.save({ draft: { name: '乙', code: fullCode('91310000MA1FL0001') } }))
  expect(errorOf(await open({ companyId: other.id })).code).toBe('not-found')
  const number = valueOf(
    await client.numbers.save({ companyId: other.id, draft: { text: '13900139000', purpose: 'notice' } }),
  )
  const sighting = valueOf(await client.sightings.record({ draft: sightingOf(number.id) }))
  const foreign = valueOf(await client.appeals.open({ sightingId: sighting.id, platformId: 'teddymobile' }))
  expect(errorOf(await client.dossiers.setAppeals({ id: dossier.id, appealIds: [appeal.id, foreign.id] })).code).toBe(
    'not-found',
  )
  const exhibit = await addPdf({ ...opened, companyId: other.id }, '别家.pdf', await makePdf(['X']))
  expect(errorOf(await client.dossiers.addExhibits({ id: dossier.id, exhibitIds: [exhibit.id] })).code).toBe(
    'not-found',
  )
  expect(valueOf(await client.dossiers.list({ companyId: other.id }))).toEqual([])
  for (const search of ['', '泰迪熊', appeal.numberShown, appeal.numberShown.replaceAll(/\D/g, '')])
    expect(valueOf(await client.dossiers.list({ companyId, search, state: 'preparing' })), search).toHaveLength(1)
})

test('entries are moved, described, taken out and put back; none twice', async () => {
  const opened = await openSample()
  const { client } = opened
  const dossier = await openDossier(opened)
  const order = (found: typeof dossier) => found.items.map(({ id }) => id)
  const last = dossier.items.at(-1)
  if (!last?.exhibitId) throw new Error('no exhibit')
  const moved = valueOf(await client.dossiers.moveItem({ itemId: last.id, position: 1 }))
  expect(order(moved)).toEqual([last.id, ...order(dossier).slice(0, -1)])
  expect(order(valueOf(await client.dossiers.moveItem({ itemId: last.id, position: 999 })))).toEqual(order(dossier))
  const described = valueOf(
    await client.dossiers.describeItem({ itemId: last.id, purpose: '证明号码归属', watermark: true }),
  )
  expect(described.items.at(-1)).toMatchObject({ purpose: '证明号码归属', watermark: true })
  expect(
    order(valueOf(await client.dossiers.addExhibits({ id: dossier.id, exhibitIds: [last.exhibitId, last.exhibitId] }))),
  ).toEqual(order(dossier))
  const without = valueOf(await client.dossiers.removeItem({ itemId: last.id }))
  expect(order(without)).toEqual(order(dossier).slice(0, -1))
  const letter = dossier.items.find(({ kind }) => kind === 'letter')
  expect(reasonOf(await client.dossiers.removeItem({ itemId: letter?.id ?? last.id }))).toContain(
    '文书请在「文书」里删除',
  )
  expect(
    valueOf(await client.dossiers.describe({ id: dossier.id, title: '新题', documentDate: '2026-11-25' })),
  ).toMatchObject({ title: '新题', documentDate: '2026-11-25' })
  expect(errorOf(await client.dossiers.describe({ id: dossier.id, documentDate: '2026-13-01' })).code).toBe(
    'invalid-input',
  )
})

test('a gap in the gate stops the build by name and leaves nothing; a written reason opens it and stays inside', async () => {
  const opened = await openSample()
  const { client, folder, ports } = opened
  const dossier = await openDossier(opened)
  const { id } = dossier
  // Without the number's proof of ownership, which this channel asks for.
  for (const item of dossier.items) if (item.exhibitId) valueOf(await client.dossiers.removeItem({ itemId: item.id }))
  const { gate } = valueOf(await client.dossiers.find({ id }))
  expect(gate.open).toBe(false)
  const refused = errorOf(await client.dossiers.build({ id, job: randomUUID() }))
  expect(refused).toMatchObject({ code: 'gate-open' })
  if (refused.code !== 'gate-open') throw new Error('unreachable')
  for (const row of gate.rows.filter(({ blocks }) => blocks)) expect(refused.gaps).toContain(row.sentence)
  expect(valueOf(await client.dossiers.find({ id })).build).toBeNull()
  expect(errorOf(await client.dossiers.override({ id, key: gate.rows[0]?.key ?? '', reason: '短' })).code).toBe(
    'invalid-input',
  )
  expect(errorOf(await client.dossiers.override({ id, key: 'material:没有这一项', reason: overrideReason })).code).toBe(
    'not-found',
  )
  expect(errorOf(await client.dossiers.tick({ id, key: 'k'.repeat(1_000_000), ticked: true })).code).toBe('not-found')
  for (const { exhibitId } of dossier.items.filter(({ exhibitId: held }) => held))
    if (exhibitId) valueOf(await client.dossiers.addExhibits({ id, exhibitIds: [exhibitId] }))
  const proof = valueOf(await client.dossiers.find({ id })).items.find(({ title }) => title.includes('归属'))
  if (proof) valueOf(await client.dossiers.removeItem({ itemId: proof.id }))
  await completeDossier(opened, dossier)
  const complete = valueOf(await client.dossiers.find({ id }))
  expect(complete.gate.rows.filter(({ state }) => state === 'overridden').length).toBeGreaterThan(0)
  const letters = valueOf(await client.letters.list({ dossierId: id }))
  // The letters cite what is missing now: that is refused by name too, override or not.
  const cites = errorOf(await client.dossiers.build({ id, job: randomUUID() }))
  expect(JSON.stringify(cites)).toContain('号码归属证明')
  const gap = complete.gate.rows.find((row) => row.blocks && !canOverride(row))
  const passed = await client.dossiers.override({ id, key: gap?.key ?? '', reason: overrideReason })
  expect(JSON.stringify(errorOf(passed))).toContain('不能放行')
  for (const { id: letterId, text } of letters)
    valueOf(await client.letters.write({ id: letterId, text: text.replaceAll(/\{\{见[:：]号码归属证明\}\}/g, '') }))
  const build = await buildOf(opened, id)
  const out = passingFolder()
  ports.answers.folders.push(out)
  const saved = valueOf(await client.packages.save({ buildId: build.id, job: randomUUID() }))
  expect(saved.files).toBeGreaterThan(2)
  for (const path of listFiles(out)) expect(await holds(path, overrideReason), path).toBe(false)
  const printed = listFiles(out).filter((path) => path.endsWith('.pdf'))
  const named = await Promise.all(printed.map((path) => holds(path, '样本理财有限责任公司')))
  expect(named).toContain(true)
  const history = valueOf(await client.history.list({ subject: id })).map(({ what }) => what)
  expect(history.some((what) => what.includes(overrideReason))).toBe(true)
  expect(readPlainly(folder, (db) => db.prepare('SELECT DISTINCT person FROM gate_answer').pluck().all())).toEqual([
    '李示例',
  ])
  const key = complete.gate.rows.find(({ state }) => state === 'overridden')?.key ?? ''
  expect(valueOf(await client.dossiers.override({ id, key, reason: null })).gate.open).toBe(false)
})

test('a build is void after any change that reaches a file, and good again when the change is taken back', async () => {
  const { client, companyId, dossier } = await openBuilt()
  const { id } = dossier
  const current = async () => valueOf(await client.dossiers.find({ id })).build?.current
  expect(await current()).toBe(true)
  const [letter] = valueOf(await client.letters.list({ dossierId: id }))
  const found = valueOf(await client.dossiers.find({ id }))
  const exhibitItem = found.items.find(({ exhibitId }) => exhibitId !== null)
  const exhibit = valueOf(await client.exhibits.find({ id: exhibitItem?.exhibitId ?? '' }))
  const file = exhibit.files[0]
  const company = valueOf(await client.companies.list({})).find((each) => each.id === companyId)
  const number = valueOf(await client.numbers.list({ companyId })).rows.find(({ shown }) =>
    found.numbers.includes(shown),
  )
  const sighting = valueOf(await client.sightings.list({ companyId })).find(
    ({ appealId }) => appealId === found.appeals[0]?.id,
  )
  if (!letter || !exhibitItem || !file || !company || !number || !sighting) throw new Error('sample')
  const { shown: _, id: numberId, ...numberDraft } = number
  const changes: Record<string, () => Promise<unknown>> = {
    order: () => client.dossiers.moveItem({ itemId: exhibitItem.id, position: 99 }),
    purpose: () => client.dossiers.describeItem({ itemId: exhibitItem.id, purpose: '另一个目的' }),
    watermark: () => client.dossiers.describeItem({ itemId: exhibitItem.id, watermark: true }),
    title: () => client.dossiers.describe({ id, title: '另一个题' }),
    date: () => client.dossiers.describe({ id, documentDate: '2026-11-30' }),
    'letter text': () => client.letters.write({ id: letter.id, text: `${letter.text}\n另加一句。` }),
    'letter title': () => client.letters.write({ id: letter.id, title: '另一封' }),
    'company facts': () =>
      client.companies.save({ id: company.id, draft: { ...company, legalRepresentative: '赵某' } }),
    'company e-mail': () =>
      client.companies.save({ id: company.id, draft: { ...company, contactEmail: 'neu@example.com' } }),
    pages: () =>
      client.exhibits.arrangePages({
        id: exhibit.id,
        sha256: file.sha256,
        pages: [{ index: 0, rotate: 90, crop: null }],
      }),
    'exhibit kind': () => client.exhibits.describe({ id: exhibit.id, facts: { kind: 'settlement' } }),
    'exhibit source': () => client.exhibits.describe({ id: exhibit.id, facts: { source: '另一处' } }),
    'left out': () => client.dossiers.removeItem({ itemId: exhibitItem.id }),
    number: () =>
      client.numbers.save({
        id: numberId,
        companyId,
        draft: { ...numberDraft, text: number.digits, purposeDetail: '另一种用途' },
      }),
    sighting: () => client.sightings.correct({ id: sighting.id, draft: { ...sighting, handset: '另一台' } }),
    limits: () =>
      client.app.configure({
        house: { formats: ['jpg'], maxBytes: 1_000_000, answerWorkdaysMin: 3, answerWorkdaysMax: 7 },
      }),
  }
  for (const [name, change] of Object.entries(changes)) {
    expect(await change(), name).toMatchObject({ ok: true })
    expect(await current(), `${name} changed`).toBe(false)
    valueOf(await client.history.undo({}))
    expect(await current(), `${name} taken back`).toBe(true)
  }
  // What no file holds does not void it.
  valueOf(await client.numbers.save({ companyId, draft: { text: '13900139000', purpose: 'notice' } }))
  valueOf(await client.sightings.record({ draft: sightingOf(numberId, { platformId: 'tencent' }) }))
  expect(await current()).toBe(true)
})

test('the pages shown before building are byte for byte the bundle that is built, and again after a restart', async () => {
  const opened = await openSample()
  const { client, core, folder } = opened
  const dossier = await openDossier(opened)
  const { id } = dossier
  await completeDossier(opened, dossier)
  const preview = valueOf(await client.dossiers.preview({ id, job: randomUUID() }))
  expect(preview.report.checks.every(({ ok }) => ok)).toBe(true)
  const shown = Buffer.from(
    await (await core.serve(new Request(`https://app/files/${preview.file}.pdf`))).arrayBuffer(),
  )
  expect((await PDFDocument.load(shown)).getPageCount()).toBe(preview.pages)
  const build = await buildOf(opened, id)
  expect(build.bundle).toMatchObject({ sha256: preview.file, pages: preview.pages, size: shown.length })
  expect(readFileSync(join(folder, 'files', build.bundle.sha256)).equals(shown)).toBe(true)
  expect(build.parts).toEqual(preview.parts)
  await opened.close()
  const again = await openCore({ folder })
  expect(valueOf(await again.client.dossiers.preview({ id, job: randomUUID() })).file).toBe(build.bundle.sha256)
  expect(valueOf(await again.client.dossiers.find({ id })).build).toMatchObject({ id: build.id, current: true })
})

test('one exhibit that cannot be bound stops preview and build by its name', async () => {
  const opened = await openSample()
  const { client } = opened
  const dossier = await openDossier(opened)
  const { id } = dossier
  await completeDossier(opened, dossier)
  const token = await drop(opened, '加密合同.docx', readFileSync(await makeDocx()))
  const { added } = valueOf(
    await client.exhibits.add({ companyId: opened.companyId, tokens: [token], job: randomUUID() }),
  )
  const bad = added[0]
  if (!bad?.refusal) throw new Error('a .docx is bound now; take something else')
  valueOf(await client.dossiers.addExhibits({ id, exhibitIds: [bad.id] }))
  for (const result of [
    await client.dossiers.preview({ id, job: randomUUID() }),
    await client.dossiers.build({ id, job: randomUUID() }),
  ]) {
    const error = errorOf(result)
    expect(error).toMatchObject({ code: 'files-refused', files: [{ name: '加密合同' }] })
  }
  expect(valueOf(await client.dossiers.find({ id })).build).toBeNull()
})

test('a source that broke on the disk since it came in is never bound in silence', async () => {
  const opened = await openSample()
  const { client, folder } = opened
  const dossier = await openDossier(opened)
  await completeDossier(opened, dossier)
  const exhibitId = dossier.items.find(({ exhibitId: held }) => held)?.exhibitId
  const exhibit = valueOf(await client.exhibits.find({ id: exhibitId ?? '' }))
  const form = exhibit.files[0]?.inspection.pdfForm?.sha256 ?? ''
  const path = join(folder, 'files', form)
  const whole = readFileSync(path)
  const flipped = Buffer.from(whole)
  flipped[Math.floor(whole.length / 2)]! ^= 1
  for (const broken of [flipped, whole.subarray(0, 300), null]) {
    if (broken) writeFileSync(path, broken)
    else rmSync(path)
    const error = errorOf(await client.dossiers.build({ id: dossier.id, job: randomUUID() }))
    const name = expect.stringContaining(exhibit.files[0]?.name ?? '?')
    expect(error).toEqual({ code: 'files-refused', files: [{ name, reason: expect.stringContaining('重新拖入') }] })
  }
  expect(valueOf(await client.dossiers.find({ id: dossier.id })).build).toBeNull()
  // The way out that the sentence names is one.
  const source = join('templates/sample', exhibit.files[0]?.name ?? '')
  const token = await drop(opened, 'a', readFileSync(source))
  valueOf(await client.exhibits.add({ companyId: opened.companyId, tokens: [token], job: randomUUID() }))
  expect(readFileSync(path).equals(whole)).toBe(true)
})

test('cancelled, a build leaves nothing; made twice at once, one is current', async () => {
  const opened = await openSample()
  const { client, core } = opened
  const dossier = await openDossier(opened)
  const { id } = dossier
  await completeDossier(opened, dossier)
  const job = randomUUID()
  const stop = core.subscribe(
    (event) => event.kind === 'progress' && event.job === job && void client.jobs.cancel({ job }),
  )
  expect(errorOf(await client.dossiers.build({ id, job }))).toEqual({ code: 'cancelled' })
  stop()
  expect(valueOf(await client.dossiers.find({ id })).build).toBeNull()
  const builds = await Promise.all([buildOf(opened, id), buildOf(opened, id)])
  expect(new Set(builds.map(({ bundle }) => bundle.sha256)).size).toBe(1)
  expect(valueOf(await client.dossiers.find({ id })).build?.current).toBe(true)
})

test('a newer build counts as newer when the clock was set back between the two', async () => {
  const opened = await openBuilt()
  const { client, ports, dossier } = opened
  ports.setNow('2026-11-22T02:00:00.000Z')
  valueOf(await client.dossiers.describe({ id: dossier.id, title: '改了题' }))
  const second = await buildOf(opened, dossier.id)
  expect(valueOf(await client.dossiers.find({ id: dossier.id })).build).toMatchObject({ id: second.id, current: true })
})

test('what changes while it is being built does not end up as if it had been in it', async () => {
  const opened = await openBuilt()
  const { client, dossier } = opened
  const { id } = dossier
  valueOf(await client.dossiers.describe({ id, title: '先改题' }))
  const building = client.dossiers.build({ id, job: randomUUID() })
  valueOf(await client.dossiers.describe({ id, title: '中途改题' }))
  expect(valueOf(await building).build?.current).toBe(false)
  const again = client.dossiers.build({ id, job: randomUUID() })
  valueOf(await client.dossiers.remove({ id }))
  expect(errorOf(await again).code).toBe('not-found')
  expect(opened.ports.incidents).toEqual([])
})

test('a submitted dossier refuses every change of itself, its entries and its letters, and shows the pages that were sent', async () => {
  const { client, dossier, build, companyId } = await openSubmitted()
  const { id } = dossier
  const letter = valueOf(await client.letters.list({ dossierId: id }))[0]
  const [item] = dossier.items
  const [appeal] = dossier.appeals
  if (!letter || !item || !appeal) throw new Error('sample')
  const key = dossier.gate.rows[0]?.key ?? ''
  const exhibitId = dossier.items.find(({ exhibitId: held }) => held)?.exhibitId ?? ('' as never)
  const before = valueOf(await client.dossiers.find({ id }))
  const range = { letterId: letter.id, firstPage: 1, lastPage: 1 }
  const refused = [
    await client.dossiers.describe({ id, title: '改' }),
    await client.dossiers.setAppeals({ id, appealIds: [appeal.id] }),
    await client.dossiers.addExhibits({ id, exhibitIds: [exhibitId] }),
    await client.dossiers.describeItem({ itemId: item.id, purpose: '改' }),
    await client.dossiers.moveItem({ itemId: item.id, position: 2 }),
    await client.dossiers.removeItem({ itemId: item.id }),
    await client.dossiers.tick({ id, key, ticked: true }),
    await client.dossiers.override({ id, key, reason: '改一改它' }),
    await client.dossiers.build({ id, job: randomUUID() }),
    await client.dossiers.remove({ id }),
    await client.letters.draft({ dossierId: id, templateId: 'usage' }),
    await client.letters.write({ id: letter.id, text: '改' }),
    await client.letters.takeStamped({ dossierId: id, token: randomUUID(), ranges: [range] }),
    await client.letters.dropStamped({ id: letter.id }),
    await client.letters.remove({ id: letter.id }),
  ]
  for (const [at, result] of refused.entries()) expect(reasonOf(result), String(at)).toMatch(/已提交/)
  expect(valueOf(await client.dossiers.find({ id }))).toEqual(before)
  const [company] = valueOf(await client.companies.list({}))
  if (!company) throw new Error('sample')
  valueOf(await client.companies.save({ id: companyId, draft: { ...company, address: '搬到别处了' } }))
  const preview = valueOf(await client.dossiers.preview({ id, job: randomUUID() }))
  expect(preview).toMatchObject({ file: build.bundle.sha256, pages: build.bundle.pages, parts: build.parts })
})

async function makeDocx() {
  const path = join(passingFolder(), 'a.docx')
  const { Document, Packer, Paragraph } = await import('docx')
  writeFileSync(path, await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('合同')] }] })))
  return path
}
