import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openTestCore } from '../support/open-test-core.ts'

/** In what state the app finds its data folder. */
export type Start = 'fresh' | 'damaged' | 'newer' | 'unwritable'

const databases = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sqlite'))

/** Prepares a data folder for a start that must go wrong; answers with the folder to open. */
export async function spoilFolder(folder: string, start: Start): Promise<string> {
  mkdirSync(folder, { recursive: true })
  if (start === 'fresh') return folder
  if (start === 'unwritable') {
    // Below a plain file: permissions would not stop root.
    writeFileSync(join(folder, 'file'), '')
    return join(folder, 'file', 'data')
  }
  await (await openTestCore({ folder })).close()
  for (const name of databases(folder)) {
    if (start === 'damaged') writeFileSync(join(folder, name), Buffer.alloc(8192, 'not a database '))
    else {
      const db = new Database(join(folder, name))
      db.pragma('user_version = 9999')
      db.close()
    }
  }
  return folder
}
