import { confidenceNames, type Fact, type Source, unknownWord } from '#shared/facts.ts'
import { StatusTag, type Tone } from './status-tag.tsx'
import './fact-view.css'
import type { ReactNode } from 'react'

const confidenceTones: Readonly<Record<Fact['confidence'], Tone>> = {
  high: 'good',
  medium: 'active',
  low: 'warning',
  unknown: 'quiet',
}

/** Days after which a fact counts as old. */
const staleDays = 180

/** Whether a fact's date is over 180 days before `today`; a fact without a date is old. */
export function isStale(date: string, today: string): boolean {
  if (date === 'undated') return true
  const full = date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-28` : date
  return (Date.parse(today) - Date.parse(full)) / 86_400_000 > staleDays
}

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
        <StatusTag tone={confidenceTones[fact.confidence]}>可信度 {confidenceNames[fact.confidence]}</StatusTag>
        <span>{fact.date === 'undated' ? '来源未注明日期' : fact.date}</span>
        {isStale(fact.date, today) && <StatusTag tone="warning">超过 180 天未核对</StatusTag>}
        <span className="fact-source">来源：{named.length > 0 ? named.join('；') : '未注明'}</span>
      </div>
    </div>
  )
}
