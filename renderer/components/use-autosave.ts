import { useCallback, useEffect, useRef, useState } from 'react'

/** Where a text being typed stands: stored, not yet, on its way, or refused. */
export type SavePhase = 'saved' | 'waiting' | 'saving' | 'failed'

const pause = 600

/**
 * Keeps what is typed: saves 600 ms after the last change, at once on `flush` (blur, leaving, Ctrl+S) and when the
 * screen goes away. `save` answers whether it was stored; what was refused is tried again with the next change.
 */
export function useAutosave<T>(save: (value: T) => Promise<boolean>) {
  const [phase, setPhase] = useState<SavePhase>('saved')
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const pending = useRef<{ readonly value: T } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const running = useRef<Promise<void>>(Promise.resolve())
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  }, [save])

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    const due = pending.current
    if (due === null) return running.current
    pending.current = null
    setPhase('saving')
    // One after another, so an older text never lands on a newer one.
    running.current = running.current.then(async () => {
      const stored = await latest.current(due.value)
      if (stored) setSavedAt(new Date())
      setPhase(pending.current ? 'waiting' : stored ? 'saved' : 'failed')
    })
    return running.current
  }, [])

  const change = useCallback(
    (value: T) => {
      pending.current = { value }
      setPhase('waiting')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), pause)
    },
    [flush],
  )

  useEffect(() => () => void flush(), [flush])
  return { phase, savedAt, change, flush }
}
