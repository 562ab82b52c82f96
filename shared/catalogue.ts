import { inboxTokenSchema } from './ids.ts'
import { labelCodeSchema } from './kinds.ts'
import { change, query } from './operation.ts'
import { platformSchema } from './platforms.ts'
import { z } from './zod.ts'

export const platformViewSchema = z.object({
  platform: platformSchema,
  /** shipped: as delivered; edited: with the user's corrections; own: added by the user. */
  origin: z.enum(['shipped', 'edited', 'own']),
  /** Older than 180 days, or never verified. */
  stale: z.boolean(),
  weak: z.boolean(),
  /** Fields where the shipped data changed under the user's edit. */
  updates: z.array(z.object({ path: z.string(), base: z.string(), mine: z.string(), shipped: z.string() })),
})
export type PlatformView = z.infer<typeof platformViewSchema>

export const catalogueOperations = {
  /** Platforms by Chinese, pinyin or initials; free official ones first; foreign ones only when asked for. */
  search: query(
    z.object({
      text: z.string().max(100).default(''),
      handset: z.string().nullable().default(null),
      kind: z.string().nullable().default(null),
      label: labelCodeSchema.nullable().default(null),
      foreign: z.boolean().default(false),
    }),
    z.array(platformViewSchema),
  ),
  find: query(z.object({ id: z.string() }), platformViewSchema),
  /** Keeps the user's corrected or added platform; the shipped one stays underneath. */
  save: change(z.object({ platform: platformSchema }), platformViewSchema),
  /** Goes back to the shipped entry, or removes an added one. */
  reset: change(z.object({ id: z.string() }), z.object({})),
  /** Answers one difference between an edit and newer shipped data. */
  settle: change(z.object({ id: z.string(), path: z.string(), take: z.enum(['mine', 'shipped']) }), platformViewSchema),
  /** Saves the catalogue with the user's edits as one file. */
  export: query(z.object({}), z.object({ path: z.string() })),
  /** Says what a catalogue file would change; stores nothing. */
  previewImport: query(
    z.object({ token: inboxTokenSchema }),
    z.object({
      added: z.array(z.string()),
      changed: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          fields: z.array(z.object({ path: z.string(), mine: z.string(), theirs: z.string() })),
        }),
      ),
      same: z.int(),
    }),
  ),
  /** Takes the named entries of a catalogue file as the user's edits. */
  import: change(z.object({ token: inboxTokenSchema, ids: z.array(z.string()) }), z.object({ taken: z.int() })),
}
