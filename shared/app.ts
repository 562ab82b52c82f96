import { companySchema } from './companies.ts'
import { companyIdSchema, dateSchema, personIdSchema } from './ids.ts'
import { change, query } from './operation.ts'
import { personSchema } from './people.ts'
import { z } from './zod.ts'

/** Limits used where a channel states none; shown as 默认. */
export const houseDefaultsSchema = z.object({
  formats: z.array(z.enum(['jpg', 'png', 'pdf'])).min(1),
  maxBytes: z.int().positive(),
  answerWorkdaysMin: z.int().min(1).max(90),
  answerWorkdaysMax: z.int().min(1).max(180),
})
export type HouseDefaults = z.infer<typeof houseDefaultsSchema>

export const settingsSchema = z.object({
  largeText: z.boolean(),
  theme: z.enum(['light', 'dark', 'system']),
  /** Where backups go; null until the user picks a folder. */
  backupFolder: z.string().nullable(),
  house: houseDefaultsSchema,
})
export type Settings = z.infer<typeof settingsSchema>

export const statusSchema = z.object({
  version: z.string(),
  dataFolder: z.string(),
  today: dateSchema,
  /** Who is working; null until someone says so. */
  person: personSchema.nullable(),
  company: companySchema.nullable(),
  /** True while the made-up sample is in the data. */
  hasSample: z.boolean(),
  settings: settingsSchema,
  /** Warnings about where the data lies (cloud folder, network share), as Chinese sentences. */
  warnings: z.array(z.string()),
  /** What first steps are done, for the first-run checklist. */
  steps: z.object({
    company: z.boolean(),
    number: z.boolean(),
    exhibit: z.boolean(),
    dossier: z.boolean(),
    submission: z.boolean(),
  }),
})
export type Status = z.infer<typeof statusSchema>

export const appOperations = {
  status: query(z.object({}), statusSchema),
  /** Says who is working from now on. */
  work: change(z.object({ personId: personIdSchema }), statusSchema),
  /** Switches to another appellant. */
  represent: change(z.object({ companyId: companyIdSchema }), statusSchema),
  configure: change(settingsSchema.partial(), statusSchema),
  /** Puts the made-up sample company, its numbers and evidence in. */
  addSample: change(z.object({}), statusSchema),
  /** Takes the sample out again, and nothing else. */
  removeSample: change(z.object({}), statusSchema),
}
