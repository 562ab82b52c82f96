import { Worker } from 'node:worker_threads'
import { Refusal } from '../refusal.ts'
import { registry, type JobMessage, type JobRequest } from './registry.ts'

/** Electron's utilityProcess hands its port over on `process`; a forked child has `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}
const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort

const answer = (message: JobMessage) => void (port ? port.postMessage(message) : process.send?.(message))

// A busy wasm loop cannot watch its own memory, and no other process can do so portably: a thread
// of this process samples the whole process and ends it.
const limit = new Int32Array(new SharedArrayBuffer(4))
const watchdog = new Worker(
  `const { workerData } = require('node:worker_threads')
   setInterval(() => {
     const megabytes = Atomics.load(workerData, 0)
     if (megabytes > 0 && process.memoryUsage.rss() > megabytes * 1048576) process.kill(process.pid, 'SIGKILL')
   }, 25)`,
  { eval: true, workerData: limit },
)
watchdog.unref()

async function perform({ id, name, input, megabytes, resources }: JobRequest) {
  Atomics.store(limit, 0, megabytes)
  try {
    const job = (await registry[name]()) as (
      input: unknown,
      context: { resources: typeof resources; progress: (done: number, total: number, what: string) => void },
    ) => Promise<unknown>
    const value = await job(input, {
      resources,
      progress: (done, total, what) => answer({ id, kind: 'progress', done, total, what }),
    })
    answer({ id, kind: 'done', value, megabytes: process.memoryUsage.rss() / 1048576 })
  } catch (thrown) {
    if (thrown instanceof Refusal) answer({ id, kind: 'refused', error: thrown.error })
    else {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      answer({ id, kind: 'failed', message: error.message, stack: error.stack ?? '' })
    }
  } finally {
    Atomics.store(limit, 0, 0)
  }
}

if (port) port.on('message', (event) => void perform(event.data as JobRequest))
else {
  process.on('message', (message) => void perform(message as JobRequest))
  // The parent is gone: nobody waits for the answer.
  process.on('disconnect', () => process.exit())
}
