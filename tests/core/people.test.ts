import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { errorOf, openCompany, readPlainly, reasonOf } from './core-steps.ts'

test('a PIN never leaves the core and is not kept in clear', async () => {
  const { client, folder } = await openCompany()
  const reviewer = valueOf(await client.people.save({ name: '王复核', role: 'reviewer', pin: '93817264' }))
  expect(reviewer).toEqual({ id: reviewer.id, name: '王复核', role: 'reviewer', hasPin: true })
  expect(JSON.stringify(valueOf(await client.people.list({})))).not.toContain('93817264')
  const rows = readPlainly(folder, (db) =>
    JSON.stringify([db.prepare('SELECT * FROM person').all(), db.prepare('SELECT * FROM history').all()]),
  )
  expect(rows).not.toContain('93817264')
  const renamed = valueOf(await client.people.save({ id: reviewer.id, name: '王复核二', role: 'head' }))
  expect(renamed.hasPin).toBe(true)
  expect(valueOf(await client.people.save({ id: reviewer.id, name: '王复核二', role: 'head', pin: null })).hasPin).toBe(
    false,
  )
})

test('names stay distinct, and whoever is at work is not removed', async () => {
  const { client, personId } = await openCompany()
  expect(reasonOf(await client.people.save({ name: ' 李经办 ', role: 'head' }))).toContain('已有名为「李经办」的人员')
  expect(reasonOf(await client.people.remove({ id: personId }))).toContain('正在使用本程序')
  const other = valueOf(await client.people.save({ name: '王复核', role: 'reviewer' }))
  expect(valueOf(await client.app.work({ personId: other.id })).person?.name).toBe('王复核')
  valueOf(await client.people.remove({ id: personId }))
  expect(valueOf(await client.people.list({})).map(({ name }) => name)).toEqual(['王复核'])
  for (const pin of ['123', '1234567890123', '12a4', ''])
    expect(errorOf(await client.people.save({ name: '新', role: 'agent', pin }))).toEqual({
      code: 'invalid-input',
      issues: [{ path: 'pin', message: '复核密码应为 4–12 位数字' }],
    })
})
