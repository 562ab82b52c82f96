import { companyIdSchema, dateSchema, inboxTokenSchema, noteSchema, numberIdSchema, titleSchema } from './ids.ts'
import { carrierSchema, numberKindSchema, purposeSchema } from './kinds.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

export const numberStateNames = { active: '使用中', paused: '已暂停', retired: '已停用' } as const
export const numberStateSchema = z.enum(Object.keys(numberStateNames) as [keyof typeof numberStateNames])

/** What a person fills in for one phone number. */
export const numberDraftSchema = z.object({
  /** As typed; spaces, dashes, +86 and full-width digits are cleaned. */
  text: z.string().max(40),
  purpose: purposeSchema,
  purposeDetail: z.string().trim().max(500).default(''),
  carrier: carrierSchema.default('unknown'),
  /** 登记机主: null when it is the appellant itself. */
  registeredOwner: titleSchema.nullable().default(null),
  /** 实际使用人 (department or person). */
  actualUser: z.string().trim().max(200).default(''),
  /** 能否接收短信验证码 */
  receivesSms: z.enum(['yes', 'no', 'unknown']).default('unknown'),
  inServiceSince: dateSchema.nullable().default(null),
  /** 二次放号 history, as known. */
  reassigned: z.string().trim().max(500).default(''),
  note: noteSchema.default(''),
})
export type NumberDraft = z.infer<typeof numberDraftSchema>

export const phoneNumberSchema = numberDraftSchema.omit({ text: true }).extend({
  id: numberIdSchema,
  companyId: companyIdSchema,
  kind: numberKindSchema,
  digits: z.string(),
  areaCode: z.string().nullable(),
  /** As people write it: 021-6123 4567, 400-123-4567. */
  shown: z.string(),
  state: numberStateSchema,
  /** Platforms whose last sighting shows a mark. */
  marks: z.int(),
  openAppeals: z.int(),
})
export type PhoneNumber = z.infer<typeof phoneNumberSchema>

/** One row of an imported list, as it would be taken. */
export const importRowSchema = z.object({
  row: z.int(),
  text: z.string(),
  draft: numberDraftSchema.nullable(),
  shown: z.string().nullable(),
  /** Why it will not be taken; empty when it will. */
  problems: z.array(z.string()),
})

export const numberImportSchema = z.object({
  fileName: z.string(),
  encoding: z.string(),
  /** Header of the file → what it is taken for; null means ignored. */
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  rows: z.array(importRowSchema),
  taken: z.int(),
  refused: z.int(),
})
export type NumberImport = z.infer<typeof numberImportSchema>

export const numberOperations = {
  list: query(
    z.object({
      companyId: companyIdSchema,
      /** Digits, last digits, purpose, owner or note. */
      search: z.string().max(100).default(''),
      state: numberStateSchema.nullable().default(null),
      page: z.int().min(1).default(1),
      pageSize: z.int().min(1).max(500).default(50),
    }),
    z.object({ rows: z.array(phoneNumberSchema), total: z.int() }),
  ),
  find: query(z.object({ id: numberIdSchema }), phoneNumberSchema),
  /** Adds a number, or corrects one when `id` is given. */
  save: change(
    z.object({ id: numberIdSchema.optional(), companyId: companyIdSchema, draft: numberDraftSchema }),
    phoneNumberSchema,
  ),
  /** Pauses, retires or takes a number into use again. */
  setState: change(z.object({ id: numberIdSchema, state: numberStateSchema, reason: titleSchema }), phoneNumberSchema),
  remove: change(z.object({ id: numberIdSchema }), z.object({})),
  /** Reads a .xlsx or .csv and says row by row what would be taken; stores nothing. */
  previewImport: query(z.object({ companyId: companyIdSchema, token: inboxTokenSchema }), numberImportSchema),
  /** Takes the rows the preview found good; the others are left and listed. */
  import: change(z.object({ companyId: companyIdSchema, token: inboxTokenSchema }), numberImportSchema),
}
