import { checkReportSchema } from './check-report.ts'
import { dateSchema, jobSchema } from './ids.ts'
import { query } from './operation.ts'
import { z } from './zod.ts'

export const documentOperations = {
  /** Binds any files in their order, with cover, index, bookmarks, numbers and the check (terminal only: names paths). */
  bind: query(
    z.object({
      files: z.array(z.string()).min(1).max(2000),
      output: z.string().min(1),
      title: z.string().min(1).max(200),
      date: dateSchema,
      job: jobSchema,
    }),
    z.object({
      output: z.string(),
      sha256: z.string(),
      size: z.int(),
      pages: z.int(),
      parts: z.array(z.object({ title: z.string(), firstPage: z.int(), lastPage: z.int() })),
      notes: z.array(z.string()),
      report: checkReportSchema,
    }),
  ),
  /** Checks any PDF (terminal only: names a path). */
  verify: query(z.object({ path: z.string() }), checkReportSchema),
}
