import type { z } from './zod.ts'

const ofKind = (origin: string, text: string, list: string, number: string) =>
  origin === 'string' ? text : origin === 'array' || origin === 'set' ? list : number

/** What a person reads where a schema gives no sentence of its own: what is wrong and what to do, without type names. */
export function sayIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'too_big') {
    const most = Number(issue.maximum)
    return ofKind(issue.origin, `请控制在 ${most} 字以内`, `最多 ${most} 项，请减少一些`, `不能大于 ${most}`)
  }
  if (issue.code === 'too_small') {
    const least = Number(issue.minimum)
    return ofKind(
      issue.origin,
      least <= 1 ? '请填写' : `请至少填写 ${least} 个字`,
      least <= 1 ? '请至少选择一项' : `请至少选择 ${least} 项`,
      issue.inclusive === false ? `应大于 ${least}` : `不能小于 ${least}`,
    )
  }
  if (issue.code === 'invalid_type') return issue.input === undefined ? '请填写' : '填写的内容类型不对，请核对'
  // Nothing chosen yet: the permitted values are codes, which help only who wrote one of them.
  if (issue.code === 'invalid_value' && (issue.input ?? '') === '') return '请选择'
  if (issue.code === 'invalid_value') return `请从可选的内容里选一个：${issue.values.map(String).join('、')}`
  if (issue.code === 'invalid_format') return '格式不对，请核对'
  if (issue.code === 'unrecognized_keys') return `有不认识的项目：${issue.keys.join('、')}`
  return '填写的内容不对，请核对'
}
