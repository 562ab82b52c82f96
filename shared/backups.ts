import { instantSchema, jobSchema } from './ids.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

export const backupSchema = z.object({
  path: z.string(),
  name: z.string(),
  madeAt: instantSchema,
  why: z.enum(['demand', 'quit', 'migration', 'restore']),
  files: z.int(),
  bytes: z.int(),
  /** True when it was opened and checked after it was made. */
  checked: z.boolean(),
})
export type Backup = z.infer<typeof backupSchema>

export const backupOperations = {
  list: query(z.object({}), z.array(backupSchema)),
  /** Asks for the folder that backups go to. */
  chooseFolder: change(z.object({}), z.object({ folder: z.string() })),
  /** Copies database and files, opens the copy and checks it; only then does it count. */
  create: change(z.object({ job: jobSchema }), backupSchema),
  /** Checks a backup again. */
  verify: query(z.object({ path: z.string() }), backupSchema),
  /** Puts a backup in place of the data (which is backed up first) and asks for a restart. */
  restore: change(z.object({ path: z.string(), job: jobSchema }), z.object({ restart: z.literal(true) })),
}
