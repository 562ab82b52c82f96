import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCore } from '#core/create-core.ts'
import { createClient } from '#shared/client.ts'
import type { Platform } from '#shared/platforms.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { valueOf } from '../support/open-test-core.ts'
import { createTestPorts } from '../support/test-ports.ts'
import {
  drop,
  dumpRows,
  errorOf,
  numberOf,
  openCompany,
  openCore,
  openDossier,
  openSample,
  passingFolder,
  reasonOf,
  sightingOf,
} from './core-steps.ts'

const withNotes = (platform: Platform, value: string): Platform => ({
  ...platform,
  notes: { ...platform.notes, value },
})
const ownOf = (platform: Platform): Platform =>
  JSON.parse(
    JSON.stringify(platform).replaceAll('"tencent/', '"benbu/').replace('"id":"tencent"', '"id":"benbu"'),
  ) as Platform

test('platforms are found by Chinese, pinyin and initials; foreign ones only when asked for', async () => {
  const { client } = await openCore()
  const ids = async (input: object) => valueOf(await client.catalogue.search(input)).map(({ platform }) => platform.id)
  for (const text of ['泰迪熊', '泰迪', 'taidixiong', 'TaiDi', 'tdx', 'TDX'])
    expect((await ids({ text }))[0], text).toBe('teddymobile')
  expect(await ids({ text: '没有这个平台' })).toEqual([])
  for (const text of ["'", '%', '*', '.*', '(', '\\', '\u0000', '𠮷'.repeat(50)])
    expect(await ids({ text }), text).toEqual(expect.any(Array))
  const all = await ids({})
  expect(all).not.toContain('hiya')
  expect(await ids({ foreign: true })).toContain('hiya')
  expect(await ids({ kind: 'carrier' })).toContain('cmcc')
  expect(await ids({ kind: 'carrier' })).not.toContain('tencent')
  expect(errorOf(await client.catalogue.search({ kind: 'nothing' }))).toMatchObject({
    code: 'invalid-input',
    issues: [{ path: 'kind' }],
  })
  expect(await ids({ handset: 'no such make' })).toEqual(expect.any(Array))
  expect(errorOf(await client.catalogue.search({ text: 'x'.repeat(101) })).code).toBe('invalid-input')
})

test('a correction shows at once, survives a restart, and going back brings the shipped entry', async () => {
  const { client, folder, close } = await openCompany()
  const before = valueOf(await client.catalogue.find({ id: 'tencent' }))
  expect(before.origin).toBe('shipped')
  const edited = valueOf(await client.catalogue.save({ platform: withNotes(before.platform, '我的备注') }))
  expect(edited).toMatchObject({ origin: 'edited', updates: [], platform: { notes: { value: '我的备注' } } })
  await close()
  const again = await openCore({ folder })
  expect(valueOf(await again.client.catalogue.find({ id: 'tencent' }))).toEqual(edited)
  valueOf(await again.client.catalogue.reset({ id: 'tencent' }))
  expect(valueOf(await again.client.catalogue.find({ id: 'tencent' }))).toEqual(before)
  expect(errorOf(await again.client.catalogue.reset({ id: 'tencent' })).code).toBe('not-found')
})

test('an entry that does not fit the schema is refused with its field, and nothing changes', async () => {
  const { client, core, folder } = await openCompany()
  const { platform } = valueOf(await client.catalogue.find({ id: 'tencent' }))
  const before = dumpRows(folder)
  const wrong: unknown[] = [
    { ...platform, name: { ...platform.name, sources: ['nobody'] } },
    { ...platform, id: '../etc' },
    { ...platform, extra: 1 },
    { ...platform, channels: [{ ...platform.channels[0], id: 'other/web-1' }] },
    { ...platform, kind: 'x' },
  ]
  for (const each of wrong) {
    const error = errorOf(await core.dispatch({ area: 'catalogue', operation: 'save', input: { platform: each } }))
    expect(error).toMatchObject({
      code: 'invalid-input',
      issues: expect.arrayContaining([expect.objectContaining({ path: expect.stringMatching(/^platform/) })]),
    })
  }
  expect(dumpRows(folder)).toEqual(before)
})

test('what dossiers, appeals and sightings rest on is not taken away under them', async () => {
  const opened = await openSample()
  const { client } = opened
  const { platform } = valueOf(await client.catalogue.find({ id: 'tencent' }))
  const own = ownOf(platform)
  expect(valueOf(await client.catalogue.save({ platform: own })).origin).toBe('own')
  const { id } = await numberOf(opened, opened.companyId, '13900139000')
  const sighting = valueOf(await client.sightings.record({ draft: sightingOf(id, { platformId: 'benbu' }) }))
  expect(reasonOf(await client.catalogue.reset({ id: 'benbu' }))).toContain('不能删除')
  valueOf(await client.sightings.remove({ id: sighting.id }))
  valueOf(await client.catalogue.reset({ id: 'benbu' }))
  const dossier = await openDossier(opened)
  const teddy = valueOf(await client.catalogue.find({ id: 'teddymobile' })).platform
  const without = { ...teddy, channels: teddy.channels.filter((channel) => channel.id !== dossier.channel.id) }
  expect(reasonOf(await client.catalogue.save({ platform: without }))).toContain('已有卷宗在用')
  const token = await drop(
    opened,
    'a.json',
    JSON.stringify({ format: 'zhengming-catalogue', version: 1, platforms: [without] }),
  )
  expect(reasonOf(await client.catalogue.import({ token, ids: ['teddymobile'] }))).toContain('已有卷宗在用')
  expect(valueOf(await client.dossiers.list({ companyId: opened.companyId }))).toHaveLength(1)
})

