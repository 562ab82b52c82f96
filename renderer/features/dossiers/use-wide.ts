import { useSyncExternalStore } from 'react'

const wide = window.matchMedia('(min-width: 1200px)')

/** Whether three panes fit side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener)
      return () => wide.removeEventListener('change', listener)
    },
    () => wide.matches,
  )
}
