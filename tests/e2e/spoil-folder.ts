import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { holdDataFolder } from '../../electron/host/hold-data-folder.ts'
import { openTestCore } from '../support/open-test-core.ts'
import { isSeed, seedFolder, type Seed } from './seed-folder.ts'

/** In what state the app finds its data folder. */
export type Start = 'fresh' | Seed | 'damaged' | 'newer' | 'unwritable' | 'held'

/** A data folder made ready; `release` ends what holds it. */
export interface PreparedFolder {
  readonly folder: string
  readonly release: () => void
}

const nothing = () => undefined

const databases = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sqlite'))

/** Prepares a data folder, empty, with work in it, or so that the start must go wrong. */
export async function spoilFolder(folder: string, start: Start): Promise<PreparedFolder> {
  if (isSeed(start)) {
    await seedFolder(folder, start)
    return { folder, release: nothing }
  }
  mkdirSync(folder, { recursive: true })
  if (start === 'fresh') return { folder, release: nothing }
  if (start === 'unwritable') {
    // Below a plain file: permissions would not stop root.
    writeFileSync(join(folder, 'file'), '')
    return { folder: join(folder, 'file', 'data'), release: nothing }
  }
  await (await openTestCore({ folder })).close()
  if (start === 'held') return { folder, release: holdDataFolder(folder)?.release ?? nothing }
  for (const name of databases(folder)) {
    if (start === 'damaged') writeFileSync(join(folder, name), Buffer.alloc(8192, 'not a database '))
    else {
      const db = new Database(join(folder, name))
      db.pragma('user_version = 9999')
      db.close()
    }
  }
  return { folder, release: nothing }
}
