import { Button } from 'antd'
import type { ReactNode } from 'react'

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
  return (
    <search aria-label="筛选">
      <form
        className="row surface"
        style={{ padding: 12, marginBottom: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        {children}
        <Button htmlType="submit">查询</Button>
        <Button type="text" onClick={reset}>
          重置
        </Button>
      </form>
    </search>
  )
}
