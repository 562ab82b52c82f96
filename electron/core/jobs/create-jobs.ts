import type { AppError } from '#shared/result.ts'
import type { IsolatedProcess, Resources } from '../ports.ts'
import { Refusal } from '../refusal.ts'
import { createSeats } from './create-seats.ts'
import type { JobInput, JobMessage, JobName, JobOutput } from './registry.ts'

/** Bounds on one job; past either the isolated process is killed. */
export interface JobLimits {
  readonly seconds: number
  readonly megabytes: number
}

export interface JobOptions extends JobLimits {
  readonly onProgress?: (done: number, total: number, what: string) => void
  readonly signal?: AbortSignal
}

/** How a job ended without an answer: out of time or memory, or the parser crashed. */
export class JobLost extends Error {
  readonly why: 'time' | 'ended'
  constructor(why: 'time' | 'ended') {
    super(why)
    this.why = why
  }
}

/** A process that holds more than this after a job is not kept: memory is not given back, and the next job would pay for it. */
const WARM_MEGABYTES = 320

interface Seat {
  readonly isolated: IsolatedProcess
  take: ((message: JobMessage) => void) | null
  lost: (() => void) | null
}

/**
 * Runs jobs in isolated processes, at most `width` at a time; a process is kept warm for the next job
 * and thrown away when a job in it was cancelled, ran out of time or memory, or crashed.
 */
export function createJobs(isolate: () => IsolatedProcess, resources: Resources, width = 2) {
  const idle: Seat[] = []
  const all = new Set<Seat>()
  const seats = createSeats(width)
  let serial = 0
  let closed = false

  function sit(): Seat {
    const warm = idle.pop()
    if (warm) return warm
    const seat: Seat = { isolated: isolate(), take: null, lost: null }
    seat.isolated.onMessage((message) => seat.take?.(message as JobMessage))
    seat.isolated.onExit(() => {
      all.delete(seat)
      const at = idle.indexOf(seat)
      if (at >= 0) idle.splice(at, 1)
      seat.lost?.()
    })
    all.add(seat)
    return seat
  }

  function perform<N extends JobName>(name: N, input: JobInput<N>, options: JobOptions): Promise<JobOutput<N>> {
    const seat = sit()
    const id = ++serial
    return new Promise<JobOutput<N>>((resolve, reject) => {
      const finish = (settle: () => void, keep: boolean) => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', cancel)
        seat.take = null
        seat.lost = null
        if (keep && !closed) idle.push(seat)
        else {
          all.delete(seat)
          seat.isolated.kill()
        }
        settle()
      }
      const fail = (error: AppError) => () => reject(new Refusal(error))
      const cancel = () => finish(fail({ code: 'cancelled' }), false)
      const timer = setTimeout(() => finish(() => reject(new JobLost('time')), false), options.seconds * 1000)
      seat.lost = () => finish(() => reject(new JobLost('ended')), false)
      seat.take = (message) => {
        if (message.id !== id) return
        if (message.kind === 'progress') options.onProgress?.(message.done, message.total, message.what)
        else if (message.kind === 'done')
          finish(() => resolve(message.value as JobOutput<N>), message.megabytes < WARM_MEGABYTES)
        else if (message.kind === 'refused') finish(fail(message.error), true)
        else finish(() => reject(Object.assign(new Error(message.message), { stack: message.stack })), true)
      }
      if (options.signal?.aborted) return cancel()
      options.signal?.addEventListener('abort', cancel)
      seat.isolated.send({ id, name, input, megabytes: options.megabytes, resources })
    })
  }

  return {
    /** Runs one job; refusals come through as thrown, crashes and limits as `JobLost`. */
    async run<N extends JobName>(name: N, input: JobInput<N>, options: JobOptions): Promise<JobOutput<N>> {
      await seats.take(options.signal)
      try {
        if (closed) throw new Refusal({ code: 'cancelled' })
        return await perform(name, input, options)
      } finally {
        seats.free()
      }
    },
    /** Ends every isolated process. */
    close() {
      closed = true
      for (const seat of all) seat.isolated.kill()
    },
  }
}

export type Jobs = ReturnType<typeof createJobs>
