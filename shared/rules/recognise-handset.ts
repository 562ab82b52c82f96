import type { HandsetBrand } from '../kinds.ts'

const patterns: readonly (readonly [HandsetBrand, RegExp])[] = [
  ['一加', /一加|oneplus/i],
  ['荣耀', /荣耀|honor(?!s)/i],
  ['华为', /华为|huawei/i],
  ['小米', /小米|红米|redmi|xiaomi|\bmi ?\d/i],
  ['OPPO', /oppo/i],
  ['vivo', /vivo|iqoo/i],
  ['魅族', /魅族|meizu/i],
  ['苹果', /苹果|iphone|apple/i],
  ['三星', /三星|samsung|galaxy/i],
]

/** The make of a handset as people write it (「OPPO Find X8」, 「红米 K70」); null when nothing is written. */
export function recogniseHandset(words: string): HandsetBrand | null {
  const text = words.normalize('NFKC').trim()
  if (text === '') return null
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? '其他'
}
