import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { makePdf, makePicture } from '../support/make-files.ts'
import { drop, dumpRows, errorOf, numberOf, openCompany, reasonOf, sightingOf } from './core-steps.ts'

test('a sighting keeps the words of the screen, and its screenshot becomes evidence in the same step', async () => {
  const opened = await openCompany()
  const { client, companyId } = opened
  const { id: numberId } = await numberOf(opened, companyId, '021-61234567')
  const screenshot = await drop(opened, '截图.png', await makePicture(400, 800).png().toBuffer())
  const sighting = valueOf(await client.sightings.record({ draft: sightingOf(numberId), screenshot }))
  expect(sighting).toMatchObject({
    numberShown: '021-61234567',
    platformName: '泰迪熊移动',
    labelText: '广告推销',
    sourceLine: '数据由泰迪熊移动提供',
    appealId: null,
  })
  const [exhibit] = valueOf(await client.exhibits.list({ companyId }))
  expect(exhibit).toMatchObject({ id: sighting.screenshotId, kind: 'mark-screenshot', pages: 1, refusal: null })
  expect(valueOf(await client.history.undo({})).what).toContain('021-61234567显示「广告推销」')
  expect(valueOf(await client.sightings.list({ companyId }))).toEqual([])
  expect(valueOf(await client.exhibits.list({ companyId }))).toEqual([])
})

test('the same screenshot under two sightings is one exhibit', async () => {
  const opened = await openCompany()
  const { client, companyId } = opened
  const { id: numberId } = await numberOf(opened, companyId, '021-61234567')
  const picture = readFileSync('templates/sample/biaoji-jietu-1.png')
  const record = async () =>
    valueOf(
      await client.sightings.record({ draft: sightingOf(numberId), screenshot: await drop(opened, 'a.png', picture) }),
    )
  expect((await record()).screenshotId).toBe((await record()).screenshotId)
  expect(valueOf(await client.exhibits.list({ companyId }))).toHaveLength(1)
})

test('a time to come, a mark without words, an unknown platform and a file that is no picture are refused whole', async () => {
  const opened = await openCompany()
  const { client, companyId, folder } = opened
  const { id } = await numberOf(opened, companyId, '021-61234567')
  const before = dumpRows(folder)
  expect(
    reasonOf(await client.sightings.record({ draft: sightingOf(id, { seenAt: '2026-11-23T02:06:00.000Z' }) })),
  ).toContain('晚于现在')
  expect(errorOf(await client.sightings.record({ draft: sightingOf(id, { labelText: ' ' }) }))).toEqual({
    code: 'invalid-input',
    issues: [{ path: 'draft.labelText', message: expect.stringContaining('请照抄屏幕上显示的标记文字') }],
  })
  expect(errorOf(await client.sightings.record({ draft: sightingOf(id, { platformId: 'nobody' }) })).code).toBe(
    'not-found',
  )
  const locked = await drop(opened, '截图.png', Buffer.from('not a picture at all'))
  expect(errorOf(await client.sightings.record({ draft: sightingOf(id), screenshot: locked })).code).toMatch(/refused/)
  const rows = dumpRows(folder)
  expect({ ...rows, file: [], inspection: [] }).toEqual({ ...before, file: [], inspection: [] })
  valueOf(await client.sightings.record({ draft: sightingOf(id, { seenAt: '2026-11-23T02:04:00.000Z' }) }))
})

test('a screen without a mark is written down as clean and opens no appeal', async () => {
  const opened = await openCompany()
  const { client, companyId } = opened
  const { id } = await numberOf(opened, companyId, '021-61234567')
  const draft = sightingOf(id, { clean: true, labelCode: null, labelText: '' })
  const clean = valueOf(await client.sightings.record({ draft }))
  expect(clean).toMatchObject({ clean: true, labelCode: null })
  expect(reasonOf(await client.appeals.open({ sightingId: clean.id, platformId: 'teddymobile' }))).toContain(
    '没有显示标记',
  )
  const marked = valueOf(await client.sightings.record({ draft: sightingOf(id) }))
  expect(valueOf(await client.submissions.today({ companyId })).map(({ target }) => target.id)).toEqual([marked.id])
})

test('what an appeal rests on keeps number, platform and kind of mark; its other words may be corrected', async () => {
  const opened = await openCompany()
  const { client, companyId } = opened
  const { id } = await numberOf(opened, companyId, '021-61234567')
  const other = await numberOf(opened, companyId, '13800138000')
  const sighting = valueOf(await client.sightings.record({ draft: sightingOf(id) }))
  expect(valueOf(await client.sightings.correct({ id: sighting.id, draft: sightingOf(other.id) })).numberId).toBe(
    other.id,
  )
  valueOf(await client.sightings.correct({ id: sighting.id, draft: sightingOf(id) }))
  valueOf(await client.appeals.open({ sightingId: sighting.id, platformId: 'teddymobile' }))
  for (const change of [
    { numberId: other.id },
    { platformId: 'tencent' },
    { labelCode: 'fraud' as const },
    { clean: true, labelCode: null, labelText: '' },
  ])
    expect(reasonOf(await client.sightings.correct({ id: sighting.id, draft: sightingOf(id, change) }))).toContain(
      '已用于申诉',
    )
  expect(
    valueOf(await client.sightings.correct({ id: sighting.id, draft: sightingOf(id, { handset: 'vivo' }) })).handset,
  ).toBe('vivo')
  expect(reasonOf(await client.sightings.remove({ id: sighting.id }))).toContain('不能删除')
  const loose = valueOf(await client.sightings.record({ draft: sightingOf(id) }))
  valueOf(await client.sightings.remove({ id: loose.id }))
  expect(valueOf(await client.sightings.list({ companyId, numberId: id })).map((each) => each.id)).toEqual([
    sighting.id,
  ])
})

test('the source line on the screen decides the platform, before the handset does', async () => {
  const { client } = await openCompany()
  const proposals = valueOf(
    await client.sightings.propose({ sourceLine: '数据由泰迪熊移动提供', handset: '华为', labelCode: 'advertising' }),
  )
  expect(proposals[0]).toMatchObject({ platformId: 'teddymobile' })
  expect(proposals[0]?.channels.length).toBeGreaterThan(0)
})

test('a PDF is taken as a screenshot too, for query pages that were printed', async () => {
  const opened = await openCompany()
  const { id } = await numberOf(opened, opened.companyId, '021-61234567')
  const screenshot = await drop(opened, '查询页.pdf', await makePdf(['QUERY']))
  expect(
    valueOf(await opened.client.sightings.record({ draft: sightingOf(id), screenshot })).screenshotId,
  ).not.toBeNull()
})
