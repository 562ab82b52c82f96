import type { z } from '#shared/zod.ts'
import { isChinese } from './error-sentences.ts'

/** A schema's complaint as the sentence under the field; the schema's own words where they are Chinese. */
export function sayIssue(issue: z.core.$ZodIssue): string {
  if (isChinese(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return '请填写'
    case 'invalid_value':
      return '请从列表中选择一项'
    case 'too_small':
      return issue.origin === 'string' ? '请填写' : `应不小于 ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `请控制在 ${issue.maximum} 字以内` : `应不大于 ${issue.maximum}`
    default:
      return '填写有误，请核对'
  }
}
