import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { makePdf } from '../support/make-files.ts'
import { drop, dumpRows, fullCode, numberOf, openBuilt, openCompany, openSample, reasonOf } from './core-steps.ts'

type Sample = Awaited<ReturnType<typeof openBuilt>> & { readonly spareFile: string }

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]
const asId = (id: string | undefined | null) => (id ?? randomUUID()) as never

/** Every change that can be taken back, on whatever is there; one that is refused changes nothing, which is checked too. */
const changes: readonly ((sample: Sample, at: number) => Promise<unknown>)[] = [
  ({ client }, at) => client.people.save({ name: `人员${at}`, role: 'agent', pin: '1234' }),
  async ({ client }) => client.people.remove({ id: asId(valueOf(await client.people.list({})).at(-1)?.id) }),
  async ({ client }, at) => client.app.work({ personId: asId(pick(valueOf(await client.people.list({})), at)?.id) }),
  ({ client }, at) => client.app.configure({ largeText: at % 2 === 0, theme: 'dark' }),
  ({ client }, at) =>
    client.companies.save({
      draft: { name: `公司${at}\u0000\u{20BB7}'`, code: fullCode(`91310000MA1FL00${10 + (at % 80)}`) },
    }),
  async ({ client }) =>
    client.companies.remove({
      id: asId(valueOf(await client.companies.list({})).find(({ name }) => name === '空公司')?.id),
    }),
  async ({ client, companyId }, at) => {
    const company = valueOf(await client.companies.list({})).find(({ id }) => id === companyId)
    return (
      company &&
      client.companies.save({ id: company.id, draft: { ...company, address: `地址 ${at}`, allowList: ['a', `${at}`] } })
    )
  },
  ({ client, companyId }, at) =>
    client.numbers.save({
      companyId,
      draft: { text: `1390013${9000 + (at % 900)}`, purpose: 'notice', note: `注\u0000${at}` },
    }),
  async ({ client, companyId }, at) =>
    client.numbers.remove({ id: asId(pick(valueOf(await client.numbers.list({ companyId })).rows, at)?.id) }),
  async ({ client, companyId }, at) =>
    client.numbers.setState({
      id: asId(pick(valueOf(await client.numbers.list({ companyId })).rows, at)?.id),
      state: 'retired',
      reason: '停',
    }),
  async (sample, at) => {
    const token = await drop(
      sample,
      '单.csv',
      `号码,用途\n1370013${7000 + (at % 900)},咨询\n1360013${6000 + (at % 900)},服务`,
    )
    return sample.client.numbers.import({ companyId: sample.companyId, token })
  },
  async ({ client, companyId }, at) =>
    client.sightings.record({
      draft: {
        numberId: asId(pick(valueOf(await client.numbers.list({ companyId })).rows, at)?.id),
        platformId: 'teddymobile',
        labelCode: at % 2 ? 'agency' : 'other',
        labelText: `标记${at}`,
        seenAt: '2026-11-20T02:00:00.000Z',
      },
    }),
  async ({ client, companyId }, at) =>
    client.sightings.remove({ id: asId(pick(valueOf(await client.sightings.list({ companyId })), at)?.id) }),
  async ({ client, companyId }, at) => {
    const sighting = pick(valueOf(await client.sightings.list({ companyId })), at)
    return sighting && client.sightings.correct({ id: sighting.id, draft: { ...sighting, note: `改 ${at}` } })
  },
  async ({ client, companyId }, at) =>
    client.appeals.open({
      sightingId: asId(pick(valueOf(await client.sightings.list({ companyId })), at)?.id),
      platformId: 'teddymobile',
    }),
  async ({ client, companyId }, at) =>
    client.appeals.abandon({
      id: asId(pick(valueOf(await client.appeals.list({ companyId })), at)?.id),
      reason: '算了',
    }),
  async ({ client, companyId }, at) => {
    const exhibit = pick(valueOf(await client.exhibits.list({ companyId })), at)
    return client.exhibits.describe({
      id: asId(exhibit?.id),
      facts: { title: `题 ${at}`, validUntil: '2027-01-01', stamp: 'seen' },
    })
  },
  async ({ client, companyId }, at) => {
    const exhibit = pick(valueOf(await client.exhibits.list({ companyId })), at)
    const file = exhibit?.files[0]
    return (
      exhibit &&
      file &&
      client.exhibits.arrangePages({
        id: exhibit.id,
        sha256: file.sha256,
        pages: [{ index: 0, rotate: 90, crop: null }],
      })
    )
  },
  async ({ client, companyId }, at) => {
    const list = valueOf(await client.exhibits.list({ companyId }))
    return client.exhibits.merge({ ids: [asId(pick(list, at)?.id), asId(pick(list, at + 1)?.id)] })
  },
  async ({ client, companyId }, at) =>
    client.exhibits.remove({ id: asId(pick(valueOf(await client.exhibits.list({ companyId })), at)?.id) }),
  async ({ client, companyId }, at) =>
    client.exhibits.restore({
      id: asId(pick(valueOf(await client.exhibits.list({ companyId, removed: true })), at)?.id),
    }),
  ({ client, companyId, spareFile }) => client.exhibits.add({ companyId, tokens: [spareFile], job: randomUUID() }),
  async ({ client, dossier }, at) => client.dossiers.describe({ id: dossier.id, title: `卷宗 ${at}` }),
  async ({ client, dossier }, at) => {
    const found = await client.dossiers.find({ id: dossier.id })
    return client.dossiers.moveItem({
      itemId: asId(found.ok ? pick(found.value.items, at)?.id : null),
      position: (at % 5) + 1,
    })
  },
  async ({ client, dossier }, at) => {
    const found = await client.dossiers.find({ id: dossier.id })
    return client.dossiers.removeItem({ itemId: asId(found.ok ? pick(found.value.items, at)?.id : null) })
  },
  async ({ client, dossier, companyId }, at) => {
    const loose = valueOf(await client.exhibits.list({ companyId })).filter(({ uses }) => uses === 0)
    return client.dossiers.addExhibits({ id: dossier.id, exhibitIds: [asId(pick(loose, at)?.id)] })
  },
  async ({ client, dossier }, at) => {
    const found = await client.dossiers.find({ id: dossier.id })
    const key = (found.ok && pick(found.value.gate.rows, at)?.key) || ''
    return at % 2
      ? client.dossiers.tick({ id: dossier.id, key, ticked: true })
      : client.dossiers.override({ id: dossier.id, key, reason: `理由理由${at}` })
  },
  async ({ client, companyId }) => {
    const appeal = valueOf(await client.appeals.list({ companyId, state: 'sighted' })).find(
      ({ platformId }) => platformId === 'teddymobile',
    )
    return client.dossiers.open({ companyId, channelId: 'teddymobile/web-1', appealIds: [asId(appeal?.id)] })
  },
  async ({ client, companyId }, at) =>
    client.dossiers.remove({ id: asId(pick(valueOf(await client.dossiers.list({ companyId })), at)?.id) }),
  ({ client, dossier }, at) =>
    client.letters.draft({ dossierId: dossier.id, templateId: at % 2 ? 'undertaking' : 'usage' }),
  async ({ client, dossier }, at) => {
    const letters = await client.letters.list({ dossierId: dossier.id })
    const letter = letters.ok ? pick(letters.value, at) : null
    return client.letters.write({
      id: asId(letter?.id),
      text: `正文 ${at}\n'单引号' \u0000 尾`,
      typed: { 甲: `${at}` },
    })
  },
  async ({ client, dossier }, at) => {
    const letters = await client.letters.list({ dossierId: dossier.id })
    return client.letters.remove({ id: asId(letters.ok ? pick(letters.value, at)?.id : null) })
  },
  async ({ client }, at) => {
    const { platform } = valueOf(await client.catalogue.find({ id: 'tencent' }))
    return client.catalogue.save({ platform: { ...platform, notes: { ...platform.notes, value: `注 ${at}` } } })
  },
  ({ client }) => client.catalogue.reset({ id: 'tencent' }),
]

