import { z } from './zod.ts'

/** How well a fact is founded; `unknown` means nothing was stated or nothing was found. */
export const confidenceSchema = z.enum(['high', 'medium', 'low', 'unknown'])
export type Confidence = z.infer<typeof confidenceSchema>

/** What the user reads for each confidence. */
export const confidenceNames: Readonly<Record<Confidence, string>> = {
  high: '高',
  medium: '中',
  low: '低',
  unknown: '未注明',
}

/** The words shown for a fact whose value is null. */
export const unknownWord = '未知'

/** The words that stand for a source that is only a place in somebody's public code. */
export const codeReferenceWords = '公开代码中的引用，未核实'

/** YYYY, YYYY-MM or YYYY-MM-DD; `undated` where the source bears no date, which counts as old. */
export const factDateSchema = z.union([
  z.literal('undated'),
  z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, '日期应为 2026、2026-11 或 2026-11-23'),
])

/** One place a fact was taken from; facts name it by `id`, which is never given to another source. */
export const sourceSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Its address or name in its own words. */
  text: z.string().min(1),
  url: z.string().nullable(),
  /** As the source gives it, in its own words. */
  date: z.string().min(1),
  kind: z.enum([
    'official',
    'official-mirror',
    'official-code-old',
    'law',
    'news',
    'vendor',
    'secondary',
    'secondary-commercial',
    'code',
    'compilation',
    'user',
  ]),
  note: z.string().optional(),
})
export type Source = z.infer<typeof sourceSchema>

/**
 * The one shape of everything the catalogue claims: what is shown, where it is from, how old, how sure.
 * `value` null is 「未知」; `verbatim` keeps the source's wording where the shown value is not it.
 */
export const factSchema = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    value: value.nullable(),
    verbatim: z.union([z.string(), z.array(z.string())]).optional(),
    sources: z.array(z.string()),
    date: factDateSchema,
    confidence: confidenceSchema,
    note: z.string().optional(),
  })

/** Any fact, for code that shows them without caring what they say. */
export interface Fact<T = unknown> {
  readonly value: T | null
  readonly verbatim?: string | string[] | undefined
  readonly sources: readonly string[]
  readonly date: string
  readonly confidence: Confidence
  readonly note?: string | undefined
}

/** Whether a value is a fact, by its shape. */
export function isFact(value: unknown): value is Fact {
  return typeof value === 'object' && value !== null && 'value' in value && 'confidence' in value && 'sources' in value
}

/** Every fact in a platform (or a part of one) with the path of keys that leads to it. */
export function listFacts(part: unknown, path: (string | number)[] = []): { path: (string | number)[]; fact: Fact }[] {
  if (isFact(part)) return [{ path, fact: part }]
  if (typeof part !== 'object' || part === null) return []
  const keys: (string | number)[] = Array.isArray(part) ? [...part.keys()] : Object.keys(part)
  return keys.flatMap((key) => listFacts((part as Record<string | number, unknown>)[key], [...path, key]))
}
