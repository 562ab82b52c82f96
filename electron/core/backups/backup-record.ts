import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { backupSchema, type Backup } from '#shared/backups.ts'
import { sha256Schema } from '#shared/inspection.ts'
import { z } from '#shared/zod.ts'

/** The folder inside the one a person picks; all backups there share its `files`. */
export const BACKUP_ROOT = '正名备份'
/** The database inside a backup, and in the data folder. */
export const DATABASE = 'zhengming.sqlite'
/** What a backup says of itself. */
export const RECORD = 'backup.json'

/** 2026-11-23_140301_demand, with -2 when two were made in one second. */
const NAME = /^\d{4}-\d{2}-\d{2}_\d{6}_[a-z]+(-\d+)?$/

/** What a finished backup says of itself: enough to prove it whole without the program's help. */
export const backupRecordSchema = z.object({
  format: z.literal('zhengming-backup/1'),
  madeAt: backupSchema.shape.madeAt,
  why: backupSchema.shape.why,
  programVersion: z.string(),
  /** The database's user_version. */
  schemaVersion: z.int(),
  database: z.object({ sha256: sha256Schema, size: z.int() }),
  /** Rows of every table. */
  rows: z.record(z.string(), z.int()),
  files: z.array(z.object({ sha256: sha256Schema, size: z.int() })),
  /** Files the database names that were gone or damaged when the backup was made. */
  missing: z.array(sha256Schema),
  /** Differs when something was changed since. */
  state: z.string(),
})
export type BackupRecord = z.infer<typeof backupRecordSchema>

/** A backup on disk: where it lies, and what it says of itself. */
export interface FoundBackup {
  readonly path: string
  readonly record: BackupRecord
}

/** Where the shared files of a backup lie. */
export const filesOf = (backup: string) => join(dirname(backup), 'files')

/** The folder that backups go to when a person picked `folder` (or the backup folder itself). */
export const rootIn = (folder: string) => (basename(folder) === BACKUP_ROOT ? folder : join(folder, BACKUP_ROOT))

/** A backup as the window shows it. */
export const toBackup = ({ path, record }: FoundBackup): Backup => ({
  path,
  name: basename(path),
  madeAt: record.madeAt,
  why: record.why,
  files: record.files.length,
  bytes: record.database.size + record.files.reduce((sum, { size }) => sum + size, 0),
  checked: record.missing.length === 0,
})

/** The backup at `path`, or null when there is none that finished. */
export async function findBackup(path: string): Promise<FoundBackup | null> {
  if (!NAME.test(basename(path))) return null
  try {
    const record = backupRecordSchema.safeParse(JSON.parse(await readFile(join(path, RECORD), 'utf8')))
    return record.success ? { path, record: record.data } : null
  } catch {
    return null
  }
}

/** Finished backups under a root, newest first. */
export async function listBackups(root: string): Promise<readonly FoundBackup[]> {
  if (!existsSync(root)) return []
  const found = await Promise.all((await readdir(root)).map((name) => findBackup(join(root, name))))
  return found
    .filter((backup) => backup !== null)
    .toSorted((a, b) => b.record.madeAt.localeCompare(a.record.madeAt) || b.path.localeCompare(a.path))
}

/** A name for a backup made now, by the clock of Shanghai. */
export function nameBackup(root: string, now: Date, why: Backup['why']): string {
  const local = new Date(now.getTime() + 8 * 3_600_000).toISOString()
  const name = `${local.slice(0, 10)}_${local.slice(11, 19).replaceAll(':', '')}_${why}`
  let free = name
  for (let copy = 2; existsSync(join(root, free)); copy++) free = `${name}-${copy}`
  return free
}
