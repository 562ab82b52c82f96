import { instantSchema } from './ids.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

export const historyEntrySchema = z.object({ at: instantSchema, person: z.string(), what: z.string() })

export const historyOperations = {
  /** Who did what and when, newest first. */
  list: query(
    z.object({ subject: z.string().nullable().default(null), limit: z.int().min(1).max(1000).default(200) }),
    z.array(historyEntrySchema),
  ),
  /** What Ctrl+Z would take back now; null when nothing can be. */
  last: query(z.object({}), z.object({ step: z.int(), what: z.string() }).nullable()),
  /** Takes the newest change of this run back; `step` refuses when another came after it. */
  undo: change(z.object({ step: z.int().optional() }), z.object({ what: z.string() })),
}
