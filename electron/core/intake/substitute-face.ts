import type { Face } from '#core/typeset/fonts.ts'

const CJK_FACE =
  /sim|song|hei|kai|fang|ming|(?<!(?:century|franklin|letter|news|trade|copperplate)[ -]?)gothic|yahei|dengxian|msyh|noto.*(sc|cjk)|pingfang|batang|gulim|mincho|gb1|cns1|[\u0080-\uffff]/i
const SANS_FACE = /hei|gothic|yahei|sans|dengxian|pingfang|gulim|黑|圆/i

/** The shipped face that stands in for a Chinese font a PDF names but does not hold; `weight` is 400 for regular. */
export function substituteFace(fontName: string, weight: number): Face {
  const bold = weight >= 600 || /bold|heavy/i.test(fontName)
  if (SANS_FACE.test(fontName)) return bold ? 'sansBold' : 'sans'
  return bold ? 'serifBold' : 'serif'
}

/** True when a font is a Chinese, Japanese or Korean one by its name. */
export const isChineseFace = (fontName: string) => CJK_FACE.test(fontName)
