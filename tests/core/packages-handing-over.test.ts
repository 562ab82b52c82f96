import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFileStore } from '#core/files/file-store.ts'
import { createPackageService } from '#core/packages/package-service.ts'
import type { CopyOne } from '#core/packages/put-folder.ts'
import { createRunningJobs } from '#core/running-jobs.ts'
import { buildIdSchema } from '#shared/ids.ts'
import { newFolder } from './package-fixture.ts'

const buildId = buildIdSchema.parse('11111111-1111-4111-8111-111111111111')
const job = '22222222-2222-4222-8222-222222222222'
const name = '平台_4001234567_20261123_第1轮'
const contents = { '卷宗.pdf': 'bundle', '01_营业执照.jpg': 'picture', '备用/协议.pdf': 'spare' }

async function handOver({ copy, drive = newFolder() }: { copy?: CopyOne; drive?: string } = {}) {
  const files = createFileStore(join(newFolder(), 'files'))
  const stored = await Promise.all(
    Object.entries(contents).map(async ([file, text]) => ({
      name: file,
      sha256: (await files.put(new TextEncoder().encode(text))).sha256,
    })),
  )
  const remembered: string[] = []
  const running = createRunningJobs({ send: () => undefined, subscribe: () => () => undefined })
  const service = createPackageService({
    findBuild: () => ({ folderName: name, files: stored }),
    files,
    outlet: { askFolder: async () => drive, remember: (path) => void remembered.push(path) },
    running,
    copy,
  })
  return { drive, files, stored, remembered, running, service }
}

const readAll = (folder: string) =>
  Promise.all(Object.keys(contents).map((file) => readFile(join(folder, file), 'utf8')))

test('复制到U盘后每个文件都读回核对过，文件夹可以打开', async () => {
  const { service, drive, remembered } = await handOver()
  const copied = await service.copyToDrive({ buildId, job })
  expect(copied).toEqual({ path: join(drive, name), files: 3, bytes: 18, verified: true })
  expect(await readAll(copied.path)).toEqual(Object.values(contents))
  expect(remembered).toEqual([copied.path])
})

test('同名文件夹已在时另起名字，原来的一个字节不动', async () => {
  const { service, drive } = await handOver()
  await mkdir(join(drive, name))
  await writeFile(join(drive, name, '我的.txt'), '原有')
  expect((await service.save({ buildId, job })).path).toBe(join(drive, `${name}（2）`))
  expect(await readdir(join(drive, name))).toEqual(['我的.txt'])
})

test('写坏一个字节就指名拒绝，U盘上什么也不留', async () => {
  const copy: CopyOne = async (from, to) => {
    await copyFile(from, to)
    if (to.endsWith('01_营业执照.jpg')) await writeFile(to, 'pictvre')
  }
  const { service, drive } = await handOver({ copy })
  await expect(service.copyToDrive({ buildId, job })).rejects.toMatchObject({
    error: {
      code: 'refused',
      reason: expect.stringMatching(/「01_营业执照.jpg」写入后读回的内容与原文件不同/) as string,
    },
  })
  expect(await readdir(drive)).toEqual([])
})

test('本机存储里的文件坏了，说的是本机而不是U盘', async () => {
  const { service, drive, files, stored } = await handOver()
  await writeFile(files.pathOf(stored[0]?.sha256 ?? ''), 'bundlE')
  await expect(service.copyToDrive({ buildId, job })).rejects.toThrow('「卷宗.pdf」在本机的存储已损坏')
  expect(await readdir(drive)).toEqual([])
})

test.each(['ENOSPC', 'EROFS', 'EIO', 'ENODEV'])('第几个文件遇到 %s 都不留下半个文件夹', async (code) => {
  for (let at = 0; at < 3; at++) {
    let serial = 0
    const copy: CopyOne = async (from, to) => {
      if (serial++ === at) throw Object.assign(new Error(code), { code })
      await copyFile(from, to)
    }
    const { service, drive } = await handOver({ copy })
    await expect(service.save({ buildId, job })).rejects.toMatchObject({ error: { code: 'storage' } })
    expect(await readdir(drive)).toEqual([])
  }
})

test('U盘已拔出、存储里缺文件时都明白拒绝', async () => {
  const drive = newFolder()
  const gone = await handOver({ drive })
  await rm(drive, { recursive: true })
  await expect(gone.service.copyToDrive({ buildId, job })).rejects.toMatchObject({
    error: { code: 'storage', problem: 'missing' },
  })
  const short = await handOver()
  await rm(short.files.pathOf(short.stored[1]?.sha256 ?? ''))
  await expect(short.service.save({ buildId, job })).rejects.toThrow('「01_营业执照.jpg」已不在本机的存储里')
})

test('中途停止不留下半个文件夹', async () => {
  let stop = () => undefined as unknown
  const copy: CopyOne = async (from, to) => {
    await copyFile(from, to)
    stop()
  }
  const { service, drive, running } = await handOver({ copy })
  stop = () => running.service.cancel({ job })
  await expect(service.save({ buildId, job })).rejects.toMatchObject({ error: { code: 'cancelled' } })
  expect(await readdir(drive)).toEqual([])
})
