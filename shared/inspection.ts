import { z } from './zod.ts'

/** A lower-case hexadecimal SHA-256. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** What a file is, by its content, never by its name. */
export const fileTypeSchema = z.enum([
  'pdf',
  'jpeg',
  'png',
  'webp',
  'tiff',
  'gif',
  'bmp',
  'heic',
  'docx',
  'doc',
  'xlsx',
  'text',
  'eml',
  'zip',
  'ofd',
  'mp4',
  'audio',
  'unknown',
])
export type FileType = z.infer<typeof fileTypeSchema>

/** How a file's PDF form came about; everything but `as-is` and `image` is said in the bundle's report. */
export const pdfFormHowSchema = z.enum(['as-is', 'flattened', 'repaired', 'rasterised', 'image', 'typeset'])

export const pageSchema = z.object({
  /** As shown, rotation applied, in points. */
  width: z.number(),
  height: z.number(),
  /** True when the page carries text that can be searched. */
  text: z.boolean(),
  /** True when nothing at all is to be seen on it. */
  blank: z.boolean(),
})

/** Something the file carries that stays behind, or that a person must know. */
export const findingSchema = z.object({
  code: z.enum([
    'javascript',
    'attachments',
    'launch',
    'forms',
    'signature',
    'hidden-layers',
    'annotations',
    'metadata',
    'repaired',
    'rasterised',
    'long-screenshot',
    'many-pages',
    'blank-page',
    'missing-font',
    'wrong-extension',
    'location',
    'low-resolution',
    'ask-for-pdf',
    'nested-too-deep',
  ]),
  /** A whole Chinese sentence for the screen. */
  sentence: z.string(),
})

/** What intake learned of one file. */
export const inspectionSchema = z.object({
  /** Grows when inspection would answer differently; older answers are made anew. */
  version: z.int(),
  type: fileTypeSchema,
  mediaType: z.string(),
  size: z.int(),
  /** The form that is bound: PDF bytes derived from the file, absent when it cannot be bound. */
  pdfForm: z
    .object({ sha256: sha256Schema, size: z.int(), how: pdfFormHowSchema, pages: z.array(pageSchema) })
    .nullable(),
  /** A picture of it for lists (JPEG, at most 480 px wide). */
  thumbnail: sha256Schema.nullable(),
  /** Files that were inside (ZIP entries, e-mail attachments), to be taken each on its own. */
  parts: z.array(z.object({ name: z.string(), sha256: sha256Schema, size: z.int() })),
  /** Text found in it, shortened to 20,000 characters, for search and for suggesting its kind. */
  text: z.string(),
  findings: z.array(findingSchema),
  /** Why it cannot be bound, as a whole Chinese sentence that says what to do; null when it can. */
  refusal: z.string().nullable(),
})
export type Inspection = z.infer<typeof inspectionSchema>
