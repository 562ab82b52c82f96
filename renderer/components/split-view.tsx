import './split-view.css'
import { Fragment, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'

interface Pane {
  readonly key: string
  /** Its accessible name, for the bar beside it. */
  readonly name: string
  /** Width at first, in CSS pixels; one pane has none and takes what is left. */
  readonly width?: number
  readonly min: number
  readonly content: ReactNode
}

const stored = (name: string): Readonly<Record<string, number>> => {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(name) ?? '{}')
    return typeof read === 'object' && read !== null ? (read as Record<string, number>) : {}
  } catch {
    return {}
  }
}

/** Panes side by side; the bars between them move by mouse and by arrow keys, and the widths are remembered under `name`. */
export function SplitView({ name, panes }: { readonly name: string; readonly panes: readonly Pane[] }) {
  const box = useRef<HTMLDivElement>(null)
  const [widths, setWidths] = useState(() => stored(`split:${name}`))
  const widthOf = (pane: Pane) => widths[pane.key] ?? pane.width ?? pane.min

  const resize = (pane: Pane, width: number) => {
    const others = panes
      .filter((one) => one !== pane)
      .reduce((sum, one) => sum + (one.width ? widthOf(one) : one.min), 0)
    const most = (box.current?.clientWidth ?? 1000) - others - 9 * (panes.length - 1)
    const next = { ...widths, [pane.key]: Math.round(Math.max(pane.min, Math.min(most, width))) }
    setWidths(next)
    localStorage.setItem(`split:${name}`, JSON.stringify(next))
  }

  return (
    <div className="zm-split" ref={box}>
      {panes.map((pane, index) => {
        // Each bar sizes the pane that has a width: the one before it, else the one after it.
        const before = panes[index - 1]
        const sized = before?.width ? before : pane
        return (
          <Fragment key={pane.key}>
            {before && (
              <Bar
                name={sized.name}
                width={widthOf(sized)}
                min={sized.min}
                grows={sized === before ? 1 : -1}
                onResize={(width) => resize(sized, width)}
              />
            )}
            <div
              className="zm-split-pane"
              style={
                pane.width
                  ? { flex: `0 1 ${widthOf(pane)}px`, minWidth: pane.min }
                  : { flex: '1 1 0', minWidth: pane.min }
              }
            >
              {pane.content}
            </div>
          </Fragment>
        )
      })}
    </div>
  )
}

function Bar(props: {
  readonly name: string
  readonly width: number
  readonly min: number
  readonly grows: 1 | -1
  readonly onResize: (width: number) => void
}) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width: props.width }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) props.onResize(start.current.width + props.grows * (event.clientX - start.current.x))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -24, ArrowRight: 24 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    props.onResize(props.width + props.grows * step)
  }
  return (
    <div
      className="zm-split-bar"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an hr cannot be moved
      role="separator"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a separator that moves is a control
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`调整「${props.name}」的宽度`}
      aria-valuenow={props.width}
      aria-valuemin={props.min}
      aria-valuemax={2000}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (start.current = null)}
      onPointerCancel={() => (start.current = null)}
      onKeyDown={onKeyDown}
    />
  )
}
