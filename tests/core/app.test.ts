import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import {
  dumpRows,
  errorOf,
  fullCode,
  openCompany,
  openCore,
  openSample,
  openSubmitted,
  reasonOf,
} from './core-steps.ts'

test('an empty program says what is not there yet, and its first steps are ticked one by one by real work only', async () => {
  const { client } = await openCore()
  const first = valueOf(await client.app.status({}))
  expect(first).toMatchObject({ person: null, company: null, hasSample: false, today: '2026-11-23' })
  expect(Object.values(first.steps)).toEqual([false, false, false, false, false])
  const draft = { name: '甲理财有限公司', code: fullCode('91310000MA1FL0000') }
  const company = valueOf(await client.companies.save({ draft }))
  valueOf(await client.numbers.save({ companyId: company.id, draft: { text: '13800138000', purpose: 'notice' } }))
  expect(valueOf(await client.app.status({})).steps).toMatchObject({ company: true, number: true, exhibit: false })
})

test('the sample counts as no first step, goes as a whole even when sent, and takes nothing else with it', async () => {
  const { client, folder, submission } = await openSubmitted()
  const own = valueOf(
    await client.companies.save({ draft: { name: '甲理财有限公司', code: fullCode('91310000MA1FL0000') } }),
  )
  valueOf(await client.numbers.save({ companyId: own.id, draft: { text: '13900139000', purpose: 'notice' } }))
  expect(valueOf(await client.app.status({})).steps).toMatchObject({ company: true, number: true, exhibit: false })
  expect(reasonOf(await client.app.addSample({}))).toBe('示例数据已经在了')
  const status = valueOf(await client.app.removeSample({}))
  expect(status).toMatchObject({ hasSample: false, company: { id: own.id } })
  const rows = dumpRows(folder)
  expect(rows['company']).toHaveLength(1)
  expect(rows['number']).toHaveLength(1)
  for (const table of [
    'sighting',
    'appeal',
    'appeal_event',
    'exhibit',
    'dossier',
    'letter',
    'build',
    'submission',
    'submission_file',
  ])
    expect(rows[table], table).toEqual([])
  expect(errorOf(await client.submissions.find({ id: submission.id })).code).toBe('not-found')
  expect(reasonOf(await client.app.removeSample({}))).toBe('没有示例数据')
})

test('two clicks on 载入示例 put one sample in', async () => {
  const { client, ports } = await openCore()
  const answers = await Promise.all([client.app.addSample({}), client.app.addSample({})])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.error]))).toEqual([
    { code: 'refused', reason: '示例数据已经在了' },
  ])
  expect(valueOf(await client.companies.list({}))).toHaveLength(1)
  expect(ports.incidents).toEqual([])
})

test('who works and for whom is remembered over a restart', async () => {
  const { client, folder, personId, close } = await openCompany()
  const other = valueOf(await client.companies.save({ draft: { name: '乙理财', code: fullCode('91310000MA1FL0001') } }))
  expect(valueOf(await client.app.represent({ companyId: other.id })).company?.id).toBe(other.id)
  await close()
  const again = valueOf(await (await openCore({ folder })).client.app.status({}))
  expect(again).toMatchObject({ company: { id: other.id }, person: { id: personId, name: '李经办' } })
})

test('settings keep what was not said, refuse what makes no sense, and unreadable ones fall back', async () => {
  const { client } = await openCore()
  valueOf(await client.app.configure({ largeText: true }))
  valueOf(await client.app.configure({ theme: 'dark' }))
  expect(valueOf(await client.app.status({})).settings).toMatchObject({ largeText: true, theme: 'dark' })
  const house = { formats: ['jpg' as const], maxBytes: 1000, answerWorkdaysMin: 9, answerWorkdaysMax: 3 }
  expect(reasonOf(await client.app.configure({ house }))).toBe('默认答复时间的最短天数不能大于最长天数')
  expect(errorOf(await client.app.configure({ house: { ...house, maxBytes: -1 } })).code).toBe('invalid-input')
  expect(valueOf(await client.app.status({})).settings.house).toMatchObject({
    answerWorkdaysMin: 3,
    answerWorkdaysMax: 7,
  })
})

test('the day turns at midnight in Shanghai, wherever the machine thinks it is', async () => {
  const { client, ports } = await openCore({ instant: '2026-11-22T15:59:59.999Z' })
  expect(valueOf(await client.app.status({})).today).toBe('2026-11-22')
  ports.setNow('2026-11-22T16:00:00.000Z')
  expect(valueOf(await client.app.status({})).today).toBe('2026-11-23')
})

test('every change says which answers are stale, and a refused one says nothing', async () => {
  const { client, events, companyId } = await openSample()
  events.length = 0
  valueOf(await client.numbers.save({ companyId, draft: { text: '13900139000', purpose: 'notice' } }))
  expect(events).toEqual([
    expect.objectContaining({ kind: 'changed', areas: expect.arrayContaining(['numbers', 'history', 'app']) }),
  ])
  events.length = 0
  errorOf(await client.numbers.save({ companyId, draft: { text: '13900139000', purpose: 'notice' } }))
  expect(events).toEqual([])
})
