import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '#core/database/open-database.ts'
import { createFileStore, hashBytes } from '#core/files/file-store.ts'
import { sweepFiles } from '#core/files/sweep-files.ts'
import { passingFolder } from '../core/core-steps.ts'

const KILLS = 30

/** Writes in a process of its own and kills it the hard way; what it had acknowledged by then. */
async function writeAndKill(folder: string, afterMs: number): Promise<string[]> {
  const script = join(import.meta.dirname, 'write-until-killed.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let failed = ''
  child.stdout.on('data', (bytes: Buffer) => void (said += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => void (failed += bytes.toString()))
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()))
  const began = new Promise<void>((resolve) => void child.stdout.once('data', () => resolve()))
  await Promise.race([ended, began])
  await wait(afterMs)
  child.kill('SIGKILL')
  await ended
  expect(failed).toBe('')
  return said.split('\n').filter((line) => line.length === 64)
}

test('killed in the middle of writing, over and over, nothing acknowledged is lost and no row names a missing file', async () => {
  const folder = passingFolder()
  const acknowledged = new Set<string>()
  for (let kill = 0; kill < KILLS; kill++) {
    for (const sha256 of await writeAndKill(folder, (kill * 7) % 40)) acknowledged.add(sha256)
    const db = new Database(join(folder, 'zhengming.sqlite'))
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    const stored = db.prepare<[], string>('SELECT sha256 FROM exhibit_file').pluck().all()
    const rows = db
      .prepare<[], number[]>(
        'SELECT (SELECT count(*) FROM exhibit), (SELECT count(*) FROM history), (SELECT count(*) FROM file)',
      )
      .raw()
      .get()
    db.close()
    // A change is there whole or not at all.
    expect(rows).toEqual([stored.length, stored.length, stored.length])
    expect([...acknowledged].filter((sha256) => !stored.includes(sha256))).toEqual([])
    for (const sha256 of stored) expect(hashBytes(readFileSync(join(folder, 'files', sha256)))).toBe(sha256)
    const out = readFileSync(join(folder, 'out.txt'), { encoding: 'utf8', flag: 'a+' })
    expect([0, 64 + 3_000_000 + 5]).toContain(out.length)
    expect(out === '' || /^[0-9a-f]{64} x+ end$/.test(out)).toBe(true)
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS)
  const db = openDatabase(join(folder, 'zhengming.sqlite'), new Date())
  const before = db.prepare<[], string>('SELECT sha256 FROM exhibit_file').pluck().all().toSorted()
  await sweepFiles(db, createFileStore(join(folder, 'files')))
  expect(readdirSync(join(folder, 'files')).toSorted()).toEqual(before)
  db.close()
}, 120_000)
