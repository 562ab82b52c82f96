import {
  appealIdSchema,
  companyIdSchema,
  exhibitIdSchema,
  inboxTokenSchema,
  instantSchema,
  noteSchema,
  numberIdSchema,
  sightingIdSchema,
} from './ids.ts'
import { carrierSchema, labelCodeSchema } from './kinds.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

/** What a handset or query page showed. */
export const sightingDraftSchema = z
  .object({
    numberId: numberIdSchema,
    /** Null while it is not known whose mark it is. */
    platformId: z.string().nullable(),
    /** True when the screen showed no mark. */
    clean: z.boolean().default(false),
    labelCode: labelCodeSchema.nullable(),
    /** The verbatim wording on the screen. */
    labelText: z.string().trim().max(100),
    handset: z.string().trim().max(100).default(''),
    carrier: carrierSchema.default('unknown'),
    /** The source line on the screen (「数据由…提供」), verbatim. */
    sourceLine: z.string().trim().max(200).default(''),
    seenAt: instantSchema,
    note: noteSchema.default(''),
  })
  .refine((draft) => draft.clean || draft.labelText !== '', {
    message: '请照抄屏幕上显示的标记文字；没有标记时请选「未显示标记」',
    path: ['labelText'],
  })
  .refine((draft) => draft.clean || draft.labelCode !== null, {
    message: '请选择标记类别；拿不准时选「其他」',
    path: ['labelCode'],
  })
export type SightingDraft = z.infer<typeof sightingDraftSchema>

/** A platform the app thinks the mark comes from, and why. */
export const proposalSchema = z.object({
  platformId: z.string(),
  platformName: z.string(),
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  why: z.string(),
  confidence: z.enum(['high', 'medium', 'low', 'unknown']),
})
export type Proposal = z.infer<typeof proposalSchema>

export const sightingSchema = z.object({
  id: sightingIdSchema,
  numberId: numberIdSchema,
  numberShown: z.string(),
  platformId: z.string().nullable(),
  platformName: z.string().nullable(),
  clean: z.boolean(),
  labelCode: labelCodeSchema.nullable(),
  labelText: z.string(),
  handset: z.string(),
  carrier: carrierSchema,
  sourceLine: z.string(),
  seenAt: instantSchema,
  note: z.string(),
  screenshotId: exhibitIdSchema.nullable(),
  appealId: appealIdSchema.nullable(),
})
export type Sighting = z.infer<typeof sightingSchema>

export const sightingOperations = {
  list: query(
    z.object({ companyId: companyIdSchema, numberId: numberIdSchema.nullable().default(null) }),
    z.array(sightingSchema),
  ),
  /** Platforms and channels a sighting points at, best first. */
  propose: query(
    z.object({ sourceLine: z.string().max(200), handset: z.string().max(100), labelCode: labelCodeSchema.nullable() }),
    z.array(proposalSchema),
  ),
  /** Writes down what a screen showed, with its screenshot, which becomes an exhibit. */
  record: change(
    z.object({ draft: sightingDraftSchema, screenshot: inboxTokenSchema.nullable().default(null) }),
    sightingSchema,
  ),
  correct: change(z.object({ id: sightingIdSchema, draft: sightingDraftSchema }), sightingSchema),
  remove: change(z.object({ id: sightingIdSchema }), z.object({})),
}
