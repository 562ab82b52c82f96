import { createContext, use } from 'react'
import type { Status } from '#shared/app.ts'
import type { Company } from '#shared/companies.ts'
import { type Read, useRead } from './core.ts'

/** Who is working for whom, the settings, and what first steps are done. */
export function useStatus(): Read<Status> {
  return useRead(['app', 'status'], (core) => core.app.status({}))
}

/** The appellant being worked for; the window puts it round its screens once there is one. */
export const CompanyContext = createContext<Company | null>(null)

/**
 * The appellant being worked for; only for screens inside the frame. It comes from above rather than
 * from the status, which may lose it (sample removed) a moment before the screen goes.
 */
export function useCompany(): Company {
  const company = use(CompanyContext)
  if (!company) throw new Error('a screen inside the frame was shown without a company')
  return company
}

/** Today in Shanghai as the core counts it (the core owns the clock). */
export function useToday(): string {
  return useStatus().value?.today ?? ''
}
