import type { ReactNode } from 'react'

/** A screen's name, what stands beside it, and its actions at the right; one of them primary. */
export function PageHead({
  title,
  beside,
  children,
}: {
  readonly title: ReactNode
  readonly beside?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {beside}
      {children && <div className="page-more">{children}</div>}
    </div>
  )
}
