import { z } from './zod.ts'

/** A run of text, or a reference to another part of the bundle that becomes 「第 N 页」 and a link. */
export const inlineSchema = z.union([
  z.object({ text: z.string(), bold: z.boolean().optional() }),
  z.object({ ref: z.string() }),
])
export type Inline = z.infer<typeof inlineSchema>

/** A piece of a typeset document. Each writer (PDF, .docx) is an exhaustive switch over these. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), text: z.string() }),
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({
    kind: z.literal('paragraph'),
    inlines: z.array(inlineSchema),
    /** Two-character first-line indent (首行缩进). */
    indent: z.boolean(),
    align: z.enum(['justify', 'left', 'center', 'right']),
  }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(
      z.object({ title: z.string(), weight: z.number().positive(), align: z.enum(['left', 'center', 'right']) }),
    ),
    rows: z.array(z.array(z.array(inlineSchema))),
  }),
  z.object({ kind: z.literal('space'), lines: z.number().positive() }),
  z.object({ kind: z.literal('page-break') }),
])
export type Block = z.infer<typeof blockSchema>

/** A typeset document as plain data: a letter, a cover, an annex. */
export const documentSchema = z.object({ title: z.string(), blocks: z.array(blockSchema) })
export type Document = z.infer<typeof documentSchema>
