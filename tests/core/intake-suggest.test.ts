import { expect, test } from 'vitest'
import { suggestKind } from '#core/intake/suggest-kind.ts'
import type { Inspection } from '#shared/inspection.ts'

const nothing: Inspection = {
  version: 1,
  type: 'pdf',
  mediaType: 'application/pdf',
  size: 1,
  pdfForm: null,
  thumbnail: null,
  parts: [],
  text: '',
  findings: [],
  refusal: null,
}

test('the kind is suggested from the name, else from the words, else from the shape, and the reason is said', () => {
  const named: [string, string][] = [
    ['营业执照副本.jpg', 'business-licence'],
    ['金融许可证.jpg', 'finance-licence'],
    ['01 号码归属证明.pdf', 'number-proof'],
    ['通信服务协议.pdf', 'service-agreement'],
    ['授权委托书.pdf', 'authorisation'],
    ['经办人身份证.jpg', 'identity-card'],
    ['标记截图 400.png', 'mark-screenshot'],
    ['通话样本.txt', 'call-sample'],
    ['和解协议.pdf', 'settlement'],
    ['话单统计.pdf', 'call-log-statistics'],
    ['scan0001.pdf', 'other'],
  ]
  expect(named.map(([name]) => [name, suggestKind(name, nothing).kind])).toEqual(named)
  expect(suggestKind('营业执照副本.jpg', nothing).why).toBe('文件名含「营业执照」')
  const words = suggestKind('scan.pdf', { ...nothing, text: '号码归属证明\n致：有关单位' })
  expect(words).toMatchObject({ kind: 'number-proof', why: '标题含「归属证明」' })
  const agreement = { ...nothing, text: '企业通信服务协议\n甲方：样本\n号码登记在甲方名下' }
  expect(suggestKind('scan.pdf', agreement).kind).toBe('service-agreement')
  const page = { width: 595, height: 842, text: false, blank: false }
  const pdfForm = { sha256: '', size: 1, how: 'image' as const, pages: [page] }
  expect(suggestKind('a.png', { ...nothing, type: 'png', pdfForm }).kind).toBe('mark-screenshot')
})

test('dates are suggested only when the paper says them', () => {
  const text = '号码归属证明\n本证明有效期至 2027年11月1日。\n示例电信\n2026年11月2日'
  expect(suggestKind('a.pdf', { ...nothing, text })).toMatchObject({ issuedOn: '2026-11-02', validUntil: '2027-11-01' })
  expect(suggestKind('a.pdf', { ...nothing, text: '有效期 2026-02-30' })).toMatchObject({
    issuedOn: null,
    validUntil: null,
  })
  expect(suggestKind('a.pdf', nothing)).toMatchObject({ issuedOn: null, validUntil: null })
})
