import type { NumberKind } from '../kinds.ts'

/** A phone number understood: digits only, with the area code of a landline kept apart. */
export interface PhoneNumber {
  readonly kind: NumberKind
  /** Every digit, a landline's area code included. */
  readonly digits: string
  readonly areaCode: string | null
  /** As people write it: 138 1234 5678, 021-61234567, 400-123-4567, 95588. */
  readonly shown: string
}

/** A number, or a Chinese sentence that says what to change. */
export type ParsedPhoneNumber =
  | { readonly ok: true; readonly number: PhoneNumber }
  | { readonly ok: false; readonly sentence: string }

const fullWidthOffset = 0xfe_e0

const toHalfWidth = (text: string): string =>
  text.replaceAll(/[！-～]/g, (character) => String.fromCodePoint(character.codePointAt(0)! - fullWidthOffset))

/** Takes off everything people write round the digits; the country code too. */
function clean(text: string): string {
  const bare = toHalfWidth(text.normalize('NFC')).replaceAll(
    /[\s\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}()[\]（）【】.·\-‐-―−－—_/]/gu,
    '',
  )
  const national = /^(?:\+|00)86(\d+)$/.exec(bare)?.[1] ?? /^86(1[3-9]\d{9}|0\d{9,11}|400\d{7})$/.exec(bare)?.[1]
  if (national === undefined) return bare.replace(/^0(1[3-9]\d{9})$/, '$1')
  // Abroad a landline is written without its leading zero: +86 21 6123 4567.
  return /^(?:10\d{8}|2\d{9}|[3-9]\d{9,10})$/.test(national) && !national.startsWith('400') ? `0${national}` : national
}

const areaPattern = /^(010|02\d|0[3-9]\d{2})(\d+)$/

/** How a number is written for people. */
export function showPhoneNumber(digits: string): string {
  if (/^1[3-9]\d{9}$/.test(digits)) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`
  if (/^400\d{7}$/.test(digits)) return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`
  const landline = areaPattern.exec(digits)
  return landline ? `${landline[1]}-${landline[2]}` : digits
}

const accept = (kind: NumberKind, digits: string, areaCode: string | null = null): ParsedPhoneNumber => ({
  ok: true,
  number: { kind, digits, areaCode, shown: showPhoneNumber(digits) },
})

const refuse = (sentence: string): ParsedPhoneNumber => ({ ok: false, sentence })

function parseLandline(digits: string): ParsedPhoneNumber {
  const [, areaCode, local] = areaPattern.exec(digits) ?? []
  if (!areaCode || !local) return refuse('区号不对：固话请写区号和号码，如 021-61234567、0571-81234567')
  const lengths = areaCode.length === 3 ? [8] : [7, 8]
  if (!lengths.includes(local.length))
    return refuse(
      `区号 ${areaCode} 后面应是 ${lengths.join(' 或 ')} 位号码，现在是 ${local.length} 位；有分机号的请去掉分机号`,
    )
  if (/^[01]/.test(local)) return refuse('固话号码不以 0 或 1 开头，请核对，如 021-61234567')
  return accept('landline', digits, areaCode)
}

/** Reads a phone number as people write it, or says in Chinese what is wrong and how to put it right. */
export function parsePhoneNumber(text: string): ParsedPhoneNumber {
  if (/转|分机|ext/i.test(text)) return refuse('请去掉分机号，只填主号码，如 021-61234567')
  const digits = clean(text)
  if (digits === '') return refuse('请填写号码，如 13812345678、021-61234567、400-123-4567 或 95588')
  if (!/^\d+$/.test(digits)) return refuse('号码里只能有数字、空格和短横线；一格只填一个号码')
  if (/^1[3-9]\d{9}$/.test(digits)) return accept('mobile', digits)
  if (digits.startsWith('400'))
    return digits.length === 10 ? accept('400', digits) : refuse('400 号码应为 10 位，如 400-123-4567')
  if (digits.startsWith('0')) return parseLandline(digits)
  if (/^9[56]\d{3,6}$/.test(digits) || /^1010\d{4}$/.test(digits)) return accept('short', digits)
  if (digits.startsWith('1010')) return refuse('1010 开头的号码应为 8 位，如 10101234')
  if (/^1[3-9]/.test(digits)) return refuse(`手机号应为 11 位，现在是 ${digits.length} 位，如 13812345678`)
  if (/^[2-9]\d{6,7}$/.test(digits)) return refuse('固话请带区号，如 021-61234567')
  return refuse('认不出这个号码：请填 11 位手机号、带区号的固话、10 位 400 号码，或 95、96、1010 短号码')
}
