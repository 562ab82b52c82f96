import type * as fontkit from 'fontkit'
import { PDFString, type PDFContext, type PDFRef } from 'pdf-lib'
import type { Face } from '#core/typeset/fonts.ts'
import type { CodeTable } from './code-tables.ts'

/** A character of a font: its code in the text, its glyph in the subset, its width in thousandths of an em. */
export interface Drawn {
  readonly codePoint: number
  readonly code: string
  readonly glyph: number
  readonly width: number
}

const inHundreds = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / 100) }, (_, at) => all.slice(at * 100, at * 100 + 100))

const utf16 = (codePoint: number) => Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex')

/** A CMap that leads from codes to `what` (glyph numbers or Unicode). */
function writeCMap({ spaces }: CodeTable, drawn: readonly Drawn[], what: 'cid' | 'bf'): string {
  const lines = inHundreds(drawn).map((some) =>
    [
      `${some.length} begin${what}char`,
      ...some.map(({ code, glyph, codePoint }) => `<${code}> ${what === 'cid' ? glyph : `<${utf16(codePoint)}>`}`),
      `end${what}char`,
    ].join('\n'),
  )
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def',
    `/CMapName /Zhengming-${what} def /CMapType ${what === 'cid' ? 1 : 2} def /WMode 0 def`,
    `${spaces.length} begincodespacerange`,
    ...spaces.map(([first, last]) => `<${first}> <${last}>`),
    'endcodespacerange',
    ...lines,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
}

const system = (context: PDFContext) =>
  context.obj({ Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 })

/** Names of fonts put in the place of missing ones start so. */
export const SUBSTITUTE = 'ZHENGX+'

const SUBSET_NAMES: Readonly<Record<Face, string>> = {
  serif: `${SUBSTITUTE}NotoSerifSC-Regular`,
  serifBold: `${SUBSTITUTE}NotoSerifSC-Bold`,
  sans: `${SUBSTITUTE}NotoSansSC-Regular`,
  sansBold: `${SUBSTITUTE}NotoSansSC-Bold`,
}

/** The font to replace: its place, how its text is coded, and the face that stands in. */
interface Replaced {
  readonly ref: PDFRef
  readonly table: CodeTable
  readonly face: Face
}

/** Writes the program of a shipped face and what describes it; `program` is TrueType. */
export function writeDescriptor(context: PDFContext, face: Face, font: fontkit.Font, program: Uint8Array): PDFRef {
  const em = 1000 / font.unitsPerEm
  const { minX, minY, maxX, maxY } = font.bbox
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: SUBSET_NAMES[face],
    Flags: 4,
    FontBBox: [minX, minY, maxX, maxY].map((side) => Math.round(side * em)),
    ItalicAngle: 0,
    Ascent: Math.round(font.ascent * em),
    Descent: Math.round(font.descent * em),
    CapHeight: Math.round(font.capHeight * em),
    StemV: 80,
    FontFile2: context.register(context.flateStream(program)),
  })
  return context.register(descriptor)
}

/** Writes a font that reads the codes of `table` and draws them with the glyphs of a program written before. */
export function writeFont(
  context: PDFContext,
  { ref, table, face }: Replaced,
  drawn: readonly Drawn[],
  descriptor: PDFRef,
) {
  const base = SUBSET_NAMES[face]
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: base,
    CIDSystemInfo: system(context),
    CIDToGIDMap: 'Identity',
    DW: 1000,
    W: drawn.toSorted((a, b) => a.glyph - b.glyph).flatMap(({ glyph, width }) => [glyph, [width]]),
    FontDescriptor: descriptor,
  })
  const encoding = context.flateStream(writeCMap(table, drawn, 'cid'), {
    Type: 'CMap',
    CMapName: 'Zhengming-cid',
    CIDSystemInfo: system(context),
  })
  const font = context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: base,
    Encoding: context.register(encoding),
    DescendantFonts: [context.register(descendant)],
    ToUnicode: context.register(context.flateStream(writeCMap(table, drawn, 'bf'))),
  })
  context.assign(ref, font)
}
