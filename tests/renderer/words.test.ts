import { expect, test } from 'vitest'
import { companyDraftSchema } from '#shared/companies.ts'
import { houseDefaultsSchema } from '#shared/app.ts'
import type { AppError } from '#shared/result.ts'
import { dateTime, dayWords } from '../../renderer/text/dates.ts'
import { describeError, errorDetails, isChinese } from '../../renderer/text/error-sentences.ts'
import { sayIssue } from '../../renderer/text/issue-sentences.ts'

const errors: AppError[] = [
  { code: 'invalid-input', issues: [{ path: 'draft.name', message: 'Invalid input' }] },
  { code: 'not-found', what: '号码', id: 'x' },
  { code: 'refused', reason: '请先添加号码' },
  { code: 'gate-open', gaps: ['缺少营业执照'] },
  { code: 'files-refused', files: [{ name: 'a.pdf', reason: '有密码' }] },
  { code: 'check-failed', failures: ['第 3 页'] },
  { code: 'storage', problem: 'full', path: 'D:\\备份' },
  { code: 'database-damaged', path: 'x.sqlite' },
  { code: 'newer-database', version: 9 },
  { code: 'app-running' },
  { code: 'cancelled' },
  { code: 'unexpected', incident: 'abc' },
]

test('every problem reads as Chinese: what happened, what to do, what is safe, with the details to copy', () => {
  for (const error of errors) {
    const { title, advice, safe } = describeError(error)
    expect(isChinese(title), error.code).toBe(true)
    expect(isChinese(safe), error.code).toBe(true)
    expect(advice.length > 0 || error.code === 'cancelled', error.code).toBe(true)
    expect(errorDetails(error)).toContain(JSON.stringify(error))
  }
})

test('no schema complaint reaches a field in English', () => {
  const company = companyDraftSchema.safeParse({ name: '', code: 'X', allowList: [''] })
  const house = houseDefaultsSchema.safeParse({
    formats: [],
    maxBytes: -1,
    answerWorkdaysMin: 0.5,
    answerWorkdaysMax: 999,
  })
  const issues = [...(company.error?.issues ?? []), ...(house.error?.issues ?? [])]
  expect(issues.length).toBeGreaterThan(5)
  for (const issue of issues) expect(isChinese(sayIssue(issue)), JSON.stringify(issue)).toBe(true)
})

test('times are told in Shanghai wherever the machine stands', () => {
  expect(dateTime('2026-11-23T21:25:00Z')).toBe('2026-11-24 05:25')
  expect(dateTime('2026-11-23T16:05:00Z')).toBe('2026-11-24 00:05')
  expect(dayWords('2026-11-25', '2026-11-23')).toBe('11月25日 周三')
  expect(dayWords('2027-01-04', '2026-11-23')).toBe('2027年1月4日 周一')
})
