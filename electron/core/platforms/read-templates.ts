import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from '#shared/zod.ts'

/** A template file that cannot be used: which file, which field, and a Chinese sentence that says so. */
export interface TemplateProblem {
  readonly file: string
  readonly field: string
  readonly sentence: string
}

const say = (file: string, field: string, what: string): TemplateProblem => ({
  file,
  field,
  sentence: field === '' ? `${file}：${what}` : `${file} 的 ${field}：${what}`,
})

/** Reads one JSON text against its schema; a fault names the file and the field. */
export function readTemplate<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
): { readonly value: z.infer<S> | null; readonly problems: readonly TemplateProblem[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return { value: null, problems: [say(file, '', `不是有效的 JSON，请检查括号、引号和逗号（${why}）`)] }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { value: parsed.data, problems: [] }
  return {
    value: null,
    problems: parsed.error.issues.map(({ path, message }) => say(file, path.map(String).join('.'), message)),
  }
}

/** Reads every JSON file of a folder, in order of name; a broken one is named and the others still serve. */
export function readTemplates<S extends z.ZodType>(
  folder: string,
  schema: S,
): {
  readonly files: readonly { readonly file: string; readonly value: z.infer<S> }[]
  readonly problems: readonly TemplateProblem[]
} {
  const files: { file: string; value: z.infer<S> }[] = []
  const problems: TemplateProblem[] = []
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()) {
    const read = readTemplate(file, readFileSync(join(folder, file), 'utf8'), schema)
    if (read.value !== null) files.push({ file, value: read.value })
    problems.push(...read.problems)
  }
  return { files, problems }
}
