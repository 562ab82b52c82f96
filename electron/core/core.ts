import type { AppEvent } from '#shared/events.ts'
import type { Result } from '#shared/result.ts'
import type { Ports, Resources } from './ports.ts'

/** The application, whoever hosts it: one door in, one for bytes, one way out. */
export interface Core {
  readonly dispatch: (request: unknown) => Promise<Result<unknown>>
  readonly serve: (request: Request) => Promise<Response>
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void
  /** Backs up what changed (when a folder is chosen), ends isolated work and closes the database. */
  readonly close: () => Promise<void>
}

export interface CoreOptions {
  readonly dataFolder: string
  readonly rendererFolder: string
  readonly resources: Resources
  readonly ports: Ports
  /** True in the terminal, where a person names files by path; a page never may. */
  readonly terminal?: boolean
  /** True beside an open window: reading operations only. */
  readonly readOnly?: boolean
}
