const DATE = String.raw`(20\d{2}|19\d{2})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?`
/** Before the date on the same line or the one before it. */
const UNTIL = new RegExp(
  String.raw`(?:有效期(?:限)?(?:至|到|截至)?|至|到|截至|届满|失效|终止)[^\d\n]{0,12}${DATE}`,
  'g',
)
const ISSUED = new RegExp(String.raw`(?:签发|颁发|发证|开具|出具|签订|签署|成立|落款)?日期?[^\d\n]{0,6}${DATE}`, 'g')
const VALIDITY_WORDS = /有效期|期限|有效至|截至|届满|生效|日\s*止/
const ANY = new RegExp(DATE, 'g')

function asDay([, year, month, day]: RegExpMatchArray): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const date = new Date(Date.UTC(y, m - 1, d))
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null
  return date.toISOString().slice(0, 10)
}

const days = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap((match) => asDay(match) ?? [])

/** Dates a paper seems to give itself: until when it is valid, when words say so, and when it was issued: the last other date in it. */
export function findDates(text: string): { readonly issuedOn: string | null; readonly validUntil: string | null } {
  const lines = text.split(/\r?\n/)
  const until = lines.filter((line) => VALIDITY_WORDS.test(line)).flatMap((line) => days(line, UNTIL))
  const validUntil = until.toSorted().at(-1) ?? null
  const named = days(text, ISSUED)
  const all = days(text, ANY)
  const issued = (named.length > 0 ? named : all).findLast((day) => day !== validUntil) ?? null
  return { issuedOn: issued !== null && validUntil !== null && issued > validUntil ? null : issued, validUntil }
}
