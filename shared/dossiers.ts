import { appealSchema } from './appeals.ts'
import { checkReportSchema } from './check-report.ts'
import {
  appealIdSchema,
  buildIdSchema,
  companyIdSchema,
  dateSchema,
  dossierIdSchema,
  dossierItemIdSchema,
  exhibitIdSchema,
  instantSchema,
  jobSchema,
  letterIdSchema,
  submissionIdSchema,
  titleSchema,
} from './ids.ts'
import { sha256Schema } from './inspection.ts'
import { change, query } from './operation.ts'
import { packageSchema } from './packages.ts'
import { channelSchema } from './platforms.ts'
import { gateRowSchema } from './rules/package-gate.ts'
import { z } from './zod.ts'

/** One entry of the 证据目录. */
export const dossierItemSchema = z.object({
  id: dossierItemIdSchema,
  kind: z.enum(['letter', 'exhibit']),
  letterId: letterIdSchema.nullable(),
  exhibitId: exhibitIdSchema.nullable(),
  title: z.string(),
  source: z.string(),
  purpose: z.string(),
  /** Null for a letter not yet typeset. */
  pages: z.int().nullable(),
  /** Lines across each page of a copy: 「仅用于××号码标记申诉」 and 「与原件一致」. */
  watermark: z.boolean(),
  /** Why it cannot be bound, or null. */
  refusal: z.string().nullable(),
})
export type DossierItem = z.infer<typeof dossierItemSchema>

export const partPlaceSchema = z.object({ id: z.string(), title: z.string(), firstPage: z.int(), lastPage: z.int() })

/** A finished bundle and package, checked. */
export const buildSchema = z.object({
  id: buildIdSchema,
  builtAt: instantSchema,
  person: z.string(),
  bundle: z.object({ sha256: sha256Schema, size: z.int(), pages: z.int(), name: z.string() }),
  parts: z.array(partPlaceSchema),
  report: checkReportSchema,
  package: packageSchema,
  /** False once the dossier changed after it was built. */
  current: z.boolean(),
})
export type Build = z.infer<typeof buildSchema>

export const dossierSummarySchema = z.object({
  id: dossierIdSchema,
  companyId: companyIdSchema,
  title: z.string(),
  platformName: z.string(),
  channelName: z.string(),
  numbers: z.array(z.string()),
  state: z.enum(['preparing', 'submitted']),
  createdOn: dateSchema,
  changedAt: instantSchema,
})
export type DossierSummary = z.infer<typeof dossierSummarySchema>

export const dossierSchema = dossierSummarySchema.extend({
  platformId: z.string(),
  channel: channelSchema,
  /** Printed on the cover and on letters. */
  documentDate: dateSchema,
  appeals: z.array(appealSchema),
  items: z.array(dossierItemSchema),
  gate: z.object({ rows: z.array(gateRowSchema), open: z.boolean() }),
  build: buildSchema.nullable(),
  submissionId: submissionIdSchema.nullable(),
})
export type Dossier = z.infer<typeof dossierSchema>

export const previewSchema = z.object({
  file: sha256Schema,
  pages: z.int(),
  parts: z.array(partPlaceSchema),
  report: checkReportSchema,
})

export const dossierOperations = {
  list: query(
    z.object({
      companyId: companyIdSchema,
      search: z.string().max(100).default(''),
      state: z.enum(['preparing', 'submitted']).nullable().default(null),
    }),
    z.array(dossierSummarySchema),
  ),
  find: query(z.object({ id: dossierIdSchema }), dossierSchema),
  /** Starts a dossier for one channel and one or more appeals of the same platform. */
  open: change(
    z.object({ companyId: companyIdSchema, channelId: z.string(), appealIds: z.array(appealIdSchema).min(1).max(500) }),
    dossierSchema,
  ),
  describe: change(
    z.object({ id: dossierIdSchema, title: titleSchema.optional(), documentDate: dateSchema.optional() }),
    dossierSchema,
  ),
  /** Changes which appeals it carries. */
  setAppeals: change(
    z.object({ id: dossierIdSchema, appealIds: z.array(appealIdSchema).min(1).max(500) }),
    dossierSchema,
  ),
  addExhibits: change(z.object({ id: dossierIdSchema, exhibitIds: z.array(exhibitIdSchema).min(1) }), dossierSchema),
  describeItem: change(
    z.object({
      itemId: dossierItemIdSchema,
      purpose: z.string().trim().max(500).optional(),
      watermark: z.boolean().optional(),
    }),
    dossierSchema,
  ),
  /** Moves an entry to a place, from 1; the others keep their order. */
  moveItem: change(z.object({ itemId: dossierItemIdSchema, position: z.int().min(1) }), dossierSchema),
  removeItem: change(z.object({ itemId: dossierItemIdSchema }), dossierSchema),
  /** Ticks, or unticks, a line of the gate that only a person can judge. */
  tick: change(z.object({ id: dossierIdSchema, key: z.string(), ticked: z.boolean() }), dossierSchema),
  /** Passes a gap with a written reason, kept in the log and never printed; null takes it back. */
  override: change(
    z.object({
      id: dossierIdSchema,
      key: z.string(),
      reason: z.string().trim().min(4, '请写明理由').max(500).nullable(),
    }),
    dossierSchema,
  ),
  /** Binds the pages that would be sent, for the screen. */
  preview: query(z.object({ id: dossierIdSchema, job: jobSchema }), previewSchema),
  /** Builds and checks the bundle and the channel's package; gaps in the gate stop it. */
  build: change(z.object({ id: dossierIdSchema, job: jobSchema }), dossierSchema),
  remove: change(z.object({ id: dossierIdSchema }), z.object({})),
}
