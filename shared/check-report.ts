import { z } from './zod.ts'

/** One promise of a finished file, and whether a second reader found it kept. */
export const checkSchema = z.object({
  code: z.string(),
  /** What was promised, in Chinese. */
  promise: z.string(),
  ok: z.boolean(),
  /** What was found; names page and place when it fails. */
  found: z.string(),
})

/** What `verify` answers for any PDF, and what is stored with every bundle. */
export const checkReportSchema = z.object({
  clean: z.boolean(),
  pages: z.int(),
  checks: z.array(checkSchema),
  /** Hidden or foreign content that would leave with the file. */
  leaks: z.array(z.object({ code: z.string(), where: z.string(), what: z.string() })),
  /** What no reader can check here (pixels without text). */
  unchecked: z.array(z.object({ where: z.string(), why: z.string() })),
})
export type CheckReport = z.infer<typeof checkReportSchema>
