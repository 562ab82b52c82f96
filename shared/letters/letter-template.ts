import { labelCodeSchema, letterKindSchema } from '../kinds.ts'
import { z } from '../zod.ts'
import { fieldNameSchema } from './letter-fields.ts'
import { parseLetter } from './letter-text.ts'

/** What a template makes: a letter of some kind, or a short text to paste into a channel's form. */
export const templateKindSchema = z.union([letterKindSchema, z.literal('paste')])
export type TemplateKind = z.infer<typeof templateKindSchema>

/** A seal a letter needs before it is sent, and whose it is. */
export const stampNeedSchema = z.strictObject({
  seal: z.enum(['公章', '法人章']),
  place: z.literal('落款处'),
  by: z.enum(['appellant', 'registered-owner']),
})
export type StampNeed = z.infer<typeof stampNeedSchema>

/** One file of templates/letters. */
export const letterTemplateSchema = z.strictObject({
  /** The same as the file's name without .json. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '应由小写字母、数字和连字符组成'),
  kind: templateKindSchema,
  /** What a person chooses it by. */
  name: z.string().min(1).max(60),
  /** When to use it, in one or two sentences. */
  summary: z.string().min(1).max(200),
  /** Labels it argues about. */
  labels: z.array(labelCodeSchema).min(1),
  /** Whether it is for numbers registered to the appellant, to another, or either. */
  registeredOwner: z.enum(['appellant', 'another', 'either']),
  stamps: z.array(stampNeedSchema),
  /** 骑缝章 is needed when it runs over more than one page. */
  acrossPages: z.boolean(),
  /** Fields it may name; the editor offers these. */
  fields: z.array(fieldNameSchema),
  /** The channel's limit on a text to paste; null for none. */
  maxCharacters: z.int().positive().nullable(),
  /** The text, a line each (see letter-text.ts). */
  text: z.array(z.string()).min(1),
  /** What is said on whose authority, and as of when. */
  sources: z.array(z.strictObject({ what: z.string().min(1), source: z.string().min(1), date: z.string().min(1) })),
})
export type LetterTemplate = z.infer<typeof letterTemplateSchema>

/** What a template gets wrong beyond its schema: each a Chinese sentence that begins with the field at fault. */
export function findTemplateFaults(template: LetterTemplate): string[] {
  const faults: string[] = []
  const parsed = parseLetter(template.text.join('\n'))
  for (const { line, column, message } of parsed.problems) faults.push(`text 第 ${line} 行第 ${column} 列：${message}`)
  const named = parsed.lines.flatMap((line) => ('pieces' in line ? line.pieces : []))
  for (const piece of named) {
    if (piece.kind === 'field' && !template.fields.includes(piece.name)) {
      faults.push(`fields：正文用了「${piece.name}」，但没有列入`)
    }
  }
  if (new Set(template.fields).size !== template.fields.length) faults.push('fields：有重复的字段')
  for (const [index, line] of template.text.entries()) {
    if (/[\r\n]/.test(line)) faults.push(`text 第 ${index + 1} 行：一行里不能有换行`)
  }
  if (
    (template.kind === 'paste') !== (template.stamps.length === 0 && !template.acrossPages) &&
    template.kind === 'paste'
  ) {
    faults.push('stamps：粘贴用的文字不盖章')
  }
  return faults
}

/** Kinds that argue about a mark: they fit when they are written for any label at hand, and leave the others out. */
export const arguingKinds: readonly TemplateKind[] = ['appeal', 'paste', 'phone-script']

/** Templates that fit the labels at hand and the owner of the numbers, in their order. */
export const templatesFor = (
  templates: readonly LetterTemplate[],
  labels: readonly LetterTemplate['labels'][number][],
  ownedByAnother: boolean,
): readonly LetterTemplate[] =>
  templates.filter((template) => {
    const covers = (label: LetterTemplate['labels'][number]) => template.labels.includes(label)
    return (
      (arguingKinds.includes(template.kind) ? labels.some(covers) : labels.every(covers)) &&
      template.registeredOwner !== (ownedByAnother ? 'appellant' : 'another')
    )
  })

/** What a fresh letter is called: the heading of its text, or the template's name where that has fields in it. */
export function titleOfTemplate({ name, text }: Pick<LetterTemplate, 'name' | 'text'>): string {
  const heading =
    text
      .find((line) => line.startsWith('# '))
      ?.slice(2)
      .trim() ?? ''
  return heading === '' || heading.includes('{{') ? name.replace(/（.*）$/, '') : heading
}
