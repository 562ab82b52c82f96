import type { Service } from '#shared/contract.ts'
import type { Broadcast } from './broadcast.ts'
import { refuse } from './refusal.ts'

/** What a long operation is given to say how far it is and to notice that it should stop. */
export interface RunningJob {
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number, what: string) => void
}

/** Long operations under way, by the id their caller gave them. */
export function createRunningJobs(broadcast: Broadcast) {
  const running = new Map<string, AbortController>()
  return {
    /** Runs `work` under that id; its end is announced however it ends. */
    async run<T>(job: string, work: (running: RunningJob) => Promise<T>): Promise<T> {
      // Its end would otherwise take away the means to stop the other one.
      if (running.has(job)) throw refuse('这个任务正在进行，请等它结束')
      const controller = new AbortController()
      running.set(job, controller)
      try {
        return await work({
          signal: controller.signal,
          progress: (done, total, what) => broadcast.send({ kind: 'progress', job, done, total, what }),
        })
      } finally {
        running.delete(job)
        broadcast.send({ kind: 'job-ended', job })
      }
    },
    service: {
      cancel({ job }) {
        running.get(job)?.abort()
        return { stopped: running.has(job) }
      },
    } satisfies Service<'jobs'>,
    cancelAll() {
      for (const controller of running.values()) controller.abort()
    },
  }
}

export type RunningJobs = ReturnType<typeof createRunningJobs>
