import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { safeName } from '#core/file-service.ts'
import { createFileStore, hashBytes } from '#core/files/file-store.ts'
import { writeSafely } from '#core/files/write-safely.ts'
import { Refusal } from '#core/refusal.ts'
import { valueOf } from '../support/open-test-core.ts'
import { errorOf, openCompany, openSubmitted, passingFolder, reasonOf } from './core-steps.ts'

const thrownBy = async (work: Promise<unknown>) => {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  )
  return thrown instanceof Refusal ? thrown.error : thrown
}

test('there is the old file or the new one, whatever goes wrong and wherever', async () => {
  const folder = passingFolder()
  const path = join(folder, '卷宗.pdf')
  writeFileSync(path, 'old')
  const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
  const steps: [string, () => Promise<unknown>][] = [
    ['while writing', () => writeSafely(path, async (temporary) => (await writeFile(temporary, 'ha'), fail('ENOSPC')))],
    [
      'while checking',
      () =>
        writeSafely(
          path,
          (temporary) => writeFile(temporary, 'new'),
          () => fail('EIO'),
        ),
    ],
    ['nothing written', () => writeSafely(path, () => Promise.resolve())],
  ]
  for (const [name, step] of steps) {
    expect(await thrownBy(step()), name).toMatchObject({ code: 'storage' })
    expect([readFileSync(path, 'utf8'), readdirSync(folder)], name).toEqual(['old', ['卷宗.pdf']])
  }
  await writeSafely(path, (temporary) => writeFile(temporary, 'new'))
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['new', ['卷宗.pdf']])
})

test('a folder that is gone or a name that is taken by a folder is said as such', async () => {
  const folder = passingFolder()
  const write = (path: string) => thrownBy(writeSafely(path, (temporary) => writeFile(temporary, 'x')))
  expect(await write(join(folder, 'gone', 'a.pdf'))).toMatchObject({ code: 'storage', problem: 'missing' })
  writeFileSync(join(folder, 'file'), 'x')
  expect(await write(join(folder, 'file', 'a.pdf'))).toMatchObject({ code: 'storage', problem: 'missing' })
  mkdirSync(join(folder, 'taken'))
  await write(join(folder, 'taken'))
  expect(readdirSync(folder).toSorted()).toEqual(['file', 'taken'])
})

// Root may do everything; the rest of the checks need somebody who may not.
const asNobody = (script: string, folder: string) => {
  chmodSync(dirname(folder), 0o755)
  chmodSync(folder, 0o777)
  const root = process.getuid?.() === 0
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    ...(root ? { uid: 65_534, gid: 65_534 } : {}),
  })
}

test('a write-protected original is taken in, and a write-protected folder is said as such', () => {
  const folder = passingFolder()
  const store = join(folder, 'store')
  mkdirSync(store)
  chmodSync(store, 0o777)
  const source = join(folder, '光盘上的执照.pdf')
  writeFileSync(source, 'PDF', { mode: 0o444 })
  chmodSync(source, 0o444)
  const script = `
    import { createFileStore } from './electron/core/files/file-store.ts'
    const store = createFileStore(${JSON.stringify(store)})
    console.log(JSON.stringify(await store.take(${JSON.stringify(source)})))
    console.log(JSON.stringify(await store.put(Buffer.from('x'))))`
  const taken = asNobody(script, folder)
  expect(taken.stderr).toBe('')
  expect(JSON.parse(taken.stdout.split('\n')[0] ?? '')).toEqual({ sha256: hashBytes(Buffer.from('PDF')), size: 3 })
  chmodSync(store, 0o555)
  const refused = asNobody(
    `import { createFileStore } from './electron/core/files/file-store.ts'
     await createFileStore(${JSON.stringify(store)}).put(Buffer.from('y')).catch((error) => console.log(JSON.stringify(error.error)))`,
    folder,
  )
  expect(JSON.parse(refused.stdout)).toMatchObject({ code: 'storage', problem: 'read-only' })
})

