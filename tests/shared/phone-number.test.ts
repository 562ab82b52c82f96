import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePhoneNumber, showPhoneNumber } from '#shared/rules/phone-number.ts'

test.each([
  ['13812345678', 'mobile', '13812345678', null, '138 1234 5678'],
  ['+86 138-1234-5678', 'mobile', '13812345678', null, '138 1234 5678'],
  ['86 13812345678', 'mobile', '13812345678', null, '138 1234 5678'],
  ['0086-138 1234 5678', 'mobile', '13812345678', null, '138 1234 5678'],
  ['013812345678', 'mobile', '13812345678', null, '138 1234 5678'],
  ['１３８ １２３４ ５６７８', 'mobile', '13812345678', null, '138 1234 5678'],
  ['021-61234567', 'landline', '02161234567', '021', '021-61234567'],
  ['（021）6123 4567', 'landline', '02161234567', '021', '021-61234567'],
  ['+86 21 6123 4567', 'landline', '02161234567', '021', '021-61234567'],
  ['+86 (0)21 6123 4567', 'landline', '02161234567', '021', '021-61234567'],
  ['+86 10 8888 8888', 'landline', '01088888888', '010', '010-88888888'],
  ['0571－8123456', 'landline', '05718123456', '0571', '0571-8123456'],
  ['400-123-4567', '400', '4001234567', null, '400-123-4567'],
  ['+86 400 123 4567', '400', '4001234567', null, '400-123-4567'],
  ['95588', 'short', '95588', null, '95588'],
  ['952013', 'short', '952013', null, '952013'],
  ['1010 1234', 'short', '10101234', null, '10101234'],
])('%s is read as %s', (text, kind, digits, areaCode, shown) => {
  expect(parsePhoneNumber(text)).toEqual({ ok: true, number: { kind, digits, areaCode, shown } })
})

test.each([
  ['400-123-456', '400 号码应为 10 位，如 400-123-4567'],
  ['61234567', '固话请带区号，如 021-61234567'],
  ['021-61234567 转 801', '请去掉分机号，只填主号码，如 021-61234567'],
  ['021-6123456', '区号 021 后面应是 8 位号码，现在是 7 位；有分机号的请去掉分机号'],
  ['021-61234567-801', '区号 021 后面应是 8 位号码，现在是 11 位；有分机号的请去掉分机号'],
  ['1381234567', '手机号应为 11 位，现在是 10 位，如 13812345678'],
  ['', '请填写号码，如 13812345678、021-61234567、400-123-4567 或 95588'],
  ['13812345678、13912345678', '号码里只能有数字、空格和短横线；一格只填一个号码'],
  ['客服热线', '号码里只能有数字、空格和短横线；一格只填一个号码'],
  ['12345', '认不出这个号码：请填 11 位手机号、带区号的固话、10 位 400 号码，或 95、96、1010 短号码'],
])('%s is refused with what to do', (text, sentence) => {
  expect(parsePhoneNumber(text)).toEqual({ ok: false, sentence })
})

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const number = fc.oneof(
  fc.tuple(fc.constantFrom('13', '15', '18', '19'), digits(9)).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('010', '021', '0571', '0898'), fc.constantFrom('2', '6', '8'), digits(7))
    .map((parts) => parts.join('')),
  digits(7).map((rest) => `400${rest}`),
  fc.constantFrom('95588', '96110', '951234'),
)

test('however a number is dressed, it is the same number, and what is shown is read back', () => {
  const dress = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => ` ${text.split('').join(' ')} `,
    (text) => text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    (text) => `（${text.slice(0, 3)}）${text.slice(3)}`,
    (text) => `${text.slice(0, 3)}—${text.slice(3)}`,
    (text) => `\u202d${text}\u202c`,
  )
  fc.assert(
    fc.property(number, dress, (plain, dressed) => {
      const parsed = parsePhoneNumber(dressed(plain))
      if (!parsed.ok) return false
      const again = parsePhoneNumber(showPhoneNumber(parsed.number.digits))
      expect(again).toEqual(parsed)
      return parsed.number.digits === plain
    }),
  )
})

test('whatever is typed, the answer is a number or a sentence, never a crash', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const parsed = parsePhoneNumber(text)
      expect(parsed.ok ? parsed.number.digits : parsed.sentence).toMatch(parsed.ok ? /^\d{5,12}$/ : /\p{Script=Han}/u)
    }),
  )
})
