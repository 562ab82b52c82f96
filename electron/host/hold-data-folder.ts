import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

// A connection that nobody holds is collected and closed, and its lock with it.
const locks = new Set<Database.Database>()

/**
 * Makes this program the only one that writes in the data folder; null when another one is. The lock
 * is the system's own on a small SQLite file, so it ends with the program however that ends and is
 * never stale (a file with a process number would be, after a crash and a reused number). A folder that
 * cannot be written counts as held: opening the database then says what is wrong.
 */
export function holdDataFolder(folder: string): { readonly release: () => void } | null {
  let lock: Database.Database | null = null
  try {
    mkdirSync(folder, { recursive: true })
    lock = new Database(join(folder, 'running.lock'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (thrown) {
    lock?.close()
    if ((thrown as { code?: unknown }).code === 'SQLITE_BUSY') return null
    return { release: () => undefined }
  }
  const held = lock
  locks.add(held)
  return { release: () => void (locks.delete(held) && held.close()) }
}
