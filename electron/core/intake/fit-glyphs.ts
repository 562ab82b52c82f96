/** A glyph drawn anew at another width: narrowed to it, or put in its middle. Widths in font units. */
export interface FittedGlyph {
  readonly glyph: number
  readonly natural: number
  readonly width: number
}

interface Table {
  readonly tag: string
  readonly bytes: Buffer
}

const HEAD_LOCA_FORMAT = 50
const HHEA_METRICS = 34
const MAXP_GLYPHS = 4
const MAXP_COMPONENTS = 28
const WORDS = 0x0001
const OFFSETS = 0x0002
const TWO_SCALES = 0x0040

const even = (bytes: Buffer) => (bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]))

function tablesOf(font: Buffer): Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, i) => {
    const at = 12 + i * 16
    const offset = font.readUInt32BE(at + 8)
    const bytes = Buffer.from(font.subarray(offset, offset + font.readUInt32BE(at + 12)))
    return { tag: font.toString('latin1', at, at + 4), bytes }
  })
}

function sumOf(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at++) sum = (sum + (bytes[at] ?? 0) * 2 ** (8 * (3 - (at % 4)))) % 2 ** 32
  return sum
}

function join(tables: readonly Table[]): Buffer {
  const head = Buffer.alloc(12 + tables.length * 16)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt16BE(tables.length, 4)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE(tables.length * 16 - power * 16, 10)
  let offset = head.length
  const bodies = tables.map(({ tag, bytes }, i) => {
    const at = 12 + i * 16
    head.write(tag, at, 'latin1')
    head.writeUInt32BE(sumOf(bytes), at + 4)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(bytes.length, at + 12)
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
    offset += padded.length
    return padded
  })
  return Buffer.concat([head, ...bodies])
}

/** A glyph that is another one, scaled across or moved right; its bounds are that one's, so changed. */
function composite(original: Buffer, { glyph, natural, width }: FittedGlyph): Buffer {
  const scale = Math.min(1, width / natural)
  const shift = Math.max(0, Math.round((width - natural) / 2))
  const bytes = Buffer.alloc(10 + 12)
  bytes.writeInt16BE(-1, 0)
  for (const [at, moved] of [
    [2, true],
    [4, false],
    [6, true],
    [8, false],
  ] as const) {
    const side = original.readInt16BE(at)
    bytes.writeInt16BE(moved ? Math.round(side * scale) + shift : side, at)
  }
  bytes.writeUInt16BE(WORDS | OFFSETS | TWO_SCALES, 10)
  bytes.writeUInt16BE(glyph, 12)
  bytes.writeInt16BE(shift, 14)
  bytes.writeInt16BE(0, 16)
  bytes.writeInt16BE(Math.round(scale * 0x4000), 18)
  bytes.writeInt16BE(0x4000, 20)
  return bytes
}

/** The glyphs of a TrueType font, one buffer each. */
function glyphsOf(glyf: Buffer, loca: Buffer, long: boolean): Buffer[] {
  const at = (i: number) => (long ? loca.readUInt32BE(i * 4) : loca.readUInt16BE(i * 2) * 2)
  return Array.from({ length: loca.length / (long ? 4 : 2) - 1 }, (_, i) => glyf.subarray(at(i), at(i + 1)))
}

function metricsOf(hmtx: Buffer, measured: number, count: number) {
  const last = hmtx.readUInt16BE((measured - 1) * 4)
  return Array.from({ length: count }, (_, i) =>
    i < measured
      ? { advance: hmtx.readUInt16BE(i * 4), bearing: hmtx.readInt16BE(i * 4 + 2) }
      : { advance: last, bearing: hmtx.readInt16BE(measured * 4 + (i - measured) * 2) },
  )
}

/**
 * A TrueType font with more glyphs at its end: those of `wanted`, in order, each fitted to its width, as readers
 * fit the glyphs of a font that stands in for another. `first` is the number of the first one added.
 */
export function addFittedGlyphs(
  font: Uint8Array,
  wanted: readonly FittedGlyph[],
): { readonly font: Uint8Array; readonly first: number } {
  const tables = tablesOf(Buffer.from(font.buffer, font.byteOffset, font.length))
  const table = (tag: string) => tables.find((one) => one.tag === tag)?.bytes ?? Buffer.alloc(64)
  const [head, hhea, maxp] = [table('head'), table('hhea'), table('maxp')]
  const glyphs = glyphsOf(table('glyf'), table('loca'), head.readInt16BE(HEAD_LOCA_FORMAT) === 1)
  const metrics = metricsOf(table('hmtx'), hhea.readUInt16BE(HHEA_METRICS), glyphs.length)
  const first = glyphs.length
  for (const fitted of wanted) {
    const original = glyphs[fitted.glyph] ?? Buffer.alloc(0)
    const made = original.length === 0 ? original : composite(original, fitted)
    glyphs.push(made)
    metrics.push({ advance: fitted.width, bearing: made.length === 0 ? 0 : made.readInt16BE(2) })
  }
  const padded = glyphs.map(even)
  const loca = Buffer.alloc((padded.length + 1) * 4)
  let offset = 0
  padded.forEach((glyph, i) => loca.writeUInt32BE((offset += glyph.length), (i + 1) * 4))
  const hmtx = Buffer.alloc(metrics.length * 4)
  metrics.forEach(({ advance, bearing }, i) => {
    hmtx.writeUInt16BE(advance, i * 4)
    hmtx.writeInt16BE(bearing, i * 4 + 2)
  })
  head.writeInt16BE(1, HEAD_LOCA_FORMAT)
  hhea.writeUInt16BE(metrics.length, HHEA_METRICS)
  maxp.writeUInt16BE(glyphs.length, MAXP_GLYPHS)
  maxp.writeUInt16BE(Math.max(1, maxp.readUInt16BE(MAXP_COMPONENTS)), MAXP_COMPONENTS)
  maxp.writeUInt16BE(Math.max(2, maxp.readUInt16BE(MAXP_COMPONENTS + 2) + 1), MAXP_COMPONENTS + 2)
  const fresh: Readonly<Record<string, Buffer>> = { glyf: Buffer.concat(padded), loca, hmtx }
  return { font: join(tables.map(({ tag, bytes }) => ({ tag, bytes: fresh[tag] ?? bytes }))), first }
}
