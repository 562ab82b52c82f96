import type { Db } from './open-database.ts'

/**
 * Tables whose changes Ctrl+Z can take back. Not those that record what was sent or done (submission,
 * history), and not those that only mirror files on disk.
 */
const UNDOABLE = [
  'person',
  'company',
  'number',
  'exhibit',
  'exhibit_file',
  'appeal',
  'appeal_event',
  'sighting',
  'dossier',
  'dossier_appeal',
  'letter',
  'dossier_item',
  'gate_answer',
  'catalogue_edit',
  'setting',
] as const

/** Making these is no step of its own, but they come back with what they were removed with. */
const RESTORED = ['build'] as const

interface Column {
  readonly name: string
  readonly pk: number
}

/** SQL text of a value. `quote()` ends a text at its first NUL character, so texts go by their bytes. */
function quoted(prefix: string, column: Column) {
  const value = `${prefix}."${column.name}"`
  return `iif(typeof(${value}) = 'text', 'CAST(X''' || hex(${value}) || ''' AS TEXT)', quote(${value}))`
}

function triggersFor(table: string, columns: readonly Column[], restoredOnly: boolean): string {
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const key = columns.filter((column) => column.pk > 0)
  const where = (row: string) =>
    key.map((column) => `"${column.name}" = ' || ${quoted(row, column)} || '`).join(' AND ')
  const values = columns.map((column) => quoted('OLD', column)).join(` || ', ' || `)
  const sets = columns.map((column) => `"${column.name}" = ' || ${quoted('OLD', column)} || '`).join(', ')
  const log = (sql: string) => `INSERT INTO temp.undo_log (step, sql) SELECT step, ${sql} FROM temp.undo_step;`
  const when = 'WHEN (SELECT step FROM temp.undo_step) > 0'
  const restore = `CREATE TEMP TRIGGER undo_${table}_d BEFORE DELETE ON main.${table} ${when}
      BEGIN ${log(`'INSERT INTO ${table} (${names}) VALUES (' || ${values} || ')'`)} END;`
  if (restoredOnly) return restore
  return `
    CREATE TEMP TRIGGER undo_${table}_i AFTER INSERT ON main.${table} ${when}
      BEGIN ${log(`'DELETE FROM ${table} WHERE ${where('NEW')}'`)} END;
    CREATE TEMP TRIGGER undo_${table}_u AFTER UPDATE ON main.${table} ${when}
      BEGIN ${log(`'UPDATE ${table} SET ${sets} WHERE ${where('NEW')}'`)} END;
    ${restore}`
}

/**
 * Remembers, for this run, how to take each change back: temporary triggers write the opposite SQL
 * of every row change (the method of sqlite.org/undoredo.html), so no service has undo code of its own.
 */
export function createUndoLog(db: Db) {
  db.exec(`CREATE TEMP TABLE undo_step (step INTEGER NOT NULL); INSERT INTO undo_step VALUES (0);
    CREATE TEMP TABLE undo_log (seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, sql TEXT NOT NULL)`)
  const columnsOf = (table: string) => db.pragma(`table_info(${table})`) as Column[]
  for (const table of UNDOABLE) db.exec(triggersFor(table, columnsOf(table), false))
  for (const table of RESTORED) db.exec(triggersFor(table, columnsOf(table), true))

  const setStep = db.prepare<[number]>('UPDATE temp.undo_step SET step = ?')
  const stepsOf = db.prepare<[number], { sql: string }>(
    'SELECT sql FROM temp.undo_log WHERE step = ? ORDER BY seq DESC',
  )
  const forget = db.prepare<[number]>('DELETE FROM temp.undo_log WHERE step = ?')
  const done: { step: number; what: string; areas: readonly string[] }[] = []
  let serial = 0

  return {
    /** Runs `work`, which commits a transaction of its own, so that it can be taken back as one step. */
    record<T>(what: string, areas: readonly string[], work: () => T): T {
      const step = ++serial
      setStep.run(step)
      try {
        const value = work()
        // Only now: a commit that fails (a full disk) must leave nothing to take back.
        if (stepsOf.all(step).length > 0) done.push({ step, what, areas })
        return value
      } finally {
        setStep.run(0)
      }
    },
    /** A change that cannot be taken back also closes the door on those before it. */
    clear() {
      done.length = 0
      db.exec('DELETE FROM temp.undo_log')
    },
    last: () => done.at(-1) ?? null,
    /** Takes the newest step back, inside a transaction. Answers null when there is none. */
    undo() {
      const newest = done.at(-1)
      if (!newest) return null
      db.pragma('defer_foreign_keys = ON')
      for (const { sql } of stepsOf.all(newest.step)) db.exec(sql)
      forget.run(newest.step)
      done.pop()
      return newest
    },
  }
}

export type UndoLog = ReturnType<typeof createUndoLog>
