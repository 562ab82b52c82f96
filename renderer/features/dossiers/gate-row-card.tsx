import { canOverride } from '#shared/rules/gate-row.ts'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { type GateRow, gateStateNames } from '#shared/rules/package-gate.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { canTick, isTicked, toneOf } from './gate-words.ts'

const fixNames = {
  'add-exhibit': '从证据库添加',
  tick: '',
  'set-dates': '填写日期',
  stamp: '去盖章',
  'open-letter': '打开文书',
  'edit-number': '修改号码',
} as const

/** Shows the tick at once; the core's answer is a moment later. */
function TickBox({ row, onTick }: { readonly row: GateRow; readonly onTick: (ticked: boolean) => Promise<unknown> }) {
  const [asked, setAsked] = useState<boolean | null>(null)
  const ask = async (ticked: boolean) => {
    setAsked(ticked)
    await onTick(ticked)
    setAsked(null)
  }
  return (
    <Checkbox
      checked={asked ?? isTicked(row)}
      onChange={({ target }) => void ask(target.checked)}
      aria-label={`已核对：${row.needs}`}
    >
      已核对
    </Checkbox>
  )
}

/** One line of the gate: what is asked, what was found, and the one button that helps. */
export function GateRowCard({
  row,
  names,
  locked,
  fixName,
  onFix,
  onTick,
  onOverride,
  onTakeBack,
}: {
  readonly row: GateRow
  /** What satisfies it, by name. */
  readonly names: readonly string[]
  readonly locked: boolean
  readonly fixName?: string | undefined
  readonly onFix: () => void
  readonly onTick: (ticked: boolean) => Promise<unknown>
  readonly onOverride: () => void
  readonly onTakeBack: () => void
}) {
  const fix = row.fix && row.fix !== 'tick' ? (fixName ?? fixNames[row.fix]) : null
  return (
    <li className="gate-row" data-blocks={row.blocks}>
      <div className="row" style={{ gap: 6 }}>
        <StatusTag tone={toneOf(row)}>{gateStateNames[row.state]}</StatusTag>
        <strong>{row.needs}</strong>
        {row.origin === 'house-default' && (
          <span className="gate-default" title="渠道没有公布，按通行做法">
            默认
          </span>
        )}
      </div>
      <div className="gate-sentence">{row.sentence}</div>
      {row.verbatim !== row.needs && row.origin === 'channel' && (
        <div className="quiet">渠道原文：「{row.verbatim}」</div>
      )}
      {names.length > 0 && row.state !== 'satisfied' && <div className="quiet">涉及：{names.join('、')}</div>}
      {!locked && (
        <div className="row gate-acts">
          {canTick(row) && <TickBox row={row} onTick={onTick} />}
          {fix && (
            <Button size="small" onClick={onFix} aria-label={`${fix}：${row.needs}`}>
              {fix}
            </Button>
          )}
          {canOverride(row) && (
            <Button size="small" type="text" onClick={onOverride} aria-label={`说明理由放行：${row.needs}`}>
              说明理由放行…
            </Button>
          )}
          {row.state === 'overridden' && (
            <Button size="small" type="text" onClick={onTakeBack} aria-label={`撤回放行：${row.needs}`}>
              撤回放行
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
