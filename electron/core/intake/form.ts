import type { z } from '#shared/zod.ts'
import type { Inspection, findingSchema, pageSchema, pdfFormHowSchema } from '#shared/inspection.ts'

/** Something to tell about a file. */
export type Finding = z.infer<typeof findingSchema>
/** How a PDF form came about. */
export type How = z.infer<typeof pdfFormHowSchema>
/** What is known of one page of a PDF form. */
export type PageFacts = z.infer<typeof pageSchema>

/** A file found inside another, already written to the work folder under its hash. */
export type Part = Inspection['parts'][number]

/** What an inspector made of a file, before it is written to the work folder. */
export interface Inspected {
  readonly type: Inspection['type']
  readonly mediaType: string
  readonly form: { readonly bytes: Uint8Array; readonly how: How; readonly pages: readonly PageFacts[] } | null
  /** JPEG. */
  readonly thumbnail: Uint8Array | null
  readonly parts: readonly Part[]
  readonly text: string
  readonly findings: readonly Finding[]
  readonly refusal: string | null
}

/** A file that is kept but cannot be bound, with what a person should do. */
export const kept = (
  type: Inspection['type'],
  mediaType: string,
  refusal: string,
  more: Partial<Inspected> = {},
): Inspected => ({
  type,
  mediaType,
  form: null,
  thumbnail: null,
  parts: [],
  text: '',
  findings: [],
  refusal,
  ...more,
})

/** How much text of a file is remembered, in characters. */
export const MOST_TEXT = 20_000
