import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createCore } from '#core/create-core.ts'
import { valueOf } from '../support/open-test-core.ts'
import { makePdf } from '../support/make-files.ts'
import { dumpRows, errorOf, openCompany, passingFolder, readPlainly } from '../core/core-steps.ts'

/** A file system of so many megabytes on a folder; null where this user may not mount. */
function mountSmall(megabytes: number): string | null {
  const folder = passingFolder()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) return null
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return folder
}

const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0

test.skipIf(!mayMount)(
  'on a full disk each change is stored whole or refused as that, and goes on when there is room',
  async () => {
    const folder = mountSmall(8)
    if (folder === null) throw new Error('could not mount although root')
    const opened = await openCompany({ folder })
    const { client, companyId, core, ports } = opened
    const filler = join(folder, 'filler')
    writeFileSync(filler, '')
    // Fill up to the last page.
    for (const size of [1_048_576, 65_536, 4096])
      expect(() => {
        for (;;) writeFileSync(filler, Buffer.alloc(size, 1), { flag: 'a' })
      }).toThrow('ENOSPC')
    const note = 'x'.repeat(5000)
    const save = (at: number) =>
      client.numbers.save({ companyId, draft: { text: `1390013${9000 + at}`, purpose: 'notice', note } })
    const answers = []
    for (let at = 0; at < 60; at++) answers.push(await save(at))
    const refused = answers.filter(({ ok }) => !ok)
    expect(refused.length).toBeGreaterThan(0)
    for (const answer of refused) expect(errorOf(answer)).toMatchObject({ code: 'storage', problem: 'full' })
    const stored = valueOf(await client.numbers.list({ companyId, pageSize: 500 })).total
    expect(stored).toBe(answers.length - refused.length)
    const drop = await core.serve(
      new Request('https://app/inbox/a.pdf', { method: 'PUT', body: Buffer.alloc(500_000) }),
    )
    expect(await drop.json()).toMatchObject({ ok: false, error: { code: 'storage', problem: 'full' } })
    expect(readdirSync(join(folder, 'scratch', 'inbox'))).toEqual([])
    // What a full disk refused is not what undo would take back.
    const newest = answers.findLastIndex(({ ok }) => ok)
    expect(valueOf(await client.history.last({}))?.what).toContain(
      newest < 0 ? '测试理财' : `139 0013 ${9000 + newest}`,
    )
    expect(ports.incidents).toEqual([])
    rmSync(filler)
    valueOf(await save(70))
    valueOf(await client.history.undo({}))
    expect(valueOf(await client.numbers.list({ companyId })).total).toBe(stored)
    await opened.close()
    readPlainly(folder, (db) => expect(db.pragma('integrity_check', { simple: true })).toBe('ok'))
  },
)

test.skipIf(!mayMount)(
  'evidence that does not fit is refused as that and leaves neither row nor half a file',
  async () => {
    const folder = mountSmall(6)
    if (folder === null) throw new Error('could not mount although root')
    const opened = await openCompany({ folder })
    const { client, companyId, core } = opened
    const put = async (body: Uint8Array) => {
      const answer = await core.serve(new Request('https://app/inbox/a.pdf', { method: 'PUT', body: body as BodyInit }))
      return ((await answer.json()) as { value: { token: string } }).value.token
    }
    const big = await makePdf(['BIG'], (document) =>
      document.attach(Buffer.from(Array.from({ length: 2_500_000 }, () => Math.random() * 256)), 'big.bin'),
    )
    const token = await put(big)
    writeFileSync(join(folder, 'filler'), Buffer.alloc(1_500_000, 1))
    const before = dumpRows(folder)
    const error = errorOf(
      await client.exhibits.add({ companyId, tokens: [token], job: '00000000-0000-4000-8000-00000000000a' }),
    )
    expect(error).toMatchObject({ code: 'storage', problem: 'full' })
    expect(dumpRows(folder)).toEqual(before)
    const names = readdirSync(join(folder, 'files'))
    expect(names.filter((name) => name.startsWith('.'))).toEqual([])
  },
)

test('a folder that may not be written is refused at the start, with its path, and nothing appears in it', () => {
  const folder = passingFolder()
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  const script = `
    import { openDatabase } from './electron/core/database/open-database.ts'
    try { openDatabase(${JSON.stringify(join(folder, 'zhengming.sqlite'))}, new Date()) }
    catch (thrown) { console.log(JSON.stringify(thrown.error)) }`
  const root = process.getuid?.() === 0
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    ...(root ? { uid: 65_534, gid: 65_534 } : {}),
  })
  expect(JSON.parse(ran.stdout)).toEqual({
    code: 'storage',
    problem: 'read-only',
    path: join(folder, 'zhengming.sqlite'),
  })
  expect(readdirSync(folder)).toEqual([])
})

test('a data folder that is a file, or lies below one, is refused', async () => {
  const file = join(passingFolder(), 'file')
  writeFileSync(file, 'mine')
  const options = { rendererFolder: '/', resources: { templates: 'templates', fonts: '/' }, ports: {} as never }
  for (const dataFolder of [file, join(file, 'below')])
    await expect(
      createCore({ ...options, dataFolder, ports: { now: () => new Date() } as never }),
    ).rejects.toMatchObject({
      error: { code: 'storage' },
    })
  expect(readFileSync(file, 'utf8')).toBe('mine')
})
