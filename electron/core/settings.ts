import type { Db } from './database/open-database.ts'

/** Small named values, kept as JSON. Reading an unset one answers null. */
export function createSettings(db: Db) {
  const read = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?')
  const write = db.prepare<[string, string]>(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  return {
    read: (name: string): unknown => {
      const row = read.get(name)
      return row ? (JSON.parse(row.value) as unknown) : null
    },
    write: (name: string, value: unknown) => void write.run(name, JSON.stringify(value)),
  }
}

export type Settings = ReturnType<typeof createSettings>
