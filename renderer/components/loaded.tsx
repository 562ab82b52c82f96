import { Skeleton } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { AppError } from '#shared/result.ts'
import { ErrorPanel } from './error-panel.tsx'

/** Shows grey lines, but only when the answer takes longer than 200 ms. */
export function Waiting() {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return shown ? <Skeleton active aria-label="正在读取" /> : null
}

/** Shows what was read once it is there; before that a skeleton, and an error panel if it failed. */
export function Loaded<T>({
  read,
  children,
}: {
  readonly read: { readonly value: T | undefined; readonly error: AppError | undefined; readonly again: () => void }
  readonly children: (value: T) => ReactNode
}) {
  if (read.error) return <ErrorPanel error={read.error} again={read.again} />
  if (read.value === undefined) return <Waiting />
  return children(read.value)
}
