import { copyFile, mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sha256Schema } from '#shared/inspection.ts'
import { z } from '#shared/zod.ts'
import { migrations } from '../database/migrations/index.ts'
import { hashFile, type FileStore } from '../files/file-store.ts'
import { asStorageRefusal, writeSafely } from '../files/write-safely.ts'
import { Refusal } from '../refusal.ts'
import type { RunningJob } from '../running-jobs.ts'
import { DATABASE, filesOf, type FoundBackup } from './backup-record.ts'

/** What is to be put in place at the next start. */
export const pendingRestoreSchema = z.object({
  format: z.literal('zhengming-restore/1'),
  /** Name of the backup, for the sentence on the screen. */
  name: z.string(),
  /** Where the backup lies, should a staged file have gone missing. */
  backup: z.string(),
  requestedAt: z.iso.datetime(),
  database: sha256Schema,
  files: z.array(sha256Schema),
})
export type PendingRestore = z.infer<typeof pendingRestoreSchema>

/** The note that a restore waits, in the data folder. */
export const MARKER = 'pending-restore.json'
/** The folder in the data folder where the database to be put in place waits. */
export const STAGED = 'restore-staged'

async function demandRoom(dataFolder: string, { record }: FoundBackup, files: Pick<FileStore, 'has'>) {
  const fresh = record.files.filter(({ sha256 }) => !files.has(sha256))
  const needed = record.database.size + fresh.reduce((sum, { size }) => sum + size, 0)
  const { bavail, bsize } = await statfs(dataFolder)
  if (bavail * bsize < needed + 1_000_000) throw new Refusal({ code: 'storage', problem: 'full', path: dataFolder })
}

/**
 * Brings a checked backup into the data folder beside the present data, which stays untouched, and leaves
 * the note that makes the next start put it in place. The drive with the backup may go after this.
 */
export async function prepareRestore(
  backup: FoundBackup,
  { dataFolder, files, now }: { readonly dataFolder: string; readonly files: FileStore; readonly now: Date },
  { signal, progress }: RunningJob,
): Promise<void> {
  const { record, path } = backup
  if (record.schemaVersion > migrations.length)
    throw new Refusal({ code: 'newer-database', version: record.schemaVersion })
  const staged = join(dataFolder, STAGED)
  try {
    await demandRoom(dataFolder, backup, files)
    for (const [index, { sha256 }] of record.files.entries()) {
      if (signal.aborted) throw new Refusal({ code: 'cancelled' })
      progress(index, record.files.length, '取回证据文件')
      if (!files.has(sha256)) await files.take(join(filesOf(path), sha256))
    }
    await mkdir(staged, { recursive: true })
    await writeSafely(
      join(staged, DATABASE),
      (temporary) => copyFile(join(path, DATABASE), temporary),
      async (temporary) => {
        if ((await hashFile(temporary)) !== record.database.sha256) throw new Error('the copied database differs')
      },
    )
    const marker: PendingRestore = {
      format: 'zhengming-restore/1',
      name: basename(path),
      backup: path,
      requestedAt: now.toISOString(),
      database: record.database.sha256,
      files: record.files.map(({ sha256 }) => sha256),
    }
    await writeSafely(join(dataFolder, MARKER), (temporary) => writeFile(temporary, JSON.stringify(marker)))
  } catch (thrown) {
    await rm(staged, { recursive: true, force: true }).catch(() => undefined)
    throw asStorageRefusal(thrown, dataFolder)
  }
}