test('a catalogue that was exported imports as it was; what differs is shown first, and only what is chosen is taken', async () => {
  const opened = await openCompany()
  const { client, ports } = opened
  const { platform } = valueOf(await client.catalogue.find({ id: 'tencent' }))
  valueOf(await client.catalogue.save({ platform: withNotes(platform, '我的备注') }))
  valueOf(await client.catalogue.save({ platform: ownOf(platform) }))
  const path = join(passingFolder(), '目录.json')
  expect(errorOf(await client.catalogue.export({}))).toEqual({ code: 'cancelled' })
  ports.answers.saves.push(path)
  expect(valueOf(await client.catalogue.export({}))).toEqual({ path })
  const bytes = readFileSync(path)
  const total = (JSON.parse(bytes.toString()) as { platforms: unknown[] }).platforms.length
  const preview = async (to: typeof opened) =>
    valueOf(await to.client.catalogue.previewImport({ token: await drop(to, '目录.json', bytes) }))
  expect(await preview(opened)).toEqual({ added: [], changed: [], same: total })
  const other = await openCompany()
  expect(await preview(other)).toEqual({
    added: ['benbu'],
    changed: [
      {
        id: 'tencent',
        name: expect.any(String),
        fields: [{ path: 'notes', mine: expect.any(String), theirs: '我的备注' }],
      },
    ],
    same: total - 2,
  })
  expect(dumpRows(other.folder)['catalogue_edit']).toEqual([])
  const token = await drop(other, '目录.json', bytes)
  expect(reasonOf(await other.client.catalogue.import({ token, ids: [] }))).toContain('没有选择')
  expect(valueOf(await other.client.catalogue.import({ token, ids: ['benbu', 'nobody'] }))).toEqual({ taken: 1 })
  expect(valueOf(await other.client.catalogue.find({ id: 'benbu' })).platform).toEqual(ownOf(platform))
  expect(valueOf(await other.client.catalogue.find({ id: 'tencent' })).origin).toBe('shipped')
})

test('a file that is no catalogue is refused with what is wrong with it', async () => {
  const opened = await openCompany()
  const { client } = opened
  const platform = valueOf(await client.catalogue.find({ id: 'tencent' })).platform as unknown as Record<
    string,
    unknown
  >
  for (const [body, words] of [
    ['', '不是完整的 JSON'],
    ['{"format":', '不是完整的 JSON'],
    ['[]', '不符合目录文件的格式'],
    ['null', '不符合目录文件的格式'],
    ['{"format":"zhengming-catalogue","version":2,"platforms":[]}', 'version'],
    [
      JSON.stringify({ format: 'zhengming-catalogue', version: 1, platforms: [{ ...platform, kind: 'x' }] }),
      'platforms.0.kind',
    ],
    [`{"__proto__":{"format":"zhengming-catalogue","version":1,"platforms":[]}}`, '不符合目录文件的格式'],
    ['['.repeat(5_000_000), 'JSON'],
  ] as const) {
    const token = await drop(opened, '目录.json', body)
    expect(reasonOf(await client.catalogue.previewImport({ token })), body.slice(0, 40)).toContain(words)
  }
  expect(opened.ports.incidents).toEqual([])
})

test('an update of the shipped data flows under the edits: untouched fields follow, edited ones stay and are asked about once', async () => {
  const folder = passingFolder()
  const root = join(import.meta.dirname, '../..')
  const program = findInCheckout(root)
  const templates = join(passingFolder(), 'templates')
  cpSync(program.resources.templates, templates, { recursive: true })
  const open = async () => {
    const core = await createCore({
      dataFolder: folder,
      rendererFolder: program.renderer,
      resources: { ...program.resources, templates },
      ports: createTestPorts(),
    })
    return { client: createClient(core.dispatch), close: core.close }
  }
  const first = await open()
  const { platform } = valueOf(await first.client.catalogue.find({ id: 'tencent' }))
  valueOf(await first.client.catalogue.save({ platform: withNotes(platform, '我的备注') }))
  await first.close()
  const shipped = { ...withNotes(platform, '新版备注'), operator: { ...platform.operator, value: '新版运营方' } }
  writeFileSync(join(templates, 'platforms', 'tencent.json'), JSON.stringify(shipped))
  const second = await open()
  const updated = valueOf(await second.client.catalogue.find({ id: 'tencent' }))
  expect(updated.platform.operator.value).toBe('新版运营方')
  expect(updated.platform.notes.value).toBe('我的备注')
  expect(updated.updates).toEqual([{ path: 'notes', base: expect.any(String), mine: '我的备注', shipped: '新版备注' }])
  expect(
    errorOf(await second.client.catalogue.settle({ id: 'tencent', path: '__proto__.polluted', take: 'shipped' })).code,
  ).toBe('not-found')
  const kept = valueOf(await second.client.catalogue.settle({ id: 'tencent', path: 'notes', take: 'mine' }))
  expect([kept.platform.notes.value, kept.updates]).toEqual(['我的备注', []])
  valueOf(await second.client.history.undo({}))
  const taken = valueOf(await second.client.catalogue.settle({ id: 'tencent', path: 'notes', take: 'shipped' }))
  expect([taken.platform.notes.value, taken.updates]).toEqual(['新版备注', []])
  await second.close()
  const third = await open()
  expect(valueOf(await third.client.catalogue.find({ id: 'tencent' })).updates).toEqual([])
  await third.close()
})
