import type { AppEvent } from '#shared/events.ts'

/** Everyone who listens to the core. */
export function createBroadcast() {
  const listeners = new Set<(event: AppEvent) => void>()
  return {
    send(event: AppEvent) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener: (event: AppEvent) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type Broadcast = ReturnType<typeof createBroadcast>
