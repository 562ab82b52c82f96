import { z } from './zod.ts'

/** What the core tells whoever listens. */
export const appEventSchema = z.discriminatedUnion('kind', [
  /** Rows changed: what was read of these areas is stale. `undo` names what Ctrl+Z would now take back. */
  z.object({
    kind: z.literal('changed'),
    areas: z.array(z.string()),
    undo: z.object({ step: z.int(), what: z.string() }).nullable(),
  }),
  /** A long job moved; `what` is the file or step at hand, in Chinese. */
  z.object({ kind: z.literal('progress'), job: z.string(), done: z.number(), total: z.number(), what: z.string() }),
  /** A long job ended, however it ended. */
  z.object({ kind: z.literal('job-ended'), job: z.string() }),
])

/** One event from the core. */
export type AppEvent = z.infer<typeof appEventSchema>
