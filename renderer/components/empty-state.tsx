import type { ReactNode } from 'react'
import './empty-state.css'

/** Nothing here yet: one sentence that teaches, one main button, one example. */
export function EmptyState({
  sentence,
  action,
  example,
}: {
  readonly sentence: ReactNode
  readonly action?: ReactNode
  readonly example?: ReactNode
}) {
  return (
    <div className="empty-state">
      <p className="empty-state-sentence">{sentence}</p>
      {action}
      {example && <p className="quiet">示例：{example}</p>}
    </div>
  )
}
