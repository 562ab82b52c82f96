import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Core } from '#core/core.ts'
import { createCore } from '#core/create-core.ts'
import type { Ports } from '#core/ports.ts'
import { createClient } from '#shared/client.ts'
import type { Client } from '#shared/contract.ts'
import type { AppEvent } from '#shared/events.ts'
import type { Result } from '#shared/result.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { createTestPorts, type TestPorts } from './test-ports.ts'

export interface TestCoreOptions {
  /** What the clock shows; testNow otherwise. */
  readonly instant?: string
  /** A folder of the test's own, which is then kept; a passing one otherwise. */
  readonly folder?: string
  readonly readOnly?: boolean
  /** False to be the window, which may not name paths. */
  readonly terminal?: boolean
  readonly ports?: Partial<Ports>
}

export interface TestCore {
  readonly client: Client
  readonly core: Core
  readonly ports: TestPorts
  readonly folder: string
  /** Every event since it was opened. */
  readonly events: AppEvent[]
  readonly close: () => Promise<void>
}

/** The real core over a folder of its own, a still clock and scripted dialogs. Close it when done. */
export async function openTestCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'zhengming-test-'))
  const ports = createTestPorts({ ...options.ports, ...(options.instant ? { instant: options.instant } : {}) })
  const program = findInCheckout(join(import.meta.dirname, '../..'))
  const core = await createCore({
    dataFolder: folder,
    rendererFolder: program.renderer,
    resources: program.resources,
    ports,
    terminal: options.terminal ?? true,
    readOnly: options.readOnly ?? false,
  })
  const events: AppEvent[] = []
  core.subscribe((event) => void events.push(event))
  return {
    client: createClient(core.dispatch),
    core,
    ports,
    folder,
    events,
    async close() {
      await core.close()
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The value of an answer; a refusal fails the test with its facts. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}
