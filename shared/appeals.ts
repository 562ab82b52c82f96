import {
  appealIdSchema,
  companyIdSchema,
  dateSchema,
  dossierIdSchema,
  instantSchema,
  numberIdSchema,
  sightingIdSchema,
} from './ids.ts'
import { labelCodeSchema } from './kinds.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

/** States of an appeal so far; what happens after submission is added with tracking. */
export const appealStateNames = {
  sighted: '已发现',
  preparing: '准备中',
  submitted: '已提交',
  abandoned: '已放弃',
} as const
export const appealStateSchema = z.enum(Object.keys(appealStateNames) as [keyof typeof appealStateNames])

/** Three troubles that look alike and have different ways out. */
export const troubleNames = { label: '标记', 'carrier-block': '运营商拦截', 'anti-fraud': '反诈处置' } as const
export const troubleSchema = z.enum(Object.keys(troubleNames) as [keyof typeof troubleNames])

export const appealSchema = z.object({
  id: appealIdSchema,
  companyId: companyIdSchema,
  numberId: numberIdSchema,
  numberShown: z.string(),
  platformId: z.string(),
  platformName: z.string(),
  labelCode: labelCodeSchema,
  labelText: z.string(),
  trouble: troubleSchema,
  state: appealStateSchema,
  openedOn: dateSchema,
  dossierId: dossierIdSchema.nullable(),
})
export type Appeal = z.infer<typeof appealSchema>

/** One entry of an appeal's history. */
export const appealEventSchema = z.object({
  at: instantSchema,
  person: z.string(),
  /** A whole Chinese sentence. */
  what: z.string(),
})

export const appealOperations = {
  list: query(
    z.object({
      companyId: companyIdSchema,
      state: appealStateSchema.nullable().default(null),
      search: z.string().max(100).default(''),
    }),
    z.array(appealSchema),
  ),
  find: query(z.object({ id: appealIdSchema }), appealSchema.extend({ events: z.array(appealEventSchema) })),
  /** Opens an appeal from a sighting; a second open one for the same number, platform and label is refused. */
  open: change(
    z.object({ sightingId: sightingIdSchema, platformId: z.string(), trouble: troubleSchema.default('label') }),
    appealSchema,
  ),
  /** Gives an appeal up, with the reason. */
  abandon: change(
    z.object({ id: appealIdSchema, reason: z.string().trim().min(1, '请填写原因').max(500) }),
    appealSchema,
  ),
}
