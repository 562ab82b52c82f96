import type { Broadcast } from './broadcast.ts'
import type { Db } from './database/open-database.ts'
import type { UndoLog } from './database/undo-log.ts'
import { refuse } from './refusal.ts'

/** What one changing operation does, for the history and for whoever listens. */
export interface Change {
  /** A Chinese sentence part: 「修改了证据《营业执照》」. */
  readonly what: string
  /** The id of the thing changed; '' for the program as a whole. */
  readonly subject: string
  /** Areas whose answers are stale now. */
  readonly areas: readonly string[]
  /** False for what records facts of the world (submissions): those are corrected, never undone. */
  readonly undoable?: boolean
}

/** Every changing operation goes through here: one transaction, one history entry, one undo step, one event. */
export function createChanges({
  db,
  undoLog,
  broadcast,
  now,
  who,
  refuseWhen = () => null,
}: {
  readonly db: Db
  readonly undoLog: UndoLog
  readonly broadcast: Broadcast
  readonly now: () => Date
  /** Name of the person at work; '' before anyone has said so. */
  readonly who: () => string
  /** Why nothing may change now, as a Chinese sentence; null when it may. */
  readonly refuseWhen?: () => string | null
}) {
  const refuseIfClosed = () => {
    const reason = refuseWhen()
    if (reason !== null) throw refuse(reason)
  }

  const write = db.prepare<[string, string, string, string]>(
    'INSERT INTO history (at, person, subject, what) VALUES (?, ?, ?, ?)',
  )

  const announce = (areas: readonly string[]) => {
    const last = undoLog.last()
    broadcast.send({
      kind: 'changed',
      areas: [...areas, 'history', 'app'],
      undo: last && { step: last.step, what: last.what },
    })
  }

  return {
    /** Runs `work` in a transaction; a throw rolls everything back, history included. */
    make<T>(change: Change, work: () => T): T {
      refuseIfClosed()
      const before = undoLog.last()
      const commit = db.transaction(() => {
        write.run(now().toISOString(), who(), change.subject, change.what)
        return work()
      })
      const value = change.undoable === false ? commit() : undoLog.record(change.what, change.areas, commit)
      if (change.undoable === false && before) undoLog.clear()
      announce(change.areas)
      return value
    },
    undo(step: number | undefined) {
      refuseIfClosed()
      const newest = undoLog.last()
      if (!newest) throw refuse('没有可以撤销的操作')
      if (step !== undefined && newest.step !== step)
        throw refuse('此后又有了其他修改，不能单独撤销这一步；请先撤销后面的修改')
      db.transaction(() => {
        undoLog.undo()
        write.run(now().toISOString(), who(), '', `撤销：${newest.what}`)
      })()
      announce(newest.areas)
      return { what: newest.what }
    },
  }
}

export type Changes = ReturnType<typeof createChanges>
