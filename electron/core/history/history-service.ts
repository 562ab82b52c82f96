import type { Service } from '#shared/contract.ts'
import type { Changes } from '../changes.ts'
import type { Db } from '../database/open-database.ts'
import type { UndoLog } from '../database/undo-log.ts'

interface HistoryRow {
  readonly at: string
  readonly person: string
  readonly what: string
}

/** Who did what and when, and taking the newest change back. */
export function createHistoryService({
  db,
  changes,
  undoLog,
}: {
  readonly db: Db
  readonly changes: Changes
  readonly undoLog: UndoLog
}): Service<'history'> {
  const newest = db.prepare<{ subject: string | null; limit: number }, HistoryRow>(
    'SELECT at, person, what FROM history WHERE :subject IS NULL OR subject = :subject ORDER BY id DESC LIMIT :limit',
  )
  return {
    list: ({ subject, limit }) => newest.all({ subject, limit }),
    last: () => {
      const step = undoLog.last()
      return step && { step: step.step, what: step.what }
    },
    undo: ({ step }) => changes.undo(step),
  }
}
