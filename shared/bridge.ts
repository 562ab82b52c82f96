import type { AppEvent } from './events.ts'

/** The only wire between the page and the core. A shell puts it at `window.bridge`. */
export interface Bridge {
  readonly send: (request: unknown) => Promise<unknown>
  /** Listens to the core's events; call the answer to stop. */
  readonly listen: (listener: (event: AppEvent) => void) => () => void
}
