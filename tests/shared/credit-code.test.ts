import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCreditCode, computeCreditCodeCheck, creditCodeSchema } from '#shared/rules/credit-code.ts'

// The example of GB 32100-2015 and a large company's published code hold our sum against somebody else's.
test.each(['91350100M000100Y43', '91110000802100433B'])('%s is right', (code) => {
  expect(checkCreditCode(code)).toEqual({ ok: true, code })
})

test('spaces, small and full-width letters are forgiven', () => {
  expect(checkCreditCode(' 91350100 m000100 ｙ43 ')).toEqual({ ok: true, code: '91350100M000100Y43' })
  expect(creditCodeSchema.parse('91350100-M000100Y43')).toBe('91350100M000100Y43')
})

test.each([
  ['', '请填写统一社会信用代码（18 位，见营业执照）'],
  ['91350100M000100Y4', '统一社会信用代码应为 18 位，现在是 17 位，请对照营业执照补全'],
  ['91350100M000100Y44', '统一社会信用代码的校验位不对，多半是抄错了一位，请对照营业执照逐位核对'],
])('%s is refused with what to do', (text, sentence) => {
  expect(checkCreditCode(text)).toEqual({ ok: false, sentence })
})

test('a letter that never stands in a code is named with its place', () => {
  const checked = checkCreditCode('9135O100M000100Y43')
  expect(checked.ok ? '' : checked.sentence).toContain('第 5 位「O」')
})

const character = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY')

test('one wrong character is always noticed', () => {
  const first17 = fc.string({ unit: character, minLength: 17, maxLength: 17 })
  fc.assert(
    fc.property(first17, fc.nat(16), character, (first, place, other) => {
      const code = first + computeCreditCodeCheck(first)
      expect(checkCreditCode(code).ok).toBe(true)
      fc.pre(other !== code.charAt(place))
      return !checkCreditCode(code.slice(0, place) + other + code.slice(place + 1)).ok
    }),
  )
})

test('the check character is the standard’s: weights are powers of three, modulo 31', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  fc.assert(
    fc.property(fc.string({ unit: character, minLength: 17, maxLength: 17 }), (first) => {
      const sum = Array.from(first).reduce((total, one, place) => total + alphabet.indexOf(one) * 3 ** place, 0)
      // 3^16 × 30 × 17 stays below 2^53, so the sum is exact.
      expect((sum + alphabet.indexOf(computeCreditCodeCheck(first))) % 31).toBe(0)
    }),
  )
})
