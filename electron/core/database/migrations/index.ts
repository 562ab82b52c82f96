import type { Database } from 'better-sqlite3'
import { firstSchema } from './001-first-schema.ts'

/** SQL text, or a function for what SQL alone cannot do. */
export type Migration = string | ((db: Database) => void)

/** Applied in this order; a database's user_version counts how many it has had. Append, never edit. */
export const migrations: readonly Migration[] = [firstSchema]
