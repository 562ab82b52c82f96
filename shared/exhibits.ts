import {
  companyIdSchema,
  dateSchema,
  exhibitIdSchema,
  inboxTokenSchema,
  instantSchema,
  jobSchema,
  noteSchema,
  titleSchema,
} from './ids.ts'
import { inspectionSchema, sha256Schema } from './inspection.ts'
import { exhibitKindSchema } from './kinds.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

/** A page as it is bound; the original is never touched. */
export const pageChoiceSchema = z.object({
  index: z.int().min(0),
  rotate: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  crop: z
    .object({
      left: z.number().min(0).max(0.9),
      top: z.number().min(0).max(0.9),
      right: z.number().min(0).max(0.9),
      bottom: z.number().min(0).max(0.9),
    })
    .refine((crop) => crop.left + crop.right < 0.95 && crop.top + crop.bottom < 0.95, '裁剪后页面太小')
    .nullable(),
})
export type PageChoice = z.infer<typeof pageChoiceSchema>

export const stampNames = { seen: '已见印章', none: '未盖章', unknown: '未确认' } as const
export const stampSchema = z.enum(Object.keys(stampNames) as [keyof typeof stampNames])

export const exhibitFileSchema = z.object({
  sha256: sha256Schema,
  name: z.string(),
  size: z.int(),
  /** Null binds every page as it is. */
  pages: z.array(pageChoiceSchema).nullable(),
  inspection: inspectionSchema,
})
export type ExhibitFile = z.infer<typeof exhibitFileSchema>

export const exhibitFactsSchema = z.object({
  kind: exhibitKindSchema,
  title: titleSchema,
  /** 来源 */
  source: z.string().trim().max(200),
  /** 证明目的, which facts it proves. */
  purpose: z.string().trim().max(500),
  issuedOn: dateSchema.nullable(),
  validFrom: dateSchema.nullable(),
  validUntil: dateSchema.nullable(),
  stamp: stampSchema,
  note: noteSchema,
})

export const exhibitSchema = exhibitFactsSchema.extend({
  id: exhibitIdSchema,
  companyId: companyIdSchema,
  files: z.array(exhibitFileSchema),
  /** How many pages it binds to, rotations and left-out pages counted. */
  pages: z.int(),
  /** Whether it can be bound; when not, why, as a Chinese sentence. */
  refusal: z.string().nullable(),
  addedAt: instantSchema,
  /** Dossiers it stands in. */
  uses: z.int(),
  expiry: z.enum(['none', 'valid', 'soon', 'expired']),
  /** True while it lies in the recycle bin (30 days). */
  removed: z.boolean(),
  /** Why the app proposes this kind; null once a person has said it. */
  suggestion: z.string().nullable(),
})
export type Exhibit = z.infer<typeof exhibitSchema>

export const exhibitOperations = {
  list: query(
    z.object({
      companyId: companyIdSchema,
      search: z.string().max(100).default(''),
      kind: exhibitKindSchema.nullable().default(null),
      removed: z.boolean().default(false),
    }),
    z.array(exhibitSchema),
  ),
  find: query(z.object({ id: exhibitIdSchema }), exhibitSchema),
  /**
   * Takes files dropped, pasted or chosen: each becomes an exhibit (ZIP and e-mail give one for each
   * thing inside), is inspected in a separate process and stored once. Files already there are named.
   */
  add: change(
    z.object({ companyId: companyIdSchema, tokens: z.array(inboxTokenSchema).min(1).max(500), job: jobSchema }),
    z.object({
      added: z.array(exhibitSchema),
      /** Bytes that were in the library already, with the exhibit they are. */
      known: z.array(z.object({ name: z.string(), exhibit: exhibitSchema })),
      /** Files that could not be taken, each with a reason. */
      refused: z.array(z.object({ name: z.string(), reason: z.string() })),
    }),
  ),
  describe: change(z.object({ id: exhibitIdSchema, facts: exhibitFactsSchema.partial() }), exhibitSchema),
  /** Chooses, turns and crops the pages of one file; null brings the whole original back. */
  arrangePages: change(
    z.object({ id: exhibitIdSchema, sha256: sha256Schema, pages: z.array(pageChoiceSchema).min(1).nullable() }),
    exhibitSchema,
  ),
  /** Puts several exhibits' files into the first, in order. */
  merge: change(z.object({ ids: z.array(exhibitIdSchema).min(2) }), exhibitSchema),
  /** Puts a still picture (taken from a video in the window) beside a file that has none. */
  addStill: change(z.object({ id: exhibitIdSchema, token: inboxTokenSchema }), exhibitSchema),
  remove: change(z.object({ id: exhibitIdSchema }), z.object({})),
  restore: change(z.object({ id: exhibitIdSchema }), exhibitSchema),
  /** Saves the untouched original where the person says; answers with the path. */
  saveOriginal: query(z.object({ id: exhibitIdSchema, sha256: sha256Schema }), z.object({ path: z.string() })),
}
