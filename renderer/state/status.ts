import type { Status } from '#shared/app.ts'
import type { Company } from '#shared/companies.ts'
import { type Read, useRead } from './core.ts'

/** Who is working for whom, the settings, and what first steps are done. */
export function useStatus(): Read<Status> {
  return useRead(['app', 'status'], (core) => core.app.status({}))
}

/** The appellant being worked for; only for screens inside the frame, which is shown once there is one. */
export function useCompany(): Company {
  const company = useStatus().value?.company
  if (!company) throw new Error('a screen inside the frame was shown without a company')
  return company
}

/** Today in Shanghai as the core counts it (the core owns the clock). */
export function useToday(): string {
  return useStatus().value?.today ?? ''
}
