import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Dossier } from '#shared/dossiers.ts'
import type { ExhibitKind } from '#shared/kinds.ts'
import type { GateRow } from '#shared/rules/package-gate.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange } from '../../state/change.tsx'
import { GateRowCard } from './gate-row-card.tsx'
import { kindsFor, orderRows } from './gate-words.ts'
import { OverrideDialog } from './override-dialog.tsx'

interface GatePanelProps {
  readonly dossier: Dossier
  readonly locked: boolean
  readonly onPick: (kinds: readonly ExhibitKind[]) => void
  readonly onLetters: () => void
}

function useFix({ dossier, onPick, onLetters }: GatePanelProps) {
  const navigate = useNavigate()
  return (row: GateRow) => {
    const item = dossier.items.find(({ id }) => row.by.includes(id))
    switch (row.fix) {
      case 'add-exhibit':
        return onPick(kindsFor(row, dossier))
      case 'edit-number':
        return void navigate({ to: '/numbers', search: { search: dossier.appeals[0]?.numberShown } })
      case 'set-dates':
      case 'stamp':
      case 'open-letter':
        if (item?.letterId && row.fix === 'open-letter')
          return void navigate({ to: '/letters/$id', params: { id: item.letterId } })
        if (item?.exhibitId) return void navigate({ to: '/exhibits', search: { id: item.exhibitId } })
        return onLetters()
      default:
        return undefined
    }
  }
}

/** 预检: every line the channel asks for, what stops the export first. */
export function GatePanel(props: GatePanelProps) {
  const { dossier, locked } = props
  const change = useChange()
  const fix = useFix(props)
  const [passing, setPassing] = useState<GateRow | null>(null)
  const into = ['dossiers', 'find', dossier.id]
  const rows = orderRows(dossier.gate.rows)
  const gaps = rows.filter(({ blocks }) => blocks).length
  const open = rows.filter(({ state }) => !['satisfied', 'not-applicable', 'overridden'].includes(state)).length
  const names = (row: GateRow) => dossier.items.filter(({ id }) => row.by.includes(id)).map(({ title }) => title)
  const override = async (key: string, reason: string | null) => {
    const answer = await change((core) => core.dossiers.override({ id: dossier.id, key, reason }), {
      into,
      success: reason === null ? '已撤回放行' : '已放行此项，理由记入操作记录',
    })
    return answer.ok
  }
  return (
    <section className="gate" aria-label="预检">
      <div className="gate-head" aria-live="polite">
        <strong style={{ whiteSpace: 'nowrap' }}>预检</strong>
        {locked ? (
          <StatusTag tone="quiet">已提交，仅供查看</StatusTag>
        ) : gaps === 0 ? (
          <>
            <StatusTag tone="good">可以生成提交包</StatusTag>
            {open > 0 && <span className="quiet">{open} 项请核对</span>}
          </>
        ) : (
          <StatusTag tone="danger">还有 {gaps} 项要处理</StatusTag>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling list must be reachable by keyboard */}
      <ul className="gate-rows" aria-label="预检清单" tabIndex={0}>
        {rows.map((row) => (
          <GateRowCard
            key={row.key}
            row={row}
            names={names(row)}
            locked={locked}
            fixName={row.fix === 'open-letter' && names(row).length === 0 ? '起草文书' : undefined}
            onFix={() => fix(row)}
            onTick={(ticked) =>
              change((core) => core.dossiers.tick({ id: dossier.id, key: row.key, ticked }), { into })
            }
            onOverride={() => setPassing(row)}
            onTakeBack={() => void override(row.key, null)}
          />
        ))}
      </ul>
      {passing && (
        <OverrideDialog
          row={passing}
          onClose={() => setPassing(null)}
          onOverride={(reason) => override(passing.key, reason)}
        />
      )}
    </section>
  )
}
