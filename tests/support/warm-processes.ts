import { join } from 'node:path'
import { forkIsolated } from '#core/jobs/fork-isolated.ts'
import type { IsolatedProcess } from '#core/ports.ts'

interface Kept {
  readonly isolated: IsolatedProcess
  take: ((message: unknown) => void) | null
  lost: (() => void) | null
}

const waiting: Kept[] = []

function start(): Kept {
  const kept: Kept = {
    isolated: forkIsolated(join(import.meta.dirname, '../../electron/core/jobs/entry.ts')),
    take: null,
    lost: null,
  }
  kept.isolated.onMessage((message) => kept.take?.(message))
  kept.isolated.onExit(() => {
    const at = waiting.indexOf(kept)
    if (at >= 0) waiting.splice(at, 1)
    kept.lost?.()
  })
  return kept
}

/**
 * The real isolated process, handed from one core of a test file to the next: starting one takes longer
 * than most tests. One that is killed in the middle of a job is killed.
 */
export function isolateWarm(): IsolatedProcess {
  const kept = waiting.pop() ?? start()
  let busy = false
  return {
    send(message) {
      busy = true
      kept.isolated.send(message)
    },
    onMessage(listener) {
      kept.take = (message) => {
        busy = (message as { kind: string }).kind === 'progress'
        listener(message)
      }
    },
    onExit: (listener) => void (kept.lost = listener),
    kill() {
      if (busy) return kept.isolated.kill()
      kept.take = null
      kept.lost = null
      waiting.push(kept)
    },
  }
}
