import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Backup } from '#shared/backups.ts'
import type { Db } from '../database/open-database.ts'
import { createFileStore, hashFile, type FileStore } from '../files/file-store.ts'
import { asStorageRefusal, renamePatiently, syncFolder } from '../files/write-safely.ts'
import { Refusal } from '../refusal.ts'
import type { RunningJob } from '../running-jobs.ts'
import { DATABASE, nameBackup, RECORD, type BackupRecord, type FoundBackup } from './backup-record.ts'
import { checkBackup, countRows, withClosedDatabase } from './check-backup.ts'

/** Files read again after a backup; those just copied were compared while copying. */
const SAMPLE = 20
const STAGING = /^\.tmp-[0-9a-f-]{36}$/
const DAY_MS = 86_400_000

/** What a backup is made of. */
export interface BackupSource {
  readonly db: Db
  readonly files: Pick<FileStore, 'pathOf' | 'has'>
  readonly programVersion: string
}

/** What a person did since; the note that a backup was made does not count. */
export const BACKUP_NOTE = '做了一次备份'

/** Changes when something worth a backup was changed. */
export function readState(db: Db): string {
  const row = db
    .prepare<[string], { last: number | null; files: number }>(
      'SELECT (SELECT max(id) FROM main.history WHERE what <> ?) AS last, (SELECT count(*) FROM main.file) AS files',
    )
    .get(BACKUP_NOTE)
  return `${row?.last ?? 0}/${row?.files ?? 0}`
}

/** SQLite's own disk errors, in the words of the file system's. */
function asRefusal(thrown: unknown, path: string): unknown {
  const code = (thrown as { code?: unknown } | null)?.code
  if (code === 'SQLITE_FULL') return new Refusal({ code: 'storage', problem: 'full', path })
  if (code === 'SQLITE_READONLY' || code === 'SQLITE_CANTOPEN')
    return new Refusal({ code: 'storage', problem: 'read-only', path })
  if (typeof code === 'string' && code.startsWith('SQLITE_IOERR'))
    return new Refusal({ code: 'storage', problem: 'other', path })
  return asStorageRefusal(thrown, path)
}

async function flush(path: string) {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Copies the live database as of now, in one go; answers with what it should hold. */
function copyDatabase({ db }: BackupSource, to: string) {
  if (db.inTransaction) throw new Refusal({ code: 'storage', problem: 'busy', path: to })
  const rows = countRows(db)
  const state = readState(db)
  db.prepare('VACUUM main INTO ?').run(to)
  return { rows, state, schemaVersion: db.pragma('user_version', { simple: true }) as number }
}

/** Brings files the backups do not have yet; answers with what is there and what could not be had. */
async function copyFiles(
  { files }: BackupSource,
  named: readonly { readonly sha256: string; readonly size: number }[],
  folder: string,
  { signal, progress }: RunningJob,
  copied: string[],
) {
  const store = createFileStore(folder)
  const kept: { sha256: string; size: number }[] = []
  const missing: string[] = []
  for (const [index, { sha256, size }] of named.entries()) {
    if (signal.aborted) throw new Refusal({ code: 'cancelled' })
    progress(index, named.length, '复制新增的文件')
    const there = existsSync(store.pathOf(sha256)) && (await stat(store.pathOf(sha256))).size === size
    if (!there) {
      const sound = files.has(sha256) && (await hashFile(files.pathOf(sha256))) === sha256
      if (sound) {
        await rm(store.pathOf(sha256), { force: true })
        await store.take(files.pathOf(sha256))
        copied.push(store.pathOf(sha256))
      } else missing.push(sha256)
    }
    if (!missing.includes(sha256)) kept.push({ sha256, size })
  }
  return { files: kept, missing }
}

async function prepareRoot(root: string) {
  // Never made on the way: a drive that was pulled out must not become a folder of the same name.
  await stat(dirname(root))
  await mkdir(join(root, 'files'), { recursive: true })
  for (const name of await readdir(root)) {
    if (!STAGING.test(name)) continue
    const age = Date.now() - (await stat(join(root, name))).mtimeMs
    if (age > DAY_MS) await rm(join(root, name), { recursive: true, force: true })
  }
}

async function demandRoom(root: string, { db, files }: BackupSource) {
  const pages = db.pragma('page_count', { simple: true }) as number
  const pageSize = db.pragma('page_size', { simple: true }) as number
  const named = db.prepare<[], { sha256: string; size: number }>('SELECT sha256, size FROM main.file').all()
  const fresh = named.filter(({ sha256 }) => files.has(sha256) && !existsSync(join(root, 'files', sha256)))
  const needed = pages * pageSize + fresh.reduce((sum, { size }) => sum + size, 0)
  const { bavail, bsize } = await statfs(root)
  if (bavail * bsize < needed + 1_000_000) throw new Refusal({ code: 'storage', problem: 'full', path: root })
}

async function fillStaging(
  source: BackupSource,
  staging: string,
  about: { readonly root: string; readonly now: Date; readonly why: Backup['why'] },
  running: RunningJob,
  copied: string[],
): Promise<FoundBackup> {
  const database = join(staging, DATABASE)
  const taken = copyDatabase(source, database)
  await flush(database)
  const named = withClosedDatabase(database, (db) =>
    db.prepare<[], { sha256: string; size: number }>('SELECT sha256, size FROM file ORDER BY sha256').all(),
  )
  const files = await copyFiles(source, named, join(about.root, 'files'), running, copied)
  const record: BackupRecord = {
    format: 'zhengming-backup/1',
    madeAt: about.now.toISOString(),
    why: about.why,
    programVersion: source.programVersion,
    ...taken,
    database: { sha256: await hashFile(database), size: (await stat(database)).size },
    ...files,
  }
  await writeFile(join(staging, RECORD), `${JSON.stringify(record, null, 1)}\n`)
  await flush(join(staging, RECORD))
  syncFolder(staging)
  return { path: staging, record }
}

/**
 * Makes a backup under `root`: the database, and whatever files no earlier backup brought. It lies under a
 * temporary name until it was opened and checked; on any failure nothing of it stays.
 */
export async function makeBackup(
  source: BackupSource,
  about: { readonly root: string; readonly now: Date; readonly why: Backup['why'] },
  running: RunningJob,
): Promise<FoundBackup> {
  const { root, now, why } = about
  const staging = join(root, `.tmp-${randomUUID()}`)
  const copied: string[] = []
  try {
    await prepareRoot(root)
    await demandRoom(root, source)
    await mkdir(staging)
    const made = await fillStaging(source, staging, about, running, copied)
    const name = nameBackup(root, now, why)
    await checkBackup(made, running, SAMPLE, name)
    await renamePatiently(staging, join(root, name))
    syncFolder(root)
    return { path: join(root, name), record: made.record }
  } catch (thrown) {
    for (const path of [staging, ...copied]) await rm(path, { recursive: true, force: true }).catch(() => undefined)
    throw asRefusal(thrown, root)
  }
}
