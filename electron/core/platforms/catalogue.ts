import { indexPlatforms, type PlatformEntry } from '#shared/rules/index-platforms.ts'
import { mergePlatform } from '#shared/rules/merge-catalogue.ts'
import { type Channel, type Platform, platformSchema } from '#shared/platforms.ts'
import type { Db } from '../database/open-database.ts'
import { notFound } from '../refusal.ts'

/** A user's correction of a platform, or an entry of their own. */
export interface CatalogueEdit {
  readonly platformId: string
  /** The shipped entry it was made from; null for an entry of their own. */
  readonly base: Platform | null
  readonly mine: Platform
}

interface EditRow {
  readonly platform_id: string
  readonly base: string | null
  readonly mine: string
}

const toEdit = (row: EditRow): CatalogueEdit => ({
  platformId: row.platform_id,
  base: row.base === null ? null : platformSchema.parse(JSON.parse(row.base)),
  mine: platformSchema.parse(JSON.parse(row.mine)),
})

/** What the user did not touch follows newer shipped data; what they did stays. */
function bringUpToDate({ base, mine }: CatalogueEdit, shipped: Platform | undefined): Platform {
  if (!base || !shipped) return mine
  return platformSchema.safeParse(mergePlatform({ base, mine, shipped }).merged).data ?? mine
}

/** The catalogue in force: the shipped entries with the user's edits over them. */
export function createCatalogue(db: Db, shipped: readonly Platform[]) {
  const all = db.prepare<[], EditRow>('SELECT platform_id, base, mine FROM catalogue_edit')
  const save = db.prepare<{ id: string; base: string | null; mine: string; at: string; person: string }>(
    `INSERT INTO catalogue_edit VALUES (:id, :base, :mine, :at, :person)
     ON CONFLICT (platform_id) DO UPDATE SET base = :base, mine = :mine, saved_at = :at, person = :person`,
  )
  const used = db.prepare<{ id: string }, { channel: string | null }>(
    `SELECT channel_id AS channel FROM dossier WHERE platform_id = :id
     UNION SELECT NULL FROM appeal WHERE platform_id = :id UNION SELECT NULL FROM sighting WHERE platform_id = :id`,
  )
  const remove = db.prepare<[string]>('DELETE FROM catalogue_edit WHERE platform_id = ?')
  const shippedById = new Map(shipped.map((platform) => [platform.id, platform]))

  interface InForce {
    readonly platforms: ReadonlyMap<string, Platform>
    readonly edits: ReadonlyMap<string, CatalogueEdit>
    readonly index: readonly PlatformEntry[]
  }
  let known: InForce | null = null

  function inForce(): InForce {
    if (known) return known
    const edits = new Map(all.all().map((row) => [row.platform_id, toEdit(row)]))
    const platforms = new Map(shippedById)
    for (const [id, edit] of edits) platforms.set(id, bringUpToDate(edit, shippedById.get(id)))
    known = { platforms, edits, index: indexPlatforms([...platforms.values()]) }
    return known
  }

  const find = (id: string): Platform => {
    const platform = inForce().platforms.get(id)
    if (!platform) throw notFound('标记平台', id)
    return platform
  }

  return {
    all: () => [...inForce().platforms.values()],
    index: () => inForce().index,
    find,
    nameOf: (id: string) => inForce().platforms.get(id)?.name.value ?? id,
    shipped: (id: string) => shippedById.get(id) ?? null,
    edit: (id: string) => inForce().edits.get(id) ?? null,
    /** A channel by its id, with the platform it belongs to. */
    channel(channelId: string): { readonly platform: Platform; readonly channel: Channel } {
      const platform = find(channelId.split('/')[0] ?? '')
      const channel = platform.channels.find(({ id }) => id === channelId)
      if (!channel) throw notFound('申诉渠道', channelId)
      return { platform, channel }
    },
    /** Whether sightings, appeals or dossiers name a platform, and the channels dossiers go through. */
    uses(id: string): { readonly platform: boolean; readonly channels: readonly string[] } {
      const rows = used.all({ id })
      return { platform: rows.length > 0, channels: rows.flatMap(({ channel }) => channel ?? []) }
    },
    save(edit: CatalogueEdit, at: string, person: string) {
      const base = edit.base && JSON.stringify(edit.base)
      save.run({ id: edit.platformId, base, mine: JSON.stringify(edit.mine), at, person })
    },
    remove: (id: string) => void remove.run(id),
    /** Forgets what was read; called whenever rows may have changed, an undo included. */
    refresh() {
      known = null
    },
  }
}

export type Catalogue = ReturnType<typeof createCatalogue>
