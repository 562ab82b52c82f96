import {
  companyIdSchema,
  dossierIdSchema,
  exhibitIdSchema,
  inboxTokenSchema,
  instantSchema,
  letterIdSchema,
  titleSchema,
} from './ids.ts'
import { sha256Schema } from './inspection.ts'
import { letterKindSchema } from './kinds.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

export const letterTemplateSummarySchema = z.object({
  id: z.string(),
  kind: z.union([letterKindSchema, z.literal('paste')]),
  name: z.string(),
  /** When to use it, in Chinese. */
  when: z.string(),
  needsStamp: z.boolean(),
  fits: z.boolean(),
})

/** A field a letter names: its value, or where to fill it in. */
export const letterFieldSchema = z.object({
  name: z.string(),
  value: z.string().nullable(),
  where: z.string(),
  /** True when it may be typed here, for this letter alone. */
  typed: z.boolean(),
})

export const letterProblemSchema = z.object({ line: z.int(), sentence: z.string() })

/** The printed, stamped and scanned version of the same letter. */
export const stampedSchema = z.object({
  exhibitId: exhibitIdSchema,
  pages: z.int(),
  /** 骑缝章已盖？ Null until a person has said so; only asked of several pages. */
  ridingStamp: z.boolean().nullable(),
  /** What differs from the draft it was printed from, as Chinese sentences. */
  differences: z.array(z.string()),
})

export const letterSchema = z.object({
  id: letterIdSchema,
  dossierId: dossierIdSchema,
  companyId: companyIdSchema,
  kind: letterKindSchema,
  templateId: z.string(),
  title: z.string(),
  /** Text with 「{{字段}}」; edited as it stands. */
  text: z.string(),
  /** What was typed for this letter's own fields, by name. */
  typed: z.record(z.string(), z.string()),
  fields: z.array(letterFieldSchema),
  problems: z.array(letterProblemSchema),
  /** Company name, code or address written otherwise than registered. */
  differences: z.array(z.string()),
  needsStamp: z.boolean(),
  stamped: stampedSchema.nullable(),
  savedAt: instantSchema,
})
export type Letter = z.infer<typeof letterSchema>

export const letterOperations = {
  templates: query(z.object({ dossierId: dossierIdSchema }), z.array(letterTemplateSummarySchema)),
  list: query(z.object({ dossierId: dossierIdSchema }), z.array(letterSchema)),
  find: query(z.object({ id: letterIdSchema }), letterSchema),
  /** Drafts a letter from a template and puts it into the dossier. */
  draft: change(z.object({ dossierId: dossierIdSchema, templateId: z.string() }), letterSchema),
  /** Keeps the text, the title, and what was typed for this letter's own fields. */
  write: change(
    z.object({
      id: letterIdSchema,
      text: z.string().max(100_000, '文书太长').optional(),
      title: titleSchema.optional(),
      typed: z.record(z.string().max(40), z.string().max(500)).optional(),
    }),
    letterSchema,
  ),
  /** Typesets the letter as it would be bound; answers with the file to show. */
  preview: query(z.object({ id: letterIdSchema }), z.object({ file: sha256Schema, pages: z.int() })),
  /** Saves the letter for Word or for printing; a missing field is refused by name. What was printed is remembered. Answers with the path. */
  export: change(z.object({ id: letterIdSchema, format: z.enum(['docx', 'pdf']) }), z.object({ path: z.string() })),
  /** Saves the 用印清单 of all letters that need a stamp. */
  exportStampList: query(
    z.object({ dossierId: dossierIdSchema, format: z.enum(['docx', 'pdf']) }),
    z.object({ path: z.string() }),
  ),
  /** Takes one scanned file and gives its page ranges (from 1) to letters as their stamped versions. */
  takeStamped: change(
    z.object({
      dossierId: dossierIdSchema,
      token: inboxTokenSchema,
      ranges: z
        .array(z.object({ letterId: letterIdSchema, firstPage: z.int().min(1), lastPage: z.int().min(1) }))
        .min(1),
    }),
    z.array(letterSchema),
  ),
  confirmRidingStamp: change(z.object({ id: letterIdSchema, stamped: z.boolean() }), letterSchema),
  /** Goes back to the draft; the scan stays in the library. */
  dropStamped: change(z.object({ id: letterIdSchema }), letterSchema),
  remove: change(z.object({ id: letterIdSchema }), z.object({})),
}
