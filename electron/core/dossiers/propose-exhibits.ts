import type { Exhibit } from '#shared/exhibits.ts'
import type { ExhibitKind, MaterialKind } from '#shared/kinds.ts'
import type { Channel } from '#shared/platforms.ts'

/** What a person has confirmed and can be bound; a guess is never put in by itself. */
const usable = (exhibit: Exhibit) =>
  exhibit.suggestion === null && exhibit.refusal === null && exhibit.pages > 0 && exhibit.expiry !== 'expired'

/** Stamped before unconfirmed before unstamped, then the kind that is named first, then the newest. */
const better = (kinds: readonly MaterialKind[]) => (one: Exhibit, other: Exhibit) =>
  Number(other.stamp === 'seen') - Number(one.stamp === 'seen') ||
  kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
  other.addedAt.localeCompare(one.addedAt)

/** The order a reader expects: who we are, who acts, whose the number is, what was seen, how it was used. */
const ORDER: readonly ExhibitKind[] = [
  'business-licence',
  'finance-licence',
  'authorisation',
  'identity-card',
  'number-proof',
  'service-agreement',
  'mark-screenshot',
  'call-log-statistics',
  'call-sample',
  'settlement',
  'other',
]

/** Exhibits that come in together, in the order a reader expects. */
export const sortByKind = <E extends { readonly kind: ExhibitKind }>(exhibits: readonly E[]): E[] =>
  exhibits.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))

/** From the library, the exhibit that best meets each material a channel asks for; a person may take them out again. */
export function proposeExhibits(channel: Channel, library: readonly Exhibit[]): readonly Exhibit[] {
  const chosen = new Map<string, Exhibit>()
  for (const { groups, appliesTo } of channel.materials.value ?? []) {
    if (appliesTo === 'person') continue
    for (const group of groups ?? []) {
      const kinds = new Set<string>(group)
      const fitting = library.filter((exhibit) => kinds.has(exhibit.kind) && usable(exhibit))
      // Pictures of marks belong to their own sightings, not to whatever is newest.
      const best = fitting.filter(({ kind }) => kind !== 'mark-screenshot').toSorted(better(group))[0]
      if (best) chosen.set(best.id, best)
    }
  }
  return sortByKind([...chosen.values()])
}