/** Rows a person would miss; what only mirrors files on the disk may grow. */
const rowsOf = (folder: string) => ({ ...dumpRows(folder), file: [], inspection: [] })

test('whatever was done, taking it all back step by step gives exactly the rows there were at each step', async () => {
  // Subsets, not draws: fast-check draws small numbers more often than others.
  const order = fc.shuffledSubarray([...changes.keys()], { minLength: 16, maxLength: 26 })
  const steps = order.chain((chosen) => fc.tuple(...chosen.map((which) => fc.tuple(fc.constant(which), fc.nat(50)))))
  const done = new Set<number>()
  await fc.assert(
    fc.asyncProperty(steps, async (chosen) => {
      const opened = await openBuilt()
      const spareFile = await drop(opened, '备用.pdf', await makePdf(['SPARE']))
      const sample = { ...opened, spareFile }
      const { client, folder, companyId } = opened
      // Something for every change to work on, whichever comes first.
      valueOf(await client.people.save({ name: '闲人', role: 'agent' }))
      valueOf(await client.companies.save({ draft: { name: '空公司', code: fullCode('91310000MA1FL0999') } }))
      const spare = valueOf(await client.sightings.list({ companyId })).find(
        ({ platformId, appealId }) => platformId === 'teddymobile' && appealId === null,
      )
      valueOf(await client.appeals.open({ sightingId: asId(spare?.id), platformId: 'teddymobile' }))
      const states = [{ step: valueOf(await client.history.last({}))?.step ?? -1, rows: rowsOf(folder) }]
      for (const [which, at] of chosen) {
        const before = valueOf(await client.history.last({}))?.step ?? -1
        await changes[which]?.(sample, at)
        const after = valueOf(await client.history.last({}))?.step ?? -1
        const rows = rowsOf(folder)
        if (after !== before) {
          done.add(which)
          states.push({ step: after, rows })
        }
        // A change that was refused leaves no trace.
        expect(rows, String(which)).toEqual(states.at(-1)?.rows)
      }
      while (states.length > 1) {
        valueOf(await client.history.undo({ step: states.pop()?.step ?? 0 }))
        expect(rowsOf(folder)).toEqual(states.at(-1)?.rows)
      }
      expect(valueOf(await client.history.last({}))?.step).toBe(states[0]?.step)
      expect(opened.ports.incidents).toEqual([])
      await opened.close()
    }),
    { numRuns: 8, seed: 20261123, endOnFailure: true },
  )
  // Were most of them refused, this would prove nothing; by chance one or two find nothing to change.
  expect([...changes.keys()].filter((which) => !done.has(which)).length).toBeLessThanOrEqual(2)
}, 120_000)

