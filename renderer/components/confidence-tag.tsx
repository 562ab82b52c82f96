import { type Confidence, confidenceNames } from '#shared/facts.ts'
import { StatusTag, type Tone } from './status-tag.tsx'

const tones: Readonly<Record<Confidence, Tone>> = { high: 'good', medium: 'active', low: 'warning', unknown: 'quiet' }

/** How sure a statement is: 「可信度 中」. */
export function ConfidenceTag({ confidence }: { readonly confidence: Confidence }) {
  return <StatusTag tone={tones[confidence]}>可信度 {confidenceNames[confidence]}</StatusTag>
}
