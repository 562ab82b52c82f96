import { randomUUID } from 'node:crypto'
import { forkIsolated } from '#core/jobs/fork-isolated.ts'
import type { Ports } from '#core/ports.ts'
import { openLog } from './open-log.ts'
import { openWithSystem } from './open-with-system.ts'

/** The ports that every host shares; a shell adds its dialogs and replaces what it can do better. */
export function createPorts(
  options: { readonly dataFolder: string; readonly jobs: string },
  own: Pick<Ports, 'dialogs'> & Partial<Ports>,
): Ports {
  return {
    now: () => new Date(),
    ids: () => randomUUID(),
    log: openLog(options.dataFolder),
    opener: openWithSystem,
    isolate: () => forkIsolated(options.jobs),
    ...own,
  }
}