test('bytes are stored once under their hash; rotten ones are replaced when the original comes in again', async () => {
  const folder = passingFolder()
  const store = createFileStore(join(folder, 'files'))
  const source = join(folder, 'a')
  writeFileSync(source, 'ORIGINAL')
  const { sha256, size } = await store.take(source)
  expect([sha256, size]).toEqual([hashBytes(Buffer.from('ORIGINAL')), 8])
  const before = statSync(store.pathOf(sha256)).mtimeMs
  await store.take(source)
  await store.put(Buffer.from('ORIGINAL'))
  expect(statSync(store.pathOf(sha256)).mtimeMs).toBe(before)
  expect(readdirSync(store.folder)).toEqual([sha256])
  writeFileSync(store.pathOf(sha256), 'ROTTEN!!')
  expect([store.has(sha256), await store.intact(sha256)]).toEqual([true, false])
  await store.take(source)
  expect(await store.intact(sha256)).toBe(true)
  writeFileSync(store.pathOf(sha256), 'ROTTEN!!')
  await store.put(Buffer.from('ORIGINAL'))
  expect(await store.intact(sha256)).toBe(true)
})

test('only paths a person chose in this run are opened or shown', async () => {
  const { client, ports, submission } = await openSubmitted()
  const [file] = submission.files
  if (!file) throw new Error('no file')
  const path = join(passingFolder(), 'a.pdf')
  for (const wild of ['/etc/passwd', path, '', 'C:\\Windows'])
    for (const result of [await client.files.open({ path: wild }), await client.files.reveal({ path: wild })])
      expect(reasonOf(result)).toContain('只能打开本次运行中保存过的')
  ports.answers.saves.push(path)
  expect(valueOf(await client.files.saveCopy({ sha256: file.sha256, name: file.name }))).toEqual({ path })
  expect(hashBytes(readFileSync(path))).toBe(file.sha256)
  valueOf(await client.files.open({ path }))
  valueOf(await client.files.reveal({ path }))
  expect(ports.opened).toEqual([
    { what: 'open', path },
    { what: 'reveal', path },
  ])
  for (const sha256 of ['../../../etc/passwd', 'A'.repeat(64), ''])
    expect(errorOf(await client.files.saveCopy({ sha256, name: 'a' })).code).toBe('invalid-input')
})

test('files chosen in a dialog wait under tokens; cancelled, none do', async () => {
  const { client, ports } = await openCompany()
  const path = join(passingFolder(), '清单.csv')
  writeFileSync(path, 'x')
  const ask = { title: '选择清单', several: false, extensions: ['csv'] }
  expect(valueOf(await client.files.choose(ask))).toEqual([])
  ports.answers.files.push([path])
  expect(valueOf(await client.files.choose(ask))).toEqual([{ token: expect.any(String), name: '清单.csv' }])
  expect(existsSync(path)).toBe(true)
  expect(errorOf(await client.files.choose({ ...ask, extensions: ['../x'] })).code).toBe('invalid-input')
})

test('a chosen file that is gone by the time it is read is said as such', async () => {
  const { client, ports, companyId } = await openCompany()
  const path = join(passingFolder(), '拔掉的U盘.csv')
  ports.answers.files.push([path])
  const [item] = valueOf(await client.files.choose({ title: '选择', several: false, extensions: [] }))
  expect(errorOf(await client.numbers.previewImport({ companyId, token: item?.token ?? '' }))).toMatchObject({
    code: 'storage',
    problem: 'missing',
  })
})

test('names that leave are ones every system takes', () => {
  for (const [given, expected] of [
    ['a/b\\c:d*e?f"g<h>i|j.pdf', 'a_b_c_d_e_f_g_h_i_j.pdf'],
    ['con.pdf', '_con.pdf'],
    ['LPT1', '_LPT1'],
    ['', '_'],
    ['...', '_.'],
    ['  名字 . .pdf', '名字.pdf'],
    ['a\u202Efdp.exe', 'a_fdp.exe'],
  ] as const)
    expect(safeName(given), given).toBe(expected)
  expect(safeName(`${'长'.repeat(300)}.pdf`)).toBe(`${'长'.repeat(100)}.pdf`)
  expect(safeName(`${'𠮷'.repeat(300)}.pdf`)).toBe(`${'𠮷'.repeat(100)}.pdf`)
})
