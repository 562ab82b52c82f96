import { Button } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import { isTypingChinese } from './ime.ts'

/** The filter form above a table; Enter or 查询 asks, 重置 clears. */
export function FilterBar({
  children,
  search,
  reset,
}: {
  readonly children: ReactNode
  readonly search: () => void
  readonly reset: () => void
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !isTypingChinese(event.nativeEvent) && event.target instanceof HTMLInputElement)
      search()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter in its fields asks
    <search className="row surface" style={{ padding: 12, marginBottom: 12 }} aria-label="筛选" onKeyDown={onKeyDown}>
      {children}
      <Button onClick={search}>查询</Button>
      <Button type="text" onClick={reset}>
        重置
      </Button>
    </search>
  )
}
