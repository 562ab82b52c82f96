import { companyIdSchema, dateSchema, titleSchema } from './ids.ts'
import { change, query } from './operation.ts'
import { checkCreditCode } from './rules/credit-code.ts'
import { z } from './zod.ts'

const optionalLine = z.string().trim().max(200, '请控制在 200 字以内').default('')

/** A 统一社会信用代码, cleaned and with its check character proven. */
const creditCodeSchema = z.string().transform((text, context) => {
  const checked = checkCreditCode(text)
  if (checked.ok) return checked.code
  context.addIssue({ code: 'custom', message: checked.sentence })
  return z.NEVER
})

/** What a person fills in for an appellant (公司主体); names and codes as registered. */
export const companyDraftSchema = z.object({
  name: titleSchema,
  code: creditCodeSchema,
  address: optionalLine,
  legalRepresentative: optionalLine,
  contactPerson: optionalLine,
  contactPhone: optionalLine,
  contactEmail: optionalLine,
  /** Its own names and numbers, never to be taken for a client's. */
  allowList: z.array(titleSchema).max(500).default([]),
})

export const companySchema = companyDraftSchema.extend({
  code: z.string(),
  id: companyIdSchema,
  /** True for the made-up company of the sample. */
  sample: z.boolean(),
  createdOn: dateSchema,
})
export type Company = z.infer<typeof companySchema>

export const companyOperations = {
  /** Every appellant, by name. */
  list: query(z.object({}), z.array(companySchema)),
  /** Adds an appellant, or corrects one when `id` is given. */
  save: change(z.object({ id: companyIdSchema.optional(), draft: companyDraftSchema }), companySchema),
  /** Removes an appellant that nothing hangs on. */
  remove: change(z.object({ id: companyIdSchema }), z.object({})),
}
