import type { Dossier } from '#shared/dossiers.ts'
import { type ExhibitKind, exhibitKindNames, exhibitKindSchema } from '#shared/kinds.ts'
import type { GateRow, GateState } from '#shared/rules/gate-row.ts'
import type { Tone } from '../../components/status-tag.tsx'

const gateTones: Readonly<Record<GateState, Tone>> = {
  satisfied: 'good',
  'not-applicable': 'quiet',
  missing: 'danger',
  expired: 'danger',
  unstamped: 'danger',
  'too-large': 'danger',
  'too-old': 'danger',
  'wrong-format': 'danger',
  illegible: 'danger',
  mismatch: 'danger',
  tick: 'warning',
  warning: 'warning',
  overridden: 'active',
}

/** How a line of the gate feels; what does not stop the export only warns. */
export const toneOf = ({ state, blocks }: GateRow): Tone =>
  gateTones[state] === 'danger' && !blocks ? 'warning' : gateTones[state]

// A line just ticked stays where it was.
const place = (row: GateRow) =>
  row.blocks ? 0 : ['satisfied', 'not-applicable'].includes(row.state) && !isTicked(row) ? 2 : 1

/** What stops the export first, then what to look at, then what is settled; each in the gate's order. */
export const orderRows = (rows: readonly GateRow[]): GateRow[] => rows.toSorted((a, b) => place(a) - place(b))

/** Whether a line is settled by a person's word, which can be taken back. */
export const isTicked = (row: GateRow): boolean => row.state === 'satisfied' && /确认/.test(row.sentence)

/** Whether a line has a box to tick. */
export const canTick = (row: GateRow): boolean =>
  row.state === 'tick' || isTicked(row) || row.sentence.endsWith('请勾选')

/** The kinds of evidence that would fill a line. */
export function kindsFor(row: GateRow, dossier: Dossier): ExhibitKind[] {
  const materials = dossier.channel.materials.value ?? []
  const material = materials.find(({ verbatim }) => verbatim === row.verbatim)
  const coded = material?.groups?.flat().map((kind) => exhibitKindSchema.safeParse(kind).data)
  const named = exhibitKindSchema.options.filter((kind) => row.needs.includes(exhibitKindNames[kind]))
  return [...new Set(coded?.filter((kind) => kind !== undefined) ?? named)]
}

/** The kinds of evidence the gate misses altogether. */
export const missingKinds = (dossier: Dossier): ExhibitKind[] => [
  ...new Set(dossier.gate.rows.filter(({ fix }) => fix === 'add-exhibit').flatMap((row) => kindsFor(row, dossier))),
]
