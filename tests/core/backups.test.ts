import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { appendFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyPendingRestore, type RestoreSteps } from '#core/backups/apply-pending-restore.ts'
import { findStorageWarnings } from '#core/backups/storage-warnings.ts'
import { newFolder, openData } from './backup-fixture.ts'

const job = '22222222-2222-4222-8222-222222222222'

async function start() {
  const folder = newFolder()
  const drive = newFolder()
  const data = openData(folder, drive)
  await data.service.chooseFolder({})
  return { folder, drive, data, root: join(drive, '正名备份') }
}

test('备份的是当时的数据库和文件，查过才算；再备份只复制新增的文件', async () => {
  const { data, root } = await start()
  const one = await data.work('甲')
  const first = await data.service.create({ job })
  expect(first).toMatchObject({ why: 'demand', files: 1, checked: true })
  expect(first.name).toMatch(/^2026-11-23_14\d{4}_demand$/)
  const before = statSync(join(root, 'files', one))
  const two = await data.work('乙')
  const second = await data.service.create({ job })
  expect((await readdir(join(root, 'files'))).toSorted()).toEqual([one, two].toSorted())
  const after = statSync(join(root, 'files', one))
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
  expect((await data.service.list({})).map(({ name, files }) => [name, files])).toEqual([
    [second.name, 2],
    [first.name, 1],
  ])
  data.close()
})

test('恢复后数据库和文件回到备份时的样子，被换下的数据和当时的备份都还在', async () => {
  const { folder, drive, data } = await start()
  const one = await data.work('甲')
  const backup = await data.service.create({ job })
  const two = await data.work('乙')
  expect(await data.service.restore({ path: backup.path, job })).toEqual({ restart: true })
  expect(data.worked()).toEqual(['乙', '甲'].toSorted())
  data.close()
  await rm(join(folder, 'files', one))
  const applied = applyPendingRestore(folder)
  expect(applied).toMatchObject({ restored: true, name: backup.name })
  const again = openData(folder, drive)
  expect(again.worked()).toEqual(['甲'])
  expect(again.files.has(one)).toBe(true)
  const safety = (await again.service.list({}))[0]
  expect(safety).toMatchObject({ why: 'restore', files: 2 })
  again.close()
  const replaced = openData(applied?.restored ? applied.replaced : '', drive)
  expect(replaced.worked()).toHaveLength(2)
  replaced.close()
  expect(two).toHaveLength(64)
  expect(applyPendingRestore(folder)).toBeNull()
})

test('恢复要求提出后拔走备份盘，下次启动照样恢复', async () => {
  const { folder, drive, data } = await start()
  await data.work('甲')
  const backup = await data.service.create({ job })
  await data.work('乙')
  await data.service.restore({ path: backup.path, job })
  data.close()
  await rm(drive, { recursive: true })
  expect(applyPendingRestore(folder)).toMatchObject({ restored: true })
  const again = openData(folder, drive)
  expect(again.worked()).toEqual(['甲'])
  again.close()
})

test.each([
  ['数据库', (backup: string) => join(backup, 'zhengming.sqlite')],
  ['证据文件', (backup: string) => join(backup, '..', 'files', readdirSync(join(backup, '..', 'files'))[0] ?? '')],
])('%s坏了一个字节的备份指名拒绝，现有数据不动', async (_, pick) => {
  const { folder, data } = await start()
  await data.work('甲')
  const backup = await data.service.create({ job })
  expect(await data.service.verify({ path: backup.path })).toMatchObject({ checked: true })
  const path = pick(backup.path)
  const bytes = readFileSync(path)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  writeFileSync(path, bytes)
  for (const attempt of ['verify', 'restore'] as const)
    await expect(data.service[attempt]({ path: backup.path, job })).rejects.toThrow(`备份「${backup.name}」`)
  expect(existsSync(join(folder, 'pending-restore.json'))).toBe(false)
  expect(data.worked()).toEqual(['甲'])
  data.close()
})

test('退出时只在有改动后备份', async () => {
  const { data } = await start()
  await data.work('甲')
  expect(await data.backUpOnQuit()).toMatchObject({ why: 'quit' })
  expect(await data.backUpOnQuit()).toBeNull()
  await data.service.create({ job })
  expect(await data.backUpOnQuit()).toBeNull()
  await data.work('乙')
  expect(await data.backUpOnQuit()).toMatchObject({ why: 'quit', files: 2 })
  data.close()
})

test('没选备份文件夹或备份盘不在时，退出备份放在数据旁边并提醒；手动备份则明白拒绝', async () => {
  const folder = newFolder()
  const drive = newFolder()
  const data = openData(folder, drive)
  await data.work('甲')
  expect((await data.backUpOnQuit())?.path).toContain(join(folder, 'backups', '正名备份'))
  expect(data.warnings().join()).toContain('还没有选择备份文件夹')
  await data.service.chooseFolder({})
  expect(data.warnings()).toEqual([])
  rmSync(drive, { recursive: true })
  await data.work('乙')
  await expect(data.service.create({ job })).rejects.toMatchObject({ error: { code: 'storage', problem: 'missing' } })
  expect(existsSync(drive)).toBe(false)
  expect((await data.backUpOnQuit())?.path).toContain(join(folder, 'backups', '正名备份'))
  expect(data.warnings().join()).toContain('现在找不到')
  data.close()
})

