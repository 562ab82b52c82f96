import { z } from './zod.ts'

const issueSchema = z.object({ path: z.string(), message: z.string() })

const fileProblemSchema = z.object({ name: z.string(), reason: z.string() })

/**
 * Everything that can go wrong and is not a bug, each with the facts its sentence needs. A closed
 * union: a new member makes the compiler point at renderer/text/error-sentences.ts.
 */
export const appErrorSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('invalid-input'), issues: z.array(issueSchema) }),
  z.object({ code: z.literal('not-found'), what: z.string(), id: z.string() }),
  /** A rule of the field says no; `reason` is a whole Chinese sentence that says what to do. */
  z.object({ code: z.literal('refused'), reason: z.string() }),
  /** The gate has gaps; each names the material and what is wrong with it. */
  z.object({ code: z.literal('gate-open'), gaps: z.array(z.string()) }),
  /** Files that cannot be taken or bound, every one of them, each with a Chinese reason. */
  z.object({ code: z.literal('files-refused'), files: z.array(fileProblemSchema) }),
  /** The finished PDF did not keep a promise; nothing was left behind. */
  z.object({ code: z.literal('check-failed'), failures: z.array(z.string()) }),
  z.object({
    code: z.literal('storage'),
    problem: z.enum(['full', 'read-only', 'missing', 'busy', 'other']),
    path: z.string(),
  }),
  z.object({ code: z.literal('database-damaged'), path: z.string() }),
  z.object({ code: z.literal('newer-database'), version: z.int() }),
  z.object({ code: z.literal('app-running') }),
  z.object({ code: z.literal('cancelled') }),
  z.object({ code: z.literal('unexpected'), incident: z.string() }),
])

/** Why something was not done. */
export type AppError = z.infer<typeof appErrorSchema>

/** What every operation answers with: a value, or why not. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }
