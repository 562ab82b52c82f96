import { z } from '../zod.ts'

/** A 统一社会信用代码 found right, or a Chinese sentence that says what is wrong with it. */
export type CheckedCreditCode =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly sentence: string }

// GB 32100-2015: 31 characters (no I, O, S, V, Z), weights 3^(i-1) mod 31, check character from 31 minus the sum.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** The 18th character that the first 17 call for. */
export function computeCreditCodeCheck(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(first17.charAt(index)), 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

/** Checks a 统一社会信用代码 by GB 32100-2015; spaces, hyphens, small and full-width letters are forgiven. */
export function checkCreditCode(text: string): CheckedCreditCode {
  const code = text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
  if (code === '') return { ok: false, sentence: '请填写统一社会信用代码（18 位，见营业执照）' }
  const characters = Array.from(code)
  const wrong = characters.findIndex((character) => !alphabet.includes(character))
  if (wrong >= 0)
    return {
      ok: false,
      sentence: `第 ${wrong + 1} 位「${characters[wrong]}」不会出现在统一社会信用代码里（代码不用字母 I、O、S、V、Z），请对照营业执照核对`,
    }
  if (code.length !== 18)
    return { ok: false, sentence: `统一社会信用代码应为 18 位，现在是 ${code.length} 位，请对照营业执照补全` }
  if (computeCreditCodeCheck(code) !== code.charAt(17))
    return { ok: false, sentence: '统一社会信用代码的校验位不对，多半是抄错了一位，请对照营业执照逐位核对' }
  return { ok: true, code }
}

/** A 统一社会信用代码 as typed in a form; gives it back cleaned. */
export const creditCodeSchema = z.string().transform((text, context) => {
  const checked = checkCreditCode(text)
  if (checked.ok) return checked.code
  context.addIssue({ code: 'custom', message: checked.sentence, input: text })
  return z.NEVER
})