test('数据文件夹里面不能选作备份文件夹', async () => {
  const folder = newFolder()
  const data = openData(folder, join(folder, 'files'))
  await expect(data.service.chooseFolder({})).rejects.toThrow('备份不能放在数据文件夹里面')
  data.close()
})

test('备份中途停止或读到坏文件：前者什么也不留，后者标为未通过', async () => {
  const { data, root } = await start()
  const one = await data.work('甲')
  const making = data.service.create({ job })
  data.running.service.cancel({ job })
  await expect(making).rejects.toMatchObject({ error: { code: 'cancelled' } })
  expect(await readdir(root)).toEqual(['files'])
  expect(await readdir(join(root, 'files'))).toEqual([])
  await appendFile(data.files.pathOf(one), 'x')
  expect(await data.service.create({ job })).toMatchObject({ files: 0, checked: false })
  data.close()
})

test('没做完的备份不列出，也不能用来恢复', async () => {
  const { data, root } = await start()
  await data.work('甲')
  const backup = await data.service.create({ job })
  const half = join(root, '2026-11-23_150000_quit')
  await mkdir(half)
  await writeFile(join(half, 'backup.json'), '{"format":')
  cpSync(backup.path, join(root, '.tmp-11111111-1111-4111-8111-111111111111'), { recursive: true })
  expect((await data.service.list({})).map(({ path }) => path)).toEqual([backup.path])
  await expect(data.service.verify({ path: half })).rejects.toMatchObject({ error: { code: 'not-found' } })
  data.close()
})

/** Ends the program at the `at`th disk operation. */
function stopAt(at: number): RestoreSteps {
  let serial = 0
  const step = (work: () => void) => {
    if (serial++ === at) throw new Error('killed')
    work()
  }
  return {
    rename: (from, to) => step(() => renameSync(from, to)),
    copy: (from, to) => step(() => cpSync(from, to)),
    remove: (path) => step(() => rmSync(path, { recursive: true, force: true })),
  }
}

test('恢复的每一步断电，再启动都接着做完', async () => {
  const { folder, drive, data } = await start()
  const one = await data.work('甲')
  const backup = await data.service.create({ job })
  await data.work('乙')
  await data.service.restore({ path: backup.path, job })
  // As after a crash: the last commits are still in the -wal.
  const template = newFolder()
  cpSync(folder, template, { recursive: true })
  data.close()
  expect(existsSync(join(template, 'zhengming.sqlite-wal'))).toBe(true)
  rmSync(join(template, 'files', one))
  let kills = 0
  for (let at = 0; at < 30; at++) {
    const copy = newFolder()
    cpSync(template, copy, { recursive: true })
    let killed = false
    try {
      applyPendingRestore(copy, stopAt(at))
    } catch (thrown) {
      killed = (thrown as Error).message === 'killed'
    }
    if (!killed) break
    kills++
    const applied = applyPendingRestore(copy)
    expect(applied === null || applied.restored).toBe(true)
    const restored = openData(copy, drive)
    expect(restored.worked()).toEqual(['甲'])
    expect(restored.files.has(one)).toBe(true)
    restored.close()
    const replaced = readdirSync(copy).find((name) => name.startsWith('replaced-')) ?? ''
    for (const name of ['zhengming.sqlite', 'zhengming.sqlite-wal'])
      expect(readFileSync(join(copy, replaced, name)).equals(readFileSync(join(template, name)))).toBe(true)
    const before = openData(join(copy, replaced), drive)
    expect(before.worked()).toHaveLength(2)
    before.close()
  }
  expect(kills).toBeGreaterThanOrEqual(7)
})

test('待恢复的数据坏了或半途坏了，现有数据原样可用并说明', async () => {
  for (const stop of [0, 1, 2, 3]) {
    const { folder, drive, data } = await start()
    await data.work('甲')
    const backup = await data.service.create({ job })
    await data.work('乙')
    await data.service.restore({ path: backup.path, job })
    const copy = newFolder()
    cpSync(folder, copy, { recursive: true })
    data.close()
    expect(() => applyPendingRestore(copy, stopAt(stop))).toThrow('killed')
    rmSync(join(copy, 'restore-staged'), { recursive: true })
    rmSync(drive, { recursive: true })
    expect(applyPendingRestore(copy)).toMatchObject({
      restored: false,
      problem: expect.stringContaining('没有恢复') as string,
    })
    const after = openData(copy, drive)
    expect(after.worked()).toHaveLength(2)
    after.close()
    expect(applyPendingRestore(copy)).toBeNull()
  }
})

test('读不出来的恢复记录不妨碍启动', () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'pending-restore.json'), 'x')
  expect(applyPendingRestore(folder)).toMatchObject({ restored: false })
  expect(applyPendingRestore(folder)).toBeNull()
})

test('数据在同步盘或网络共享里会提醒，普通文件夹不提醒', () => {
  const bad = [
    'C:\\Users\\甲\\OneDrive\\正名',
    'D:\\坚果云\\正名',
    'D:\\BaiduSyncdisk\\x',
    '\\\\server\\share\\正名',
    '//nas/x',
    '/home/a/Dropbox/x',
  ]
  for (const folder of bad) expect(findStorageWarnings(folder)).toHaveLength(1)
  for (const folder of [newFolder(), 'D:\\正名数据', '\\\\?\\C:\\正名']) expect(findStorageWarnings(folder)).toEqual([])
})
