import { jobSchema } from './ids.ts'
import { query } from './operation.ts'
import { z } from './zod.ts'

export const jobOperations = {
  /** Stops a running job; it leaves nothing half-made. */
  cancel: query(z.object({ job: jobSchema }), z.object({ stopped: z.boolean() })),
}
