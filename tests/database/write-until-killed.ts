import { randomBytes, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createBroadcast } from '#core/broadcast.ts'
import { createChanges } from '#core/changes.ts'
import { openDatabase } from '#core/database/open-database.ts'
import { createUndoLog } from '#core/database/undo-log.ts'
import { createFileStore } from '#core/files/file-store.ts'
import { writeSafely } from '#core/files/write-safely.ts'

// Evidence comes in, one exhibit after another, until somebody pulls the plug. Each one that was
// acknowledged is said on stdout, by hash.
const folder = process.argv[2] ?? ''
const db = openDatabase(join(folder, 'zhengming.sqlite'), new Date())
const files = createFileStore(join(folder, 'files'))
const now = () => new Date()
const changes = createChanges({ db, undoLog: createUndoLog(db), broadcast: createBroadcast(), now, who: () => '某人' })

db.exec(`INSERT OR IGNORE INTO company VALUES ('c', '公司', 'code', '', '', '', '', '', '[]', 0, '2026-11-23')`)
const addFile = db.prepare<[string, number]>(`INSERT INTO file VALUES (?, ?, '2026-11-23')`)
const addInspection = db.prepare<[string, string]>('INSERT INTO inspection VALUES (?, 1, ?)')
const addExhibit = db.prepare<[string]>(
  `INSERT INTO exhibit VALUES (?, 'c', 'other', '题', '', '', NULL, NULL, NULL, 'unknown', '', NULL, '2026-11-23', NULL)`,
)
const addExhibitFile = db.prepare<[string, string]>(`INSERT INTO exhibit_file VALUES (?, ?, '名', 1, NULL)`)
const inspection = (size: number) =>
  JSON.stringify({
    version: 1,
    type: 'text',
    mediaType: 'text/plain',
    size,
    pdfForm: null,
    thumbnail: null,
    parts: [],
    text: '',
    findings: [],
    refusal: null,
  })

for (;;) {
  const { sha256, size } = await files.put(randomBytes(20_000))
  const id = randomUUID()
  changes.make({ what: '收入证据', subject: id, areas: [] }, () => {
    addFile.run(sha256, size)
    addInspection.run(sha256, inspection(size))
    addExhibit.run(id)
    addExhibitFile.run(id, sha256)
  })
  writeSync(1, `${sha256}\n`)
  // A file a person exports again and again under one name.
  await writeSafely(join(folder, 'out.txt'), (temporary) =>
    writeFile(temporary, `${sha256} ${'x'.repeat(3_000_000)} end`),
  )
}
