import { Refusal } from '../refusal.ts'

/** At most `width` at a time; the others wait in their order, and one who gives up waiting leaves at once. */
export function createSeats(width: number) {
  const waiting: (() => void)[] = []
  let taken = 0
  return {
    /** Resolves once there is room; rejects as cancelled when `signal` aborts before that. */
    take(signal: AbortSignal | undefined): Promise<void> {
      if (signal?.aborted) return Promise.reject(new Refusal({ code: 'cancelled' }))
      if (taken < width) {
        taken++
        return Promise.resolve()
      }
      return new Promise<void>((resolve, reject) => {
        const leave = () => {
          waiting.splice(waiting.indexOf(sit), 1)
          reject(new Refusal({ code: 'cancelled' }))
        }
        const sit = () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        }
        waiting.push(sit)
        signal?.addEventListener('abort', leave, { once: true })
      })
    },
    /** Hands the seat to whoever waits longest. */
    free() {
      const next = waiting.shift()
      if (next) next()
      else taken--
    },
  }
}
