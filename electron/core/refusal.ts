import type { AppError } from '#shared/result.ts'

/**
 * Why something is not done, thrown inside the core so that the transaction it passes through rolls
 * back (better-sqlite3 commits when a callback merely returns an error value).
 */
export class Refusal extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(error.code === 'refused' ? error.reason : error.code)
    this.error = error
  }
}

/** A refusal by a rule of the field; `reason` is a whole Chinese sentence that says what to do. */
export const refuse = (reason: string) => new Refusal({ code: 'refused', reason })

/** A refusal because the thing asked for is not there. */
export const notFound = (what: string, id: string) => new Refusal({ code: 'not-found', what, id })
