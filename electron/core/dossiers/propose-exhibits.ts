import type { Exhibit } from '#shared/exhibits.ts'
import type { Channel } from '#shared/platforms.ts'

const usable = (exhibit: Exhibit) => exhibit.refusal === null && exhibit.pages > 0 && exhibit.expiry !== 'expired'

/** Stamped before unconfirmed before unstamped, then the newest. */
const better = (one: Exhibit, other: Exhibit) =>
  Number(other.stamp === 'seen') - Number(one.stamp === 'seen') || other.addedAt.localeCompare(one.addedAt)

/** From the library, the exhibit that best meets each material a channel asks for; a person may take them out again. */
export function proposeExhibits(channel: Channel, library: readonly Exhibit[]): readonly Exhibit[] {
  const chosen = new Map<string, Exhibit>()
  for (const { groups, appliesTo } of channel.materials.value ?? []) {
    if (appliesTo === 'person') continue
    for (const group of groups ?? []) {
      const kinds = new Set<string>(group)
      const fitting = library.filter((exhibit) => kinds.has(exhibit.kind) && usable(exhibit))
      // Pictures of marks belong to their own sightings, not to whatever is newest.
      const best = fitting.filter(({ kind }) => kind !== 'mark-screenshot').toSorted(better)[0]
      if (best) chosen.set(best.id, best)
    }
  }
  return [...chosen.values()]
}
