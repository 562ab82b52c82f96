import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { chmod, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '../refusal.ts'

/** Windows virus scanners hold fresh files for a moment; other systems answer at once. */
const RETRIES_MS = [20, 50, 100, 200, 400, 800]

/** Renames a file or folder, waiting out a virus scanner that still holds it. */
export async function renamePatiently(from: string, to: string) {
  for (const pause of RETRIES_MS) {
    try {
      return await rename(from, to)
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code ?? ''
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(code) || process.platform !== 'win32') throw thrown
      await wait(pause)
    }
  }
  await rename(from, to)
}

/** Flushes a folder's list of names to disk, where the system can. */
export function syncFolder(folder: string) {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Turns a disk error into the refusal that says what to do; anything else passes through. */
export function asStorageRefusal(thrown: unknown, path: string): unknown {
  const code = (thrown as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL')
    return new Refusal({ code: 'storage', problem: 'full', path })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code?.startsWith('SQLITE_READONLY'))
    return new Refusal({ code: 'storage', problem: 'read-only', path })
  // ENODEV, ENXIO: the medium was pulled out.
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENODEV' || code === 'ENXIO')
    return new Refusal({ code: 'storage', problem: 'missing', path })
  if (code === 'EBUSY' || code?.startsWith('SQLITE_BUSY'))
    return new Refusal({ code: 'storage', problem: 'busy', path })
  // EEXIST, EISDIR: a file lies where a folder should, or the other way round.
  if (code === 'EIO' || code === 'EEXIST' || code === 'EISDIR' || code?.startsWith('SQLITE_IOERR'))
    return new Refusal({ code: 'storage', problem: 'other', path })
  return thrown
}

/**
 * Puts a finished file at `path` so that there is the old file or the new one, never half of one:
 * written beside it under a temporary name, flushed, then renamed. `check` may look at the temporary
 * file and throw; then nothing is left behind.
 */
export async function writeSafely(
  path: string,
  write: (temporary: string) => Promise<unknown>,
  check?: (temporary: string) => Promise<unknown>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.tmp-${randomUUID()}`)
  try {
    await write(temporary)
    // A copy of a write-protected file is write-protected too, and could be neither flushed nor replaced.
    await chmod(temporary, 0o644)
    const handle = await open(temporary, 'r+')
    await handle.sync()
    await handle.close()
    await check?.(temporary)
    await renamePatiently(temporary, path)
    syncFolder(dirname(path))
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw asStorageRefusal(thrown, path)
  }
}
