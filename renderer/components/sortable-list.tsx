import './sortable-list.css'
import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

interface Entry {
  readonly id: string
  /** How it is called when its place is announced. */
  readonly title: string
}

interface SortableListProps<T extends Entry> {
  readonly items: readonly T[]
  /** Its accessible name, such as 「证据目录」. */
  readonly label: string
  readonly locked?: boolean
  /** Moves an entry to a place, from 1. */
  readonly onMove: (item: T, position: number) => void
  readonly onKey?: (item: T, event: KeyboardEvent) => void
  readonly children: (item: T, place: number) => ReactNode
}

const instructions = {
  draggable: '按空格键拿起，用上下方向键移动，再按空格键放下，按 Esc 取消。也可以按 Alt 加上下方向键直接移动。',
}

function announce(items: readonly Entry[]): Announcements {
  const title = (id: unknown) => items.find((item) => item.id === id)?.title ?? ''
  const place = (id: unknown) => items.findIndex((item) => item.id === id) + 1
  return {
    onDragStart: ({ active }) =>
      `已拿起「${title(active.id)}」，现在是第 ${place(active.id)} 项，共 ${items.length} 项`,
    onDragOver: ({ active, over }) => (over ? `「${title(active.id)}」移到第 ${place(over.id)} 项` : undefined),
    onDragEnd: ({ active, over }) => (over ? `「${title(active.id)}」已放在第 ${place(over.id)} 项` : '已放回原处'),
    onDragCancel: ({ active }) => `已取消，「${title(active.id)}」放回原处`,
  }
}

/** A list whose order is changed by drag, by keys and by buttons; the new place is announced. */
export function SortableList<T extends Entry>(props: SortableListProps<T>) {
  const { items, label, locked = false, onMove } = props
  const [said, setSaid] = useState('')
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const move = (item: T, position: number) => {
    if (locked || position < 1 || position > items.length) return
    onMove(item, position)
    setSaid(`「${item.title}」已移到第 ${position} 项，共 ${items.length} 项`)
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const item = items.find((one) => one.id === active.id)
    const place = items.findIndex((one) => one.id === over?.id)
    if (item && place >= 0 && active.id !== over?.id) onMove(item, place + 1)
  }
  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={onDragEnd}
        accessibility={{ announcements: announce(items), screenReaderInstructions: instructions }}
      >
        <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy} disabled={locked}>
          <ol className="zm-sortable" aria-label={label}>
            {items.map((item, index) => (
              <Row
                key={item.id}
                item={item}
                place={index + 1}
                count={items.length}
                locked={locked}
                onMove={move}
                {...(props.onKey ? { onKey: props.onKey } : {})}
              >
                {props.children(item, index + 1)}
              </Row>
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      <div className="sr-only" aria-live="assertive">
        {said}
      </div>
    </>
  )
}

function Row<T extends Entry>({
  item,
  place,
  count,
  locked,
  onMove,
  onKey,
  children,
}: {
  readonly item: T
  readonly place: number
  readonly count: number
  readonly locked: boolean
  readonly onMove: (item: T, position: number) => void
  readonly onKey?: (item: T, event: KeyboardEvent) => void
  readonly children: ReactNode
}) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: item.id,
  })
  const row = useRef<HTMLLIElement | null>(null)
  const step = (by: 1 | -1) => {
    onMove(item, place + by)
    // The row keeps its focus: React moves the same element to its new place.
    requestAnimationFrame(() => row.current?.scrollIntoView({ block: 'nearest' }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined
    if (by !== undefined && event.altKey) {
      event.preventDefault()
      event.stopPropagation()
      step(by)
      return
    }
    if (event.target === event.currentTarget) onKey?.(item, event)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Alt+↑/↓ work from anywhere in the row
    <li
      ref={(element) => {
        row.current = element
        setNodeRef(element)
      }}
      className="zm-sortable-row"
      data-moving={isDragging}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the row is moved, opened and removed by keys
      tabIndex={0}
      aria-label={`第 ${place} 项 ${item.title}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      onKeyDown={onKeyDown}
    >
      {!locked && (
        <Button
          {...attributes}
          {...listeners}
          ref={setActivatorNodeRef}
          size="small"
          type="text"
          icon={<HolderOutlined />}
          className="zm-sortable-handle"
          aria-label={`拖动「${item.title}」`}
        />
      )}
      <div className="zm-sortable-content">{children}</div>
      {!locked && (
        <div className="zm-sortable-steps">
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={`上移「${item.title}」`}
            title="上移（Alt+↑）"
            disabled={place === 1}
            onClick={() => step(-1)}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={`下移「${item.title}」`}
            title="下移（Alt+↓）"
            disabled={place === count}
            onClick={() => step(1)}
          />
        </div>
      )}
    </li>
  )
}
