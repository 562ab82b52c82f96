import { buildIdSchema, jobSchema } from './ids.ts'
import { sha256Schema } from './inspection.ts'
import { query } from './operation.ts'
import { z } from './zod.ts'

/** One file a channel takes, fitted to its slot. */
export const packageFileSchema = z.object({
  /** In the channel's style, safe on Windows; folders with '/'. */
  name: z.string(),
  /** Which slot or upload place it is for, in Chinese. */
  slot: z.string(),
  sha256: sha256Schema,
  size: z.int(),
  mediaType: z.string(),
  /** What was done to make it fit (converted, compressed to N dpi), in Chinese; empty when nothing. */
  fitted: z.string(),
})

/** A text to paste into a form, or to say on the phone. */
export const packageTextSchema = z.object({ title: z.string(), text: z.string(), limit: z.int().nullable() })

export const packageSchema = z.object({
  kind: z.enum(['web', 'app', 'mini-program', 'email', 'phone', 'post', 'other']),
  files: z.array(packageFileSchema),
  texts: z.array(packageTextSchema),
  /** Steps of the channel, verbatim from the catalogue. */
  steps: z.array(z.string()),
  /** What could not be fitted and why, in Chinese; such a package is still handed over with the warning. */
  warnings: z.array(z.string()),
})
export type Package = z.infer<typeof packageSchema>

export const packageOperations = {
  /** Saves bundle, package and manifest into a folder the person picks; answers with the folder. */
  save: query(z.object({ buildId: buildIdSchema, job: jobSchema }), z.object({ path: z.string(), files: z.int() })),
  /** 复制到U盘: copies, reads every byte back and compares. */
  copyToDrive: query(
    z.object({ buildId: buildIdSchema, job: jobSchema }),
    z.object({ path: z.string(), files: z.int(), bytes: z.int(), verified: z.literal(true) }),
  ),
}
