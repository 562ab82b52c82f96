import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import {
  errorOf,
  numberOf,
  openCompany,
  openDossier,
  openSample,
  openSubmitted,
  reasonOf,
  sightingOf,
} from './core-steps.ts'

/** A number with a mark at 泰迪熊, not yet appealed. */
async function openMarked() {
  const opened = await openCompany()
  const { id: numberId } = await numberOf(opened, opened.companyId, '021-61234567')
  const record = async (change: Parameters<typeof sightingOf>[1] = {}) =>
    valueOf(await opened.client.sightings.record({ draft: sightingOf(numberId, change) }))
  return { ...opened, numberId, record }
}

test('a second open appeal for the same number, platform and label is refused; any other of the three may differ', async () => {
  const { client, companyId, record } = await openMarked()
  const first = await record()
  const appeal = valueOf(await client.appeals.open({ sightingId: first.id, platformId: 'teddymobile' }))
  expect(appeal).toMatchObject({ state: 'sighted', trouble: 'label', openedOn: '2026-11-23', dossierId: null })
  expect(reasonOf(await client.appeals.open({ sightingId: first.id, platformId: 'tencent' }))).toContain('已经在申诉中')
  const again = await record({ labelText: '推销电话' })
  expect(reasonOf(await client.appeals.open({ sightingId: again.id, platformId: 'teddymobile' }))).toBe(
    '021-61234567 在「泰迪熊移动」的「广告推销」已有一件申诉（已发现），不能重复申诉',
  )
  valueOf(await client.appeals.open({ sightingId: again.id, platformId: 'tencent' }))
  const fraud = await record({ labelCode: 'fraud', labelText: '疑似诈骗' })
  valueOf(await client.appeals.open({ sightingId: fraud.id, platformId: 'teddymobile', trouble: 'anti-fraud' }))
  expect(valueOf(await client.appeals.list({ companyId }))).toHaveLength(3)
  expect(valueOf(await client.appeals.list({ companyId, search: '诈骗' })).map(({ trouble }) => trouble)).toEqual([
    'anti-fraud',
  ])
  expect(valueOf(await client.appeals.list({ companyId, search: '02161234567' }))).toHaveLength(3)
})

test('an appeal given up, with a reason, makes room for a new one', async () => {
  const { client, companyId, numberId, record } = await openMarked()
  const appeal = valueOf(await client.appeals.open({ sightingId: (await record()).id, platformId: 'teddymobile' }))
  expect(errorOf(await client.appeals.abandon({ id: appeal.id, reason: '  ' })).code).toBe('invalid-input')
  expect(valueOf(await client.appeals.abandon({ id: appeal.id, reason: '号码停用' })).state).toBe('abandoned')
  expect(reasonOf(await client.appeals.abandon({ id: appeal.id, reason: '再一次' }))).toContain('已放弃')
  expect(valueOf(await client.numbers.find({ id: numberId })).openAppeals).toBe(0)
  valueOf(await client.appeals.open({ sightingId: (await record()).id, platformId: 'teddymobile' }))
  expect(valueOf(await client.appeals.list({ companyId, state: 'abandoned' }))).toHaveLength(1)
})

test('each step of an appeal is written down with who and when, in order, and an undone one is not', async () => {
  const opened = await openSubmitted()
  const { client, dossier } = opened
  const [appeal] = dossier.appeals
  if (!appeal) throw new Error('no appeal')
  const found = valueOf(await client.appeals.find({ id: appeal.id }))
  expect(found.state).toBe('submitted')
  expect(found.events.map(({ what }) => what)).toEqual([
    expect.stringContaining('发现标记'),
    expect.stringMatching(/^放进卷宗「.*」（已发现 → 准备中）$/),
    expect.stringMatching(/^通过「.*」提交（准备中 → 已提交）$/),
  ])
  expect(found.events.every(({ at, person }) => at === '2026-11-23T02:00:00.000Z' && person === '李示例')).toBe(true)
  expect(reasonOf(await client.appeals.abandon({ id: appeal.id, reason: '不等了' }))).toContain('请等待答复')
})

test('taking a dossier away or an appeal out of it puts the appeal back, and says so', async () => {
  const opened = await openSample()
  const { client } = opened
  const dossier = await openDossier(opened)
  const [appeal] = dossier.appeals
  if (!appeal) throw new Error('no appeal')
  valueOf(await client.dossiers.remove({ id: dossier.id }))
  const after = valueOf(await client.appeals.find({ id: appeal.id }))
  expect(after).toMatchObject({ state: 'sighted', dossierId: null })
  expect(after.events.at(-1)?.what).toContain('已删除（准备中 → 已发现）')
  valueOf(await client.history.undo({}))
  const undone = valueOf(await client.appeals.find({ id: appeal.id }))
  expect(undone).toMatchObject({ state: 'preparing', dossierId: dossier.id })
  expect(undone.events).toHaveLength(2)
})

test('an appeal given up leaves its dossier, and is never sent with it', async () => {
  const opened = await openSample()
  const { client } = opened
  const dossier = await openDossier(opened)
  const [first] = dossier.appeals
  if (!first) throw new Error('no appeal')
  expect(reasonOf(await client.appeals.abandon({ id: first.id, reason: '算了' }))).toContain('请先删除那个卷宗')
  const sightings = valueOf(await client.sightings.list({ companyId: opened.companyId }))
  const spare = sightings.find(({ platformId, appealId }) => platformId === 'teddymobile' && appealId === null)
  if (!spare) throw new Error('no spare sighting')
  const second = valueOf(await client.appeals.open({ sightingId: spare.id, platformId: 'teddymobile' }))
  valueOf(await client.dossiers.setAppeals({ id: dossier.id, appealIds: [first.id, second.id, second.id] }))
  expect(valueOf(await client.appeals.abandon({ id: first.id, reason: '算了' }))).toMatchObject({
    state: 'abandoned',
    dossierId: null,
  })
  expect(valueOf(await client.dossiers.find({ id: dossier.id })).appeals.map(({ id }) => id)).toEqual([second.id])
  valueOf(await client.history.undo({}))
  expect(valueOf(await client.dossiers.find({ id: dossier.id })).appeals.map(({ id }) => id)).toEqual([
    first.id,
    second.id,
  ])
})
