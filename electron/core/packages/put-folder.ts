import { randomUUID } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashFile } from '../files/file-store.ts'
import { asStorageRefusal, renamePatiently, syncFolder } from '../files/write-safely.ts'
import { refuse, Refusal } from '../refusal.ts'
import type { RunningJob } from '../running-jobs.ts'

/** A file to put into the folder, and what it must hash to. */
export interface FolderFile {
  /** Folders with '/'. */
  readonly name: string
  /** Where its bytes are now. */
  readonly path: string
  readonly sha256: string
}

/** Copies one file; tests put a faulty one in its place. */
export type CopyOne = (from: string, to: string) => Promise<unknown>

const copyWhole: CopyOne = (from, to) => copyFile(from, to, constants.COPYFILE_EXCL)

const STAGING = /^\.zhengming-[0-9a-f-]{36}$/
const DAY_MS = 86_400_000

/** Folders an interrupted run left behind; a fresh one may belong to another window. */
async function sweepStaging(folder: string) {
  for (const name of await readdir(folder)) {
    if (!STAGING.test(name)) continue
    const age = Date.now() - (await stat(join(folder, name))).mtimeMs
    if (age > DAY_MS) await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

/** A name no one has taken: 「名（2）」. */
function freeName(folder: string, name: string): string {
  let free = name
  for (let copy = 2; existsSync(join(folder, free)); copy++) free = `${name}（${copy}）`
  return free
}

async function flush(path: string) {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function demandRoom(folder: string, bytes: number) {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < bytes + 1_000_000) throw new Refusal({ code: 'storage', problem: 'full', path: folder })
}

/** One fingerprint for a file as it lies on the medium, read again from the start. */
async function readBack(path: string, name: string): Promise<string> {
  try {
    return await hashFile(path)
  } catch (thrown) {
    const error = asStorageRefusal(thrown, path)
    throw error instanceof Refusal
      ? error
      : refuse(`「${name}」写入后读不回来，请换一个U盘或文件夹再试；没有留下任何文件`)
  }
}

async function fillStaging(
  staging: string,
  files: readonly FolderFile[],
  copy: CopyOne,
  { signal, progress }: RunningJob,
): Promise<void> {
  const total = files.length * 2
  const stopIfAsked = () => {
    if (signal.aborted) throw new Refusal({ code: 'cancelled' })
  }
  for (const [index, file] of files.entries()) {
    stopIfAsked()
    progress(index, total, file.name)
    const to = join(staging, ...file.name.split('/'))
    await mkdir(dirname(to), { recursive: true })
    await copy(file.path, to)
    // A frozen file is read-only, and its copy with it; Windows flushes only what may be written.
    await chmod(to, 0o644)
    await flush(to)
  }
  syncFolder(staging)
  for (const [index, file] of files.entries()) {
    stopIfAsked()
    progress(files.length + index, total, `核对 ${file.name}`)
    const found = await readBack(join(staging, ...file.name.split('/')), file.name)
    if (found === file.sha256) continue
    const reason =
      (await hashFile(file.path)) === file.sha256
        ? `「${file.name}」写入后读回的内容与原文件不同，请换一个U盘或文件夹再试；没有留下任何文件`
        : `「${file.name}」在本机的存储已损坏，不能再用，请重新生成卷宗；没有留下任何文件`
    throw refuse(reason)
  }
}

/**
 * Puts a folder of files into `into`: copied under a temporary name beside its final one, flushed, read
 * back, compared, and only then renamed. On any failure nothing of it stays. A taken name becomes 「名（2）」.
 */
export async function putFolder(
  into: string,
  name: string,
  files: readonly FolderFile[],
  running: RunningJob,
  copy: CopyOne = copyWhole,
): Promise<{ readonly path: string; readonly files: number; readonly bytes: number }> {
  const staging = join(into, `.zhengming-${randomUUID()}`)
  try {
    const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size))
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    await demandRoom(into, bytes)
    await sweepStaging(into)
    await mkdir(staging)
    await fillStaging(staging, files, copy, running)
    const path = join(into, freeName(into, name))
    await renamePatiently(staging, path)
    syncFolder(into)
    return { path, files: files.length, bytes }
  } catch (thrown) {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined)
    throw asStorageRefusal(thrown, into)
  }
}
