import { inboxTokenSchema } from './ids.ts'
import { sha256Schema } from './inspection.ts'
import { query } from './operation.ts'
import { z } from './zod.ts'

export const fileOperations = {
  /** Asks the person for files; each waits in the inbox under its token. Empty when cancelled. */
  choose: query(
    z.object({
      title: z.string().max(100),
      several: z.boolean(),
      extensions: z.array(z.string().regex(/^[a-z0-9]{1,8}$/)),
    }),
    z.array(z.object({ token: inboxTokenSchema, name: z.string() })),
  ),
  /** Saves a copy of a stored file where the person says; answers with the path. */
  saveCopy: query(z.object({ sha256: sha256Schema, name: z.string().min(1).max(200) }), z.object({ path: z.string() })),
  /** 打开所在文件夹, for a path an operation of this run has answered with. */
  reveal: query(z.object({ path: z.string() }), z.object({})),
  /** 打开, for a path an operation of this run has answered with. */
  open: query(z.object({ path: z.string() }), z.object({})),
}
