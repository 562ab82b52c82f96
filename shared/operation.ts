import type { z } from './zod.ts'

/** One thing the window or the terminal may ask of the core: what it must send, and what comes back. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input
  readonly output: Output
  /** True for operations that change nothing; only these run beside an open window. */
  readonly reads: boolean
}

/** An operation that only reads. */
export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Operation<I, O> => ({
  input,
  output,
  reads: true,
})

/** An operation that changes something. */
export const change = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Operation<I, O> => ({
  input,
  output,
  reads: false,
})
