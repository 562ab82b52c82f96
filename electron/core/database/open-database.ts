import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { asStorageRefusal } from '../files/write-safely.ts'
import { Refusal } from '../refusal.ts'
import { migrations, type Migration } from './migrations/index.ts'

export type Db = Database.Database

/** What every connection must have (safety.md §2.4), name and the value read back. */
export const demandedPragmas: readonly (readonly [string, string, unknown])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['busy_timeout', '5000', 5000],
  ['fullfsync', '1', 1],
  ['checkpoint_fullfsync', '1', 1],
]

function demand(db: Db) {
  for (const [name, value, expected] of demandedPragmas) {
    db.pragma(`${name} = ${value}`)
    const actual: unknown = db.pragma(name, { simple: true })
    if (actual !== expected) throw new Error(`pragma ${name} is ${String(actual)}`)
  }
}

function copyBeforeMigrating(db: Db, path: string, version: number, now: Date) {
  const folder = join(dirname(path), 'backups')
  mkdirSync(folder, { recursive: true })
  const copy = join(folder, `before-v${version + 1}-${now.toISOString().replaceAll(/[:.]/g, '-')}.sqlite`)
  if (!existsSync(copy)) db.prepare('VACUUM INTO ?').run(copy)
}

/** Brings a database to the newest version; each step is a transaction of its own with its version bump. */
export function migrate(db: Db, path: string, now: Date, steps: readonly Migration[] = migrations) {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > steps.length) throw new Refusal({ code: 'newer-database', version })
  if (version === steps.length) return
  if (version > 0) copyBeforeMigrating(db, path, version, now)
  for (const [index, step] of steps.entries()) {
    if (index < version) continue
    db.transaction(() => {
      if (typeof step === 'string') db.exec(step)
      else step(db)
      db.pragma(`user_version = ${index + 1}`)
    })()
  }
  const broken = db.pragma('foreign_key_check') as unknown[]
  if (broken.length > 0) throw new Refusal({ code: 'database-damaged', path })
  db.pragma('optimize')
}

/** Whether SQLite says that the file itself is broken. */
export function isDamage(thrown: unknown) {
  const code = (thrown as { code?: unknown } | null)?.code
  return code === 'SQLITE_NOTADB' || (typeof code === 'string' && code.startsWith('SQLITE_CORRUPT'))
}

/**
 * Opens the database file, sound and up to date, or refuses and leaves it untouched: `newer-database`
 * when a newer program wrote it, `database-damaged` when it does not pass the quick check.
 */
export function openDatabase(path: string, now: Date): Db {
  let db: Db | null = null
  try {
    mkdirSync(dirname(path), { recursive: true })
    db = new Database(path)
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > migrations.length) throw new Refusal({ code: 'newer-database', version })
    // Before the pragmas: the first of them may write, and a damaged file is left as it is.
    db.pragma('cell_size_check = ON')
    if (db.pragma('quick_check', { simple: true }) !== 'ok') throw new Refusal({ code: 'database-damaged', path })
    demand(db)
    migrate(db, path, now)
    return db
  } catch (thrown) {
    db?.close()
    if (isDamage(thrown)) throw new Refusal({ code: 'database-damaged', path })
    if ((thrown as { code?: unknown } | null)?.code === 'SQLITE_CANTOPEN')
      throw new Refusal({ code: 'storage', problem: 'read-only', path })
    throw asStorageRefusal(thrown, path)
  }
}

/** Opens the database beside a running program, for reading only. */
export function openForReading(path: string): Db {
  if (!existsSync(path)) throw new Refusal({ code: 'storage', problem: 'missing', path })
  const db = new Database(path, { readonly: true, fileMustExist: true })
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    db.close()
    throw new Refusal({ code: 'newer-database', version })
  }
  if (version < migrations.length) {
    db.close()
    // The program that is open is an older one, or is about to bring it up to date.
    throw new Refusal({ code: 'storage', problem: 'busy', path })
  }
  // Opened read-only; query_only besides would forbid the temporary tables of the undo log too.
  db.pragma('temp_store = MEMORY')
  return db
}
