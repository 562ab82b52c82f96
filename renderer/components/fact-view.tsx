import { type Fact, type Source, unknownWord } from '#shared/facts.ts'
import { isStale } from '#shared/rules/fact-strength.ts'
import { ConfidenceTag } from './confidence-tag.tsx'
import { StatusTag } from './status-tag.tsx'
import './fact-view.css'
import type { ReactNode } from 'react'

/** One claim of the catalogue: its value or 「未知」, then where it is from, how old it is and how sure. */
export function FactView<T>({
  fact,
  sources,
  today,
  children,
}: {
  readonly fact: Fact<T>
  readonly sources: readonly Source[]
  readonly today: string
  readonly children: (value: T) => ReactNode
}) {
  if (fact.value === null && fact.sources.length === 0 && !fact.note)
    return <span className="quiet">{unknownWord}</span>
  const named = fact.sources.map((id) => sources.find((source) => source.id === id)?.text ?? id)
  return (
    <div className="fact">
      <div className="fact-value">
        {fact.value === null ? <span className="quiet">{unknownWord}</span> : children(fact.value)}
      </div>
      {fact.note && <div className="fact-note">说明：{fact.note}</div>}
      <div className="fact-origin">
        <ConfidenceTag confidence={fact.confidence} />
        <span>{fact.date === 'undated' ? '来源未注明日期' : fact.date}</span>
        {isStale(fact.date, today) && <StatusTag tone="warning">超过 180 天未核对</StatusTag>}
        <span className="fact-source">来源：{named.length > 0 ? named.join('；') : '未注明'}</span>
      </div>
    </div>
  )
}
