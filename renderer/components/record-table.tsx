import { Table, type TableColumnsType } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import './record-table.css'

const moves: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
}

/** The row a key leads to, among the body rows of the same table. */
function rowFor(row: HTMLElement, key: string): HTMLElement | undefined {
  const move = moves[key]
  const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>('tr[data-row-key]') ?? [])]
  const at = rows.indexOf(row)
  if (move === 'next') return rows[at + 1]
  if (move === 'previous') return rows[at - 1]
  return move === 'first' ? rows[0] : move === 'last' ? rows.at(-1) : undefined
}

/** What is shown of a longer list, and how to see the rest. */
export interface Paging {
  readonly page: number
  readonly pageSize: number
  readonly total: number
  readonly turn: (page: number, pageSize: number) => void
}

/**
 * A table of records: a real table, 50 a page, ↑↓ Home End move between rows, Enter or a click opens
 * one; with `select`, check boxes that are named by their row.
 */
export function RecordTable<T extends object>({
  label,
  rows,
  keyOf,
  nameOf,
  columns,
  open,
  current,
  paging,
  select,
  empty,
}: {
  readonly label: string
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  /** What a screen reader calls a row. */
  readonly nameOf: (row: T) => string
  readonly columns: TableColumnsType<T>
  readonly open?: (row: T) => void
  /** Key of the row whose detail is open. */
  readonly current?: string | undefined
  readonly paging?: Paging
  readonly select?: {
    readonly keys: readonly string[]
    readonly choose: (keys: string[]) => void
    readonly allowed?: (row: T) => boolean
  }
  readonly empty?: ReactNode
}) {
  const [focused, setFocused] = useState<string>()
  const tabStop = rows.some((row) => keyOf(row) === focused) ? focused : rows[0] && keyOf(rows[0])
  const onRow = (row: T) => ({
    tabIndex: keyOf(row) === tabStop ? 0 : -1,
    'aria-selected': current === undefined ? undefined : keyOf(row) === current,
    className: open ? 'record-row' : '',
    onFocus: () => setFocused(keyOf(row)),
    onClick: () => open?.(row),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget) return
      const next = rowFor(event.currentTarget, event.key)
      if (next || event.key === 'Enter') event.preventDefault()
      if (event.key === 'Enter') open?.(row)
      next?.focus()
    },
  })
  return (
    <div className="record-table">
      <Table<T>
        aria-label={label}
        size="small"
        bordered={false}
        rowKey={keyOf}
        dataSource={[...rows]}
        columns={columns}
        onRow={onRow}
        rowClassName={(row) => (keyOf(row) === current ? 'record-current' : '')}
        // A scrolling table of antd copies the check box of the head into a hidden row, where Tab still finds it.
        {...(select ? {} : { scroll: { x: 'max-content' } })}
        {...(empty ? { locale: { emptyText: empty } } : {})}
        pagination={
          paging
            ? {
                current: paging.page,
                pageSize: paging.pageSize,
                total: paging.total,
                onChange: paging.turn,
                showSizeChanger: true,
                pageSizeOptions: [20, 50, 100],
                showTotal: (total) => `共 ${total} 条`,
              }
            : rows.length > 50
              ? {
                  defaultPageSize: 50,
                  pageSizeOptions: [20, 50, 100],
                  showSizeChanger: true,
                  showTotal: (total) => `共 ${total} 条`,
                }
              : false
        }
        {...(select
          ? {
              rowSelection: {
                selectedRowKeys: [...select.keys],
                onChange: (keys) => select.choose(keys.map(String)),
                getCheckboxProps: (row: T) => ({
                  'aria-label': `选择 ${nameOf(row)}`,
                  disabled: select.allowed ? !select.allowed(row) : false,
                }),
                getTitleCheckboxProps: () => ({ 'aria-label': '选择本页全部' }),
              },
            }
          : {})}
      />
    </div>
  )
}
