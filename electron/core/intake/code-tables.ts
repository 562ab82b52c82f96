/** How text in a font with a named Chinese CMap is coded: which bytes stand for a character. */
export interface CodeTable {
  /** Lower-case hexadecimal of a character's code; null when the CMap has none. */
  readonly codeOf: (codePoint: number) => string | null
  /** Code space ranges of the CMap: first and last code of each, in hexadecimal. */
  readonly spaces: readonly (readonly [string, string])[]
  /** Where a printable ASCII character stands in the Adobe-GB1 collection. */
  readonly asciiCid: (codePoint: number) => number
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

let gbkCodes: ReadonlyMap<string, number> | null = null

/** Two-byte GBK codes by character, read out of the decoder that Node has. */
function gbk(): ReadonlyMap<string, number> {
  if (gbkCodes) return gbkCodes
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail))
      if (char.length === 1 && char !== '\ufffd') codes.set(char, (lead << 8) | trail)
    }
  gbkCodes = codes
  return codes
}

const proportional = (codePoint: number) => codePoint - 0x1f
/** Half as wide as a Chinese character; the space has its place elsewhere. */
const halfWidth = (codePoint: number) => (codePoint === 0x20 ? 7716 : codePoint - 0x21 + 814)

function gbkTable(asciiCid: CodeTable['asciiCid']): CodeTable {
  return {
    codeOf(codePoint) {
      if (codePoint >= 0x20 && codePoint < 0x7f) return hex(codePoint, 2)
      const code = gbk().get(String.fromCodePoint(codePoint))
      return code === undefined ? null : hex(code, 4)
    },
    spaces: [
      ['00', '80'],
      ['8140', 'fefe'],
    ],
    asciiCid,
  }
}

const unicodeTable: CodeTable = {
  codeOf: (codePoint) => (codePoint <= 0xffff ? hex(codePoint, 4) : null),
  spaces: [['0000', 'ffff']],
  asciiCid: proportional,
}

/** Horizontal CMaps of Adobe-GB1 that office programs name; ASCII stands where Adobe's own CMap files put it. */
const TABLES: Readonly<Record<string, () => CodeTable>> = {
  'GBK-EUC-H': () => gbkTable(halfWidth),
  'GB-EUC-H': () => gbkTable(halfWidth),
  'GBKp-EUC-H': () => gbkTable(proportional),
  'UniGB-UCS2-H': () => unicodeTable,
  'UniGB-UTF16-H': () => unicodeTable,
}

/** The coding of a predefined Chinese CMap; null for those that are not known here. */
export const codeTable = (cmap: string): CodeTable | null => TABLES[cmap]?.() ?? null
