import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createBackupService } from '#core/backups/backup-service.ts'
import { createBroadcast } from '#core/broadcast.ts'
import { createChanges } from '#core/changes.ts'
import { openDatabase } from '#core/database/open-database.ts'
import { createUndoLog } from '#core/database/undo-log.ts'
import { createFileStore } from '#core/files/file-store.ts'
import { createRunningJobs } from '#core/running-jobs.ts'
import { createSettings } from '#core/settings.ts'

/** A fresh folder that goes when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A clock that moves a second every time it is read. */
function tickingClock() {
  let at = Date.parse('2026-11-23T06:00:00.000Z')
  return () => new Date((at += 1000))
}

const now = tickingClock()

/** The program's data with what backups need, opened on a folder as the program does. */
export function openData(dataFolder: string, drive: string) {
  const db = openDatabase(join(dataFolder, 'zhengming.sqlite'), now())
  const broadcast = createBroadcast()
  const files = createFileStore(join(dataFolder, 'files'))
  const settings = createSettings(db)
  const changes = createChanges({ db, undoLog: createUndoLog(db), broadcast, now, who: () => '经办人' })
  const running = createRunningJobs(broadcast)
  const outlet = { askFolder: async () => drive, remember: () => undefined }
  const backups = createBackupService({
    db,
    files,
    dataFolder,
    settings,
    changes,
    outlet,
    running,
    now,
    programVersion: '0.1.0',
  })
  return {
    ...backups,
    close: () => void db.close(),
    files,
    settings,
    running,
    /** Stores a file and a person, as any operation would: content first, then the rows. */
    async work(text: string) {
      const { sha256, size } = await files.put(new TextEncoder().encode(text))
      changes.make({ what: `登记了「${text}」`, subject: '', areas: [] }, () => {
        db.prepare('INSERT INTO file (sha256, size, stored_at) VALUES (?, ?, ?)').run(sha256, size, now().toISOString())
        settings.write(text, 1)
      })
      return sha256
    },
    /** What was worked on, by the settings it left. */
    worked: () =>
      db
        .prepare<[], { name: string }>("SELECT name FROM setting WHERE name <> 'backupFolder' ORDER BY name")
        .all()
        .map(({ name }) => name),
  }
}
