import { personIdSchema, titleSchema } from './ids.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

export const roleNames = { agent: '经办人', reviewer: '复核人', head: '负责人' } as const
export const roleSchema = z.enum(Object.keys(roleNames) as [keyof typeof roleNames])

export const personSchema = z.object({
  id: personIdSchema,
  name: titleSchema,
  role: roleSchema,
  /** True when a PIN for second-person ticks is set; the PIN itself never leaves the core. */
  hasPin: z.boolean(),
})
export type Person = z.infer<typeof personSchema>

const pinSchema = z.string().regex(/^\d{4,12}$/, '复核密码应为 4–12 位数字')

export const peopleOperations = {
  list: query(z.object({}), z.array(personSchema)),
  /** Adds a person, or corrects one; `pin` null clears it, absent keeps it. */
  save: change(
    z.object({
      id: personIdSchema.optional(),
      name: titleSchema,
      role: roleSchema,
      pin: pinSchema.nullable().optional(),
    }),
    personSchema,
  ),
  remove: change(z.object({ id: personIdSchema }), z.object({})),
}
