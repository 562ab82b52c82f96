import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { demandedPragmas, migrate, openDatabase, openForReading } from '#core/database/open-database.ts'
import { type Migration, migrations } from '#core/database/migrations/index.ts'
import { Refusal } from '#core/refusal.ts'
import { errorOf, openCompany, openCore, openSample, passingFolder, readPlainly } from '../core/core-steps.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { startCore } from '../../electron/host/start-core.ts'
import { valueOf } from '../support/open-test-core.ts'
import { createTestPorts } from '../support/test-ports.ts'

const now = new Date('2026-11-23T02:00:00.000Z')

function refusalOf(work: () => unknown) {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.error
    throw thrown
  }
  throw new Error('not refused')
}

const schemaOf = (db: Database.Database) =>
  db
    .prepare<[], string>("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    .pluck()
    .all()
    .map((sql) => sql.replaceAll(/\s+/g, ' '))
    .join('\n')

const fingerprints = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  )

test('from nothing to the newest version gives the schema that was looked at', async () => {
  const db = openDatabase(join(passingFolder(), 'zhengming.sqlite'), now)
  await expect(`${schemaOf(db)}\n`).toMatchFileSnapshot('schema.sql')
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
  db.close()
})

test('every table is strict, and what points somewhere points at something', () => {
  const db = openDatabase(join(passingFolder(), 'zhengming.sqlite'), now)
  const tables = db.prepare<[], { name: string; strict: number }>(
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  expect(tables.all().filter(({ strict }) => strict !== 1)).toEqual([])
  expect(() =>
    db.exec(
      "INSERT INTO number VALUES ('n', 'nobody', 'mobile', '1', NULL, '1', 'notice', '', 'x', NULL, '', 'no', NULL, '', '', 'active', 1)",
    ),
  ).toThrow(/FOREIGN KEY/)
  expect(() => db.exec("INSERT INTO setting VALUES ('a', X'00')")).toThrow(/cannot store/)
  db.close()
})

test('every connection of ours has what is demanded, on a file that is opened again too, and the journal stays WAL for all', () => {
  const path = join(passingFolder(), 'zhengming.sqlite')
  for (let time = 0; time < 2; time++) {
    const db = openDatabase(path, now)
    for (const [name, , expected] of demandedPragmas) expect(db.pragma(name, { simple: true }), name).toBe(expected)
    db.close()
  }
  expect(Object.fromEntries(demandedPragmas.map(([name, value]) => [name, value]))).toEqual({
    journal_mode: 'WAL',
    synchronous: 'FULL',
    foreign_keys: 'ON',
    trusted_schema: 'OFF',
    cell_size_check: 'ON',
    secure_delete: 'ON',
    temp_store: 'MEMORY',
    busy_timeout: '5000',
    fullfsync: '1',
    checkpoint_fullfsync: '1',
  })
  const plain = new Database(path)
  expect(plain.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(plain.pragma('synchronous', { simple: true })).not.toBe(0)
  plain.close()
})

test('what was deleted is not left readable in the file', async () => {
  const { client, folder, companyId, close } = await openCompany()
  const words = '不该留下的字句甲乙丙'
  const draft = { text: '13800138000', purpose: 'notice' as const }
  const { id } = valueOf(await client.numbers.save({ companyId, draft: { ...draft, note: words } }))
  const path = join(folder, 'zhengming.sqlite')
  readPlainly(folder, (db) => db.pragma('wal_checkpoint(TRUNCATE)'))
  expect(readFileSync(path).includes(words)).toBe(true)
  valueOf(await client.numbers.remove({ id }))
  await close()
  expect(readFileSync(path).includes(words)).toBe(false)
})

test('closed, a folder holds one database file and no journal beside it', async () => {
  const { folder, close } = await openSample()
  await close()
  expect(readdirSync(folder).filter((name) => name.startsWith('zhengming.sqlite'))).toEqual(['zhengming.sqlite'])
})

test('a database of a newer program is refused and left byte for byte as it was', () => {
  const folder = passingFolder()
  const path = join(folder, 'zhengming.sqlite')
  openDatabase(path, now).close()
  const db = new Database(path)
  db.pragma(`user_version = ${migrations.length + 1}`)
  db.close()
  const before = fingerprints(folder)
  expect(refusalOf(() => openDatabase(path, now))).toEqual({ code: 'newer-database', version: migrations.length + 1 })
  expect(fingerprints(folder)).toEqual(before)
  expect(refusalOf(() => openForReading(path))).toEqual({ code: 'newer-database', version: migrations.length + 1 })
  // A connection that may only read leaves the empty journal it had to make.
  expect(fingerprints(folder)).toMatchObject(before)
})

test.each([
  ['no database at all', (path: string) => writeFileSync(path, 'this is no database'.repeat(500))],
  ['cut short', (path: string) => truncateSync(path, 40_000)],
  ['a page overwritten', (path: string) => overwrite(path, 4096, 4096)],
  ['the middle overwritten', (path: string) => overwrite(path, 60_000, 30_000)],
])('a damaged database (%s) is refused and left as it was', async (_, spoil) => {
  const { folder, close } = await openSample()
  await close()
  const path = join(folder, 'zhengming.sqlite')
  spoil(path)
  const before = fingerprints(folder)
  expect(refusalOf(() => openDatabase(path, now))).toEqual({ code: 'database-damaged', path })
  expect(fingerprints(folder)).toEqual(before)
})

function overwrite(path: string, from: number, length: number) {
  const bytes = readFileSync(path)
  bytes.fill(0xa5, from, from + length)
  writeFileSync(path, bytes)
}

test('a step that fails leaves the version before it whole; the copy made before is that version', () => {
  const folder = passingFolder()
  const path = join(folder, 'zhengming.sqlite')
  const db = new Database(path)
  const first = "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('kept')"
  const failing: Migration = (to) => {
    to.exec('ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET x = NULL; CREATE TABLE b (z TEXT)')
    throw new Error('no power')
  }
  migrate(db, path, now, [first])
  expect(existsSync(join(folder, 'backups'))).toBe(false)
  const before = schemaOf(db)
  expect(() => migrate(db, path, now, [first, 'CREATE TABLE c (q TEXT)', failing])).toThrow('no power')
  expect(db.pragma('user_version', { simple: true })).toBe(2)
  expect(schemaOf(db)).toBe(`${before}\nCREATE TABLE c (q TEXT);`)
  expect(db.prepare('SELECT x FROM a').pluck().all()).toEqual(['kept'])
  const copies = readdirSync(join(folder, 'backups'))
  expect(copies).toEqual([expect.stringMatching(/^before-v2-2026-11-23T/)])
  const copy = new Database(join(folder, 'backups', copies[0] ?? ''), { readonly: true })
  expect([copy.pragma('user_version', { simple: true }), schemaOf(copy)]).toEqual([1, before])
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  copy.close()
  // Mended, it goes on from where it stood.
  migrate(db, path, new Date('2026-11-24T02:00:00.000Z'), [
    first,
    'CREATE TABLE c (q TEXT)',
    'ALTER TABLE a ADD COLUMN y TEXT',
  ])
  expect(db.pragma('user_version', { simple: true })).toBe(3)
  expect(() => migrate(db, path, now, [first])).toThrow(Refusal)
  db.close()
})

test('a step that leaves something pointing at nothing is found out', () => {
  const path = join(passingFolder(), 'zhengming.sqlite')
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  const steps = [
    "CREATE TABLE a (id TEXT PRIMARY KEY); CREATE TABLE b (a TEXT REFERENCES a(id)); INSERT INTO b VALUES ('nothing')",
  ]
  expect(refusalOf(() => migrate(db, path, now, steps))).toMatchObject({ code: 'database-damaged' })
  db.close()
})

test('reading beside a window needs a database that is there and up to date', () => {
  const folder = passingFolder()
  const path = join(folder, 'zhengming.sqlite')
  expect(refusalOf(() => openForReading(path))).toEqual({ code: 'storage', problem: 'missing', path })
  expect(readdirSync(folder)).toEqual([])
  new Database(path).exec('CREATE TABLE x (y)').close()
  expect(refusalOf(() => openForReading(path))).toEqual({ code: 'storage', problem: 'busy', path })
  const other = join(passingFolder(), 'zhengming.sqlite')
  openDatabase(other, now).close()
  const reader = openForReading(other)
  expect(() => reader.exec("INSERT INTO setting VALUES ('a', '1')")).toThrow(/readonly/)
  reader.close()
})

test('one folder has one program that writes; the next gets it when the first has gone', async () => {
  const folder = passingFolder()
  const program = findInCheckout(join(import.meta.dirname, '../..'))
  const start = () =>
    startCore({
      dataFolder: folder,
      rendererFolder: program.renderer,
      resources: program.resources,
      ports: createTestPorts(),
    })
  const status = { area: 'app', operation: 'status', input: {} }
  const first = await start()
  expect((await first.dispatch(status)).ok).toBe(true)
  const second = await start()
  expect(errorOf(await second.dispatch(status))).toEqual({ code: 'app-running' })
  await second.close()
  expect((await first.dispatch(status)).ok).toBe(true)
  await first.close()
  const third = await start()
  expect((await third.dispatch(status)).ok).toBe(true)
  await third.close()
})

test('a backup copied while the program writes would lack its journal; the open database says so by its files', async () => {
  const { folder, client } = await openCore()
  await client.people.save({ name: '甲', role: 'agent' })
  expect(existsSync(join(folder, 'zhengming.sqlite-wal'))).toBe(true)
  const other = passingFolder()
  mkdirSync(other, { recursive: true })
  copyFileSync(join(folder, 'zhengming.sqlite'), join(other, 'zhengming.sqlite'))
  copyFileSync(join(folder, 'zhengming.sqlite-wal'), join(other, 'zhengming.sqlite-wal'))
  // What a power cut leaves behind: both files, nobody holding them.
  const recovered = openDatabase(join(other, 'zhengming.sqlite'), now)
  expect(recovered.prepare('SELECT name FROM person').pluck().all()).toEqual(['甲'])
  recovered.close()
})
