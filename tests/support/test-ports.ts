import { join } from 'node:path'
import { forkIsolated } from '#core/jobs/fork-isolated.ts'
import type { Ports } from '#core/ports.ts'

/** Ports that answer from what a test put there and record what was asked of them. */
export interface TestPorts extends Ports {
  /** Answers given in turn; a dialog without one counts as cancelled. */
  readonly answers: { files: (readonly string[])[]; saves: string[]; folders: string[] }
  /** Titles of the dialogs that were shown. */
  readonly asked: string[]
  readonly opened: { readonly what: 'open' | 'reveal'; readonly path: string }[]
  readonly incidents: { readonly incident: string; readonly thrown: unknown }[]
  /** Sets the clock; it stands still otherwise. */
  readonly setNow: (instant: string) => void
}

/** Monday, 23 November 2026, ten in the morning in Shanghai. */
export const testNow = '2026-11-23T02:00:00.000Z'

const root = join(import.meta.dirname, '../..')

/** A still clock, ids that count up, dialogs from a queue, the real isolated process. */
export function createTestPorts(own: Partial<Ports> & { readonly instant?: string } = {}): TestPorts {
  const { instant, ...replaced } = own
  let now = new Date(instant ?? testNow)
  let serial = 0
  const answers: TestPorts['answers'] = { files: [], saves: [], folders: [] }
  const asked: string[] = []
  const opened: TestPorts['opened'] = []
  const incidents: TestPorts['incidents'] = []
  return {
    answers,
    asked,
    opened,
    incidents,
    setNow: (next) => void (now = new Date(next)),
    now: () => now,
    ids: () => `00000000-0000-4000-8000-${(++serial).toString(16).padStart(12, '0')}`,
    log: {
      error(incident, thrown) {
        incidents.push({ incident, thrown })
        // An incident hides its cause from the answer on purpose; a failing test needs it.
        console.error(incident, thrown)
      },
    },
    dialogs: {
      chooseFiles: async ({ title }) => (asked.push(title), answers.files.shift() ?? []),
      chooseSaveLocation: async ({ title }) => (asked.push(title), answers.saves.shift() ?? null),
      chooseFolder: async ({ title }) => (asked.push(title), answers.folders.shift() ?? null),
    },
    opener: {
      open: async (path) => void opened.push({ what: 'open', path }),
      reveal: async (path) => void opened.push({ what: 'reveal', path }),
    },
    isolate: () => forkIsolated(join(root, 'electron/core/jobs/entry.ts')),
    ...replaced,
  }
}
