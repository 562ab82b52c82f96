import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Db } from '../database/open-database.ts'
import { hashFile } from '../files/file-store.ts'
import { refuse, Refusal } from '../refusal.ts'
import type { RunningJob } from '../running-jobs.ts'
import { DATABASE, filesOf, type FoundBackup } from './backup-record.ts'

/** Rows of every table, by name. */
export function countRows(db: Db): Record<string, number> {
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all()
  return Object.fromEntries(
    tables.map(({ name }) => {
      const row = db.prepare<[], { rows: number }>(`SELECT count(*) AS rows FROM main."${name}"`).get()
      return [name, row?.rows ?? 0]
    }),
  )
}

/** Opens a database file that nothing else uses, for reading; closes it whatever `use` does. */
export function withClosedDatabase<T>(path: string, use: (db: Db) => T): T {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    db.pragma('trusted_schema = OFF')
    return use(db)
  } finally {
    db.close()
  }
}

/** What is wrong with a database file, as a Chinese sentence part; null when it is whole. */
export function findDatabaseFault(path: string): string | null {
  try {
    return withClosedDatabase(path, (db) => {
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') return '数据库没有通过完整性检查'
      return (db.pragma('foreign_key_check') as unknown[]).length > 0 ? '数据库里的记录互相对不上' : null
    })
  } catch {
    return '数据库打不开'
  }
}

/** Files to read again: all of them, or a sample that changes every time. */
function sample<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all
  const rest = [...all]
  return Array.from({ length: count }, () => rest.splice(randomInt(rest.length), 1)).flat()
}

async function findFilesFault(backup: FoundBackup, count: number, { signal, progress }: RunningJob) {
  const { files } = backup.record
  const folder = filesOf(backup.path)
  if (files.some(({ sha256 }) => !existsSync(join(folder, sha256)))) return '有证据文件不见了'
  const read = sample(files, count)
  for (const [index, { sha256 }] of read.entries()) {
    if (signal.aborted) throw new Refusal({ code: 'cancelled' })
    progress(index, read.length, '核对备份里的文件')
    const same = await hashFile(join(folder, sha256)).catch(() => '')
    if (same !== sha256) return '有证据文件的内容已改变'
  }
  return null
}

async function findDatabaseDifference({ path, record }: FoundBackup): Promise<string | null> {
  const database = join(path, DATABASE)
  if ((await hashFile(database).catch(() => '')) !== record.database.sha256) return '数据库文件缺失或已改变'
  const fault = findDatabaseFault(database)
  if (fault) return fault
  const rows = withClosedDatabase(database, countRows)
  return JSON.stringify(rows) === JSON.stringify(record.rows) ? null : '记录数与备份时不同'
}

/**
 * Opens a backup and proves it whole, reading `files` of its files again (all by default); refuses by
 * its name with what is wrong.
 */
export async function checkBackup(
  backup: FoundBackup,
  running: RunningJob,
  files = Infinity,
  shown = basename(backup.path),
) {
  const fault = (await findDatabaseDifference(backup)) ?? (await findFilesFault(backup, files, running))
  if (fault) throw refuse(`备份「${shown}」${fault}，不能用来恢复；请改用其他备份，并重新做一次备份`)
}
