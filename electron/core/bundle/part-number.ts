import type { BundlePart } from './bundle-input.ts'

const DIGITS = '零一二三四五六七八九'

/** A whole number from 1 to 9,999 in Chinese, as parts are numbered (证据二十八). */
export function chineseNumber(value: number): string {
  const units = ['', '十', '百', '千']
  const digits = String(value).split('').map(Number)
  let text = ''
  digits.forEach((digit, at) => {
    const unit = units[digits.length - 1 - at] ?? ''
    if (digit === 0) {
      if (!text.endsWith('零') && digits.slice(at).some((rest) => rest > 0)) text += '零'
    } else text += `${DIGITS[digit] ?? ''}${unit}`
  })
  return text.startsWith('一十') ? text.slice(1) : text
}

/** What each kind of part is called in the index and the bookmarks. */
const kindNames = { letter: '文书', annex: '附件', exhibit: '证据' } as const satisfies Record<
  BundlePart['kind'],
  string
>

/** Numbers the parts within their kind: 文书一, 附件一, 证据一, 证据二 … in the order given. */
export function partNumbers(parts: readonly Pick<BundlePart, 'kind'>[]): string[] {
  const counts = { letter: 0, annex: 0, exhibit: 0 }
  return parts.map(({ kind }) => `${kindNames[kind]}${chineseNumber(++counts[kind])}`)
}
