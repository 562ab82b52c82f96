import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { asStorageRefusal, syncFolder } from '../files/write-safely.ts'
import { DATABASE, filesOf } from './backup-record.ts'
import { findDatabaseFault } from './check-backup.ts'
import { MARKER, pendingRestoreSchema, STAGED, type PendingRestore } from './pending-restore.ts'

/** What became of a restore that waited; null when none did. */
export type AppliedRestore =
  | {
      readonly restored: true
      /** Name of the backup. */
      readonly name: string
      /** Where the data that was replaced lies now. */
      readonly replaced: string
    }
  | {
      readonly restored: false
      /** A whole Chinese sentence; the data from before is in place. */
      readonly problem: string
    }
  | null

/** The disk operations of putting a restore in place; tests stop the program at each of them. */
export interface RestoreSteps {
  readonly rename: (from: string, to: string) => void
  readonly copy: (from: string, to: string) => void
  readonly remove: (path: string) => void
}

/** Windows virus scanners hold fresh files for a moment. */
function renameWaiting(from: string, to: string) {
  for (const pause of [20, 50, 100, 200, 400, 800]) {
    try {
      return renameSync(from, to)
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code ?? ''
      if (process.platform !== 'win32' || !['EPERM', 'EBUSY', 'EACCES'].includes(code)) throw thrown
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  }
  return renameSync(from, to)
}

const diskSteps: RestoreSteps = {
  rename: renameWaiting,
  copy: copyFileSync,
  remove: (path) => rmSync(path, { force: true, recursive: true }),
}

function hashNow(path: string): string {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafe(1 << 20)
  const handle = openSync(path, 'r')
  try {
    for (let read = readSync(handle, block); read > 0; read = readSync(handle, block))
      hash.update(block.subarray(0, read))
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

const holds = (path: string, sha256: string) => existsSync(path) && hashNow(path) === sha256

/** Copies a file in whole or not at all; false when its source is gone or not what it should be. */
function bring(from: string, to: string, sha256: string, steps: RestoreSteps): boolean {
  if (holds(to, sha256)) return true
  if (!existsSync(from)) return false
  const temporary = join(dirname(to), `.restore.tmp-${randomUUID()}`)
  try {
    mkdirSync(dirname(to), { recursive: true })
    steps.copy(from, temporary)
    if (hashNow(temporary) !== sha256) return false
    const handle = openSync(temporary, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    steps.rename(temporary, to)
    syncFolder(dirname(to))
    return true
  } catch (thrown) {
    // A full or unreadable disk is a reason not to restore, not to keep the program from starting.
    if ((thrown as NodeJS.ErrnoException).code) return false
    throw thrown
  } finally {
    rmSync(temporary, { force: true })
  }
}

function readMarker(path: string): PendingRestore | null {
  try {
    return pendingRestoreSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** The present database with what belongs to it; a -wal left beside another database would corrupt it. */
const belonging = [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`]

function moveAll(from: string, to: string, steps: RestoreSteps) {
  mkdirSync(to, { recursive: true })
  // The database last: while it is there the move is not done, and a second start goes on with it.
  for (const name of belonging.toReversed())
    if (existsSync(join(from, name))) steps.rename(join(from, name), join(to, name))
  syncFolder(to)
  syncFolder(from)
}

/** Takes back a move that an earlier start began, when the restore cannot go on. */
function moveBack(dataFolder: string, replaced: string, steps: RestoreSteps) {
  if (!existsSync(replaced)) return
  const current = join(dataFolder, DATABASE)
  if (existsSync(join(replaced, DATABASE)) && existsSync(current))
    steps.rename(current, join(replaced, 'failed-restore.sqlite'))
  moveAll(replaced, dataFolder, steps)
}

/** Everything the restore needs, in place and proved; a Chinese reason when it is not. */
function findLack(dataFolder: string, marker: PendingRestore, steps: RestoreSteps): string | null {
  const staged = join(dataFolder, STAGED, DATABASE)
  if (!bring(join(marker.backup, DATABASE), staged, marker.database, steps)) return '备份的数据库已不在或已改变'
  const fault = findDatabaseFault(staged)
  if (fault) return `备份的${fault}`
  const files = join(dataFolder, 'files')
  const lost = marker.files.filter(
    (sha256) =>
      !existsSync(join(files, sha256)) &&
      !bring(join(filesOf(marker.backup), sha256), join(files, sha256), sha256, steps),
  )
  return lost.length > 0 ? `备份里有 ${lost.length} 个证据文件已不在或已改变` : null
}

/**
 * Puts a restore that waits in place, before the database is opened: what was there moves to a folder
 * `replaced-…` and is never deleted. Stopped at any point, the next start goes on where it was.
 */
export function applyPendingRestore(dataFolder: string, steps: RestoreSteps = diskSteps): AppliedRestore {
  const path = join(dataFolder, MARKER)
  if (!existsSync(path)) return null
  try {
    return applyMarked(dataFolder, path, steps)
  } catch (thrown) {
    throw asStorageRefusal(thrown, dataFolder)
  }
}

function applyMarked(dataFolder: string, path: string, steps: RestoreSteps): AppliedRestore {
  const marker = readMarker(path)
  if (!marker) {
    steps.rename(path, join(dataFolder, `unreadable-${MARKER}`))
    return { restored: false, problem: '上次要求恢复备份的记录读不出来，没有恢复；现有数据没有改动，请重新恢复一次。' }
  }
  const current = join(dataFolder, DATABASE)
  const staged = join(dataFolder, STAGED)
  const replaced = join(dataFolder, `replaced-${marker.requestedAt.replaceAll(/[:.]/g, '-')}`)
  const finish = (): AppliedRestore => {
    steps.remove(path)
    syncFolder(dataFolder)
    steps.remove(staged)
    return { restored: true, name: marker.name, replaced }
  }
  // Stopped between putting the database in place and removing the marker.
  if (!existsSync(join(staged, DATABASE)) && existsSync(replaced) && holds(current, marker.database)) return finish()
  const lack = findLack(dataFolder, marker, steps)
  if (lack) {
    moveBack(dataFolder, replaced, steps)
    steps.remove(path)
    steps.remove(staged)
    return { restored: false, problem: `${lack}，没有恢复；现有数据没有改动，请改用其他备份。` }
  }
  moveAll(dataFolder, replaced, steps)
  steps.rename(join(staged, DATABASE), current)
  syncFolder(dataFolder)
  return finish()
}
