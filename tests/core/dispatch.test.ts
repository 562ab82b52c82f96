import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { contract } from '#shared/contract.ts'
import { createDispatch } from '#core/dispatch.ts'
import type { Services } from '#shared/contract.ts'
import { valueOf } from '../support/open-test-core.ts'
import { errorOf, openCompany, openCore, openSample } from './core-steps.ts'

test('an operation that is not in the contract is not found, whatever every object carries', async () => {
  const { core, ports } = await openCore()
  for (const [area, operation] of [
    ['constructor', 'constructor'],
    ['__proto__', 'toString'],
    ['app', 'constructor'],
    ['app', '__proto__'],
    ['app', 'hasOwnProperty'],
    ['app.status', ''],
    ['', ''],
    ['app', 'Status'],
  ])
    expect(errorOf(await core.dispatch({ area, operation, input: {} })), `${area}.${operation}`).toMatchObject({
      code: 'not-found',
      what: 'operation',
    })
  expect(ports.incidents).toEqual([])
})

test('a request of the wrong shape is refused as input, never as a fault of the program', async () => {
  const { core, ports } = await openCore()
  const wrong: unknown[] = [
    null,
    undefined,
    1,
    'app.status',
    [],
    {},
    { area: 1, operation: 2 },
    { area: 'app' },
    () => 0,
  ]
  for (const raw of wrong) expect(errorOf(await core.dispatch(raw)).code).toBe('invalid-input')
  for (const input of [1, 'x', [], true])
    expect(errorOf(await core.dispatch({ area: 'app', operation: 'status', input })).code).toBe('invalid-input')
  expect((await core.dispatch({ area: 'app', operation: 'status' })).ok).toBe(true)
  expect(ports.incidents).toEqual([])
})

test('every operation of the contract refuses rubbish as input, and nothing is stored or logged', async () => {
  const { core, client, ports } = await openCompany()
  const rubbish = [{ id: 7 }, { id: "'; DROP TABLE company; --" }, { id: 'x'.repeat(1_000_000) }, { companyId: null }]
  for (const [area, operations] of Object.entries(contract))
    for (const [operation, { input: schema }] of Object.entries(operations))
      for (const input of rubbish) {
        if (schema.safeParse(input).success) continue
        const error = errorOf(await core.dispatch({ area, operation, input }))
        expect(error.code, `${area}.${operation}`).toBe('invalid-input')
      }
  expect(valueOf(await client.companies.list({}))).toHaveLength(1)
  expect(ports.incidents).toEqual([])
})

test('an id of nothing is not found, for every operation that names one', async () => {
  const { core, ports } = await openCompany()
  const id = randomUUID()
  const asked = [
    ['companies', 'save', { id, draft: { name: '某公司', code: '91310000MAYBYB0049' } }],
    ['companies', 'remove', { id }],
    ['people', 'save', { id, name: '某人', role: 'agent' }],
    ['people', 'remove', { id }],
    ['app', 'work', { personId: id }],
    ['app', 'represent', { companyId: id }],
    ['numbers', 'find', { id }],
    ['numbers', 'save', { companyId: id, draft: { text: '13800138000', purpose: 'service' } }],
    ['numbers', 'setState', { id, state: 'paused', reason: '停' }],
    ['numbers', 'remove', { id }],
    ['numbers', 'previewImport', { companyId: id, token: id }],
    ['sightings', 'correct', { id, draft: draftOf(id) }],
    ['sightings', 'record', { draft: draftOf(id) }],
    ['sightings', 'remove', { id }],
    ['appeals', 'open', { sightingId: id, platformId: 'tencent' }],
    ['appeals', 'find', { id }],
    ['appeals', 'abandon', { id, reason: '不做了' }],
    ['exhibits', 'find', { id }],
    ['exhibits', 'add', { companyId: id, tokens: [id], job: id }],
    ['exhibits', 'describe', { id, facts: {} }],
    ['exhibits', 'remove', { id }],
    ['exhibits', 'restore', { id }],
    ['exhibits', 'addStill', { id, token: id }],
    ['exhibits', 'merge', { ids: [id, randomUUID()] }],
    ['exhibits', 'arrangePages', { id, sha256: 'a'.repeat(64), pages: null }],
    ['exhibits', 'saveOriginal', { id, sha256: 'a'.repeat(64) }],
    ['letters', 'templates', { dossierId: id }],
    ['letters', 'list', { dossierId: id }],
    ['letters', 'find', { id }],
    ['letters', 'draft', { dossierId: id, templateId: 'usage' }],
    ['letters', 'write', { id, text: '' }],
    ['letters', 'preview', { id }],
    ['letters', 'export', { id, format: 'pdf' }],
    ['letters', 'exportStampList', { dossierId: id, format: 'pdf' }],
    ['letters', 'confirmRidingStamp', { id, stamped: true }],
    ['letters', 'dropStamped', { id }],
    ['letters', 'remove', { id }],
    ['dossiers', 'find', { id }],
    ['dossiers', 'open', { companyId: id, channelId: 'teddymobile/web-1', appealIds: [id] }],
    ['dossiers', 'describe', { id, title: '题' }],
    ['dossiers', 'setAppeals', { id, appealIds: [id] }],
    ['dossiers', 'addExhibits', { id, exhibitIds: [id] }],
    ['dossiers', 'describeItem', { itemId: id, purpose: '' }],
    ['dossiers', 'moveItem', { itemId: id, position: 1 }],
    ['dossiers', 'removeItem', { itemId: id }],
    ['dossiers', 'tick', { id, key: 'k', ticked: true }],
    ['dossiers', 'override', { id, key: 'k', reason: '有理由的' }],
    ['dossiers', 'preview', { id, job: id }],
    ['dossiers', 'build', { id, job: id }],
    ['dossiers', 'remove', { id }],
    ['packages', 'save', { buildId: id, job: id }],
    ['packages', 'copyToDrive', { buildId: id, job: id }],
    ['submissions', 'find', { id }],
    ['submissions', 'record', { dossierId: id, buildId: id, submittedAt: '2026-11-23T01:00:00.000Z' }],
    ['submissions', 'addReference', { id, reference: '1' }],
    ['submissions', 'verify', { id }],
    ['catalogue', 'find', { id }],
    ['catalogue', 'reset', { id }],
    ['catalogue', 'settle', { id, path: 'name', take: 'mine' }],
    ['files', 'saveCopy', { sha256: 'a'.repeat(64), name: 'x.pdf' }],
  ] as const
  for (const [area, operation, input] of asked)
    expect(errorOf(await core.dispatch({ area, operation, input })).code, `${area}.${operation}`).toBe('not-found')
  expect(ports.incidents).toEqual([])
})

