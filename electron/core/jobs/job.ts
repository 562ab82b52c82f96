import type { Resources } from '../ports.ts'

/** What a running job may use besides its input. */
export interface JobContext {
  readonly resources: Resources
  /** Says how far it is; `what` is the file or step at hand, in Chinese. */
  readonly progress: (done: number, total: number, what: string) => void
}

/** Work done in the isolated process: plain JSON in, plain JSON out, files by path. */
export type Job<Input, Output> = (input: Input, context: JobContext) => Promise<Output>
