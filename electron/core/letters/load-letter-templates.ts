import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '#core/refusal.ts'
import { findTemplateFaults, type LetterTemplate, letterTemplateSchema } from '#shared/letters/letter-template.ts'
import { z } from '#shared/zod.ts'

const chinese = z.locales.zhCN().localeError

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse(`文书模板 ${file} 不是完整的 JSON，请恢复随程序提供的文件`)
  }
}

function readTemplate(file: string, text: string): LetterTemplate {
  const parsed = letterTemplateSchema.safeParse(parseJson(file, text), { error: chinese })
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || '整个文件'}（${issue.message}）`)
    throw refuse(`文书模板 ${file} 的字段有误：${faults.join('；')}。请更正该文件或者恢复随程序提供的文件`)
  }
  const faults = findTemplateFaults(parsed.data)
  if (`${parsed.data.id}.json` !== file) faults.push('id：应当与文件名相同')
  if (faults.length > 0) throw refuse(`文书模板 ${file} 有误：${faults.join('；')}。请更正该文件`)
  return parsed.data
}

const order: readonly string[] = [
  'appeal',
  'usage',
  'authorisation',
  'undertaking',
  'number-list',
  'phone-script',
  'paste',
]

/**
 * Every letter template of the program's templates folder, letters first and texts to paste last.
 * Refuses naming the file and the field at fault.
 */
export async function loadLetterTemplates(templatesFolder: string): Promise<readonly LetterTemplate[]> {
  const folder = join(templatesFolder, 'letters')
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).toSorted()
  if (files.length === 0) throw refuse(`找不到文书模板（${folder}），请重新安装程序`)
  const templates = await Promise.all(
    files.map(async (file) => readTemplate(file, await readFile(join(folder, file), 'utf8'))),
  )
  const rank = (template: LetterTemplate) => (order.indexOf(template.kind) + order.length) % order.length
  return templates.toSorted((one, other) => rank(one) - rank(other))
}