const draftOf = (numberId: string) => ({
  numberId,
  platformId: null,
  clean: true,
  labelCode: null,
  labelText: '',
  seenAt: '2026-11-20T02:00:00.000Z',
})

test('beside an open window everything that changes is refused and everything that reads answers', async () => {
  const { folder, companyId, close } = await openSample()
  await close()
  const { core, client } = await openCore({ folder, readOnly: true })
  const changing = Object.entries(contract).flatMap(([area, operations]) =>
    Object.entries(operations).flatMap(([operation, { reads }]) => (reads ? [] : [{ area, operation }])),
  )
  for (const { area, operation } of changing)
    expect(errorOf(await core.dispatch({ area, operation, input: {} }))).toEqual({ code: 'app-running' })
  expect(valueOf(await client.numbers.list({ companyId })).total).toBe(3)
  expect(valueOf(await client.exhibits.list({ companyId })).length).toBeGreaterThan(9)
  expect(valueOf(await client.submissions.today({ companyId })).length).toBeGreaterThan(0)
  expect(valueOf(await client.catalogue.search({})).length).toBeGreaterThan(5)
})

test('a reader beside the window sees what the window does, and leaves its scratch files alone', async () => {
  const { folder, client, companyId } = await openCompany()
  const reader = await openCore({ folder, readOnly: true })
  expect(valueOf(await reader.client.numbers.list({ companyId })).total).toBe(0)
  valueOf(await client.numbers.save({ companyId, draft: { text: '13800138000', purpose: 'service' } }))
  expect(valueOf(await reader.client.numbers.list({ companyId })).total).toBe(1)
  await reader.close()
  valueOf(await client.numbers.save({ companyId, draft: { text: '13800138001', purpose: 'service' } }))
})

/** Services of which every operation gives the same answer. */
const servicesAnswering = (answer: unknown) =>
  new Proxy({} as Services, { get: () => new Proxy({}, { get: () => () => answer }) })

test('a service that answers with more than the contract says tells nobody, one that answers otherwise is a fault', async () => {
  const thrown: unknown[] = []
  const ports = { ids: () => 'incident-1', log: { error: (_: string, what: unknown) => void thrown.push(what) } }
  const ask = (answer: unknown) =>
    createDispatch(servicesAnswering(answer), ports, { readOnly: false, dataFolder: '/nowhere' })({
      area: 'files',
      operation: 'saveCopy',
      input: { sha256: 'a'.repeat(64), name: 'x' },
    })
  expect(await ask({ path: '/a', secret: '客户张三' })).toEqual({ ok: true, value: { path: '/a' } })
  expect(thrown).toEqual([])
  expect(await ask({ path: 7 })).toEqual({ ok: false, error: { code: 'unexpected', incident: 'incident-1' } })
  expect(thrown).toHaveLength(1)
})

test('a disk that is full, gone or write-protected is said as that, wherever it was noticed', async () => {
  const failing = (code: string) =>
    createDispatch(
      new Proxy({} as Services, {
        get: () => new Proxy({}, { get: () => () => Promise.reject(Object.assign(new Error(code), { code })) }),
      }),
      { ids: () => 'incident', log: { error: () => undefined } },
      { readOnly: false, dataFolder: '/data' },
    )({ area: 'app', operation: 'status' })
  for (const [code, problem] of [
    ['ENOSPC', 'full'],
    ['SQLITE_FULL', 'full'],
    ['EROFS', 'read-only'],
    ['SQLITE_READONLY_DBMOVED', 'read-only'],
    ['ENOENT', 'missing'],
    ['SQLITE_BUSY', 'busy'],
    ['SQLITE_IOERR_WRITE', 'other'],
  ] as const)
    expect(errorOf(await failing(code)), code).toEqual({ code: 'storage', problem, path: '/data' })
  expect(errorOf(await failing('SQLITE_CORRUPT_VTAB'))).toEqual({ code: 'database-damaged', path: '/data' })
  expect(errorOf(await failing('SQLITE_CONSTRAINT_UNIQUE')).code).toBe('unexpected')
})