test('only the newest change is taken back, and each undo is written down with who and when', async () => {
  const { client, companyId } = await openCompany()
  await numberOf({ client }, companyId, '13800138000')
  const first = valueOf(await client.history.last({}))
  await numberOf({ client }, companyId, '13900139000')
  expect(reasonOf(await client.history.undo({ step: first?.step ?? 0 }))).toContain('此后又有了其他修改')
  expect(valueOf(await client.numbers.list({ companyId })).total).toBe(2)
  expect(valueOf(await client.history.undo({})).what).toBe('登记了号码 139 0013 9000')
  expect(valueOf(await client.history.undo({ step: first?.step ?? 0 })).what).toBe('登记了号码 138 0013 8000')
  const [newest, second] = valueOf(await client.history.list({ limit: 2 }))
  expect(newest).toEqual({ at: '2026-11-23T02:00:00.000Z', person: '李经办', what: '撤销：登记了号码 138 0013 8000' })
  expect(second?.what).toBe('撤销：登记了号码 139 0013 9000')
})

test('listeners are told what the next undo would take back, and that what it took back is stale', async () => {
  const { client, companyId, events } = await openCompany()
  await numberOf({ client }, companyId, '13800138000')
  expect(events.at(-1)).toMatchObject({ kind: 'changed', undo: { what: '登记了号码 138 0013 8000' } })
  valueOf(await client.history.undo({}))
  const last = events.at(-1)
  expect(last).toMatchObject({ kind: 'changed', areas: expect.arrayContaining(['numbers']) })
  expect(last?.kind === 'changed' && last.undo?.what).not.toBe('登记了号码 138 0013 8000')
})

test('an edit of the catalogue that is taken back is gone from what is shown, too', async () => {
  const { client } = await openSample()
  const before = valueOf(await client.catalogue.find({ id: 'tencent' }))
  const { platform } = before
  valueOf(await client.catalogue.save({ platform: { ...platform, notes: { ...platform.notes, value: '我的备注' } } }))
  expect(valueOf(await client.catalogue.find({ id: 'tencent' })).origin).toBe('edited')
  valueOf(await client.history.undo({}))
  expect(valueOf(await client.catalogue.find({ id: 'tencent' }))).toEqual(before)
})

test('a build removed with its dossier comes back with it, files and all', async () => {
  const { client, dossier, build, record } = await openBuilt()
  valueOf(await client.dossiers.remove({ id: dossier.id }))
  valueOf(await client.history.undo({}))
  expect(valueOf(await client.dossiers.find({ id: dossier.id })).build).toMatchObject({ id: build.id, current: true })
  valueOf(await record())
})
