import * as fontkit from 'fontkit'
import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFContext, type PDFDocument, type PDFRef } from 'pdf-lib'
import { readFace, type Face } from '#core/typeset/fonts.ts'
import { codeTable, type CodeTable } from './code-tables.ts'
import { addFittedGlyphs, type FittedGlyph } from './fit-glyphs.ts'
import type { PdfFile } from './pdfium.ts'
import { substituteFace } from './substitute-face.ts'
import { writeDescriptor, writeFont, type Drawn } from './write-substitute.ts'

const name = (text: string) => PDFName.of(text)
const FILES = ['FontFile', 'FontFile2', 'FontFile3'].map(name)

/** A font that draws Chinese by a named CMap and is not in the file. */
interface MissingFont {
  readonly ref: PDFRef
  readonly descendant: PDFDict
  readonly table: CodeTable
  readonly face: Face
}

/** As pdfium reckons it, so that both readers choose the same face. */
const weightOf = (stem: number) => (stem < 140 ? stem * 5 : stem * 4 + 140)

function missingFont(ref: PDFRef, font: PDFDict): MissingFont | null {
  if (font.get(name('Subtype')) !== name('Type0')) return null
  const encoding = font.lookup(name('Encoding'))
  const table = encoding instanceof PDFName ? codeTable(encoding.decodeText()) : null
  const descendants = font.lookup(name('DescendantFonts'))
  const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined
  if (!table || !(descendant instanceof PDFDict)) return null
  const descriptor = descendant.lookup(name('FontDescriptor'))
  if (descriptor instanceof PDFDict && FILES.some((key) => descriptor.has(key))) return null
  const base = font.lookup(name('BaseFont'))
  const stem = descriptor instanceof PDFDict ? descriptor.lookup(name('StemV')) : undefined
  const face = substituteFace(
    base instanceof PDFName ? base.decodeText() : '',
    weightOf(stem instanceof PDFNumber ? stem.asNumber() : 0),
  )
  return { ref, descendant, table, face }
}

/** Widths by CID of a font's W array, in thousandths of an em; a damaged one gives what can be read. */
function widthsOf(descendant: PDFDict): (cid: number) => number {
  const found = new Map<number, number>()
  const list = descendant.lookup(name('W'))
  const number = (value: unknown) => (value instanceof PDFNumber ? value.asNumber() : Number.NaN)
  if (list instanceof PDFArray)
    for (let at = 0; at + 1 < list.size();) {
      const first = number(list.lookup(at))
      const next = list.lookup(at + 1)
      if (next instanceof PDFArray) {
        for (let i = 0; i < next.size(); i++) found.set(first + i, number(next.lookup(i)))
        at += 2
      } else {
        const width = at + 2 < list.size() ? number(list.lookup(at + 2)) : Number.NaN
        for (let cid = first; cid <= Math.min(number(next), first + 65_535); cid++) found.set(cid, width)
        at += 3
      }
    }
  const usual = descendant.lookup(name('DW'))
  const otherwise = usual instanceof PDFNumber ? usual.asNumber() : 1000
  return (cid) => {
    const width = found.get(cid)
    return width === undefined || Number.isNaN(width) ? otherwise : width
  }
}

/** The part of a face that is embedded: the glyphs of the characters that were asked for. */
interface Subset {
  readonly program: Uint8Array
  /** By character: its glyph in the subset, and its width in thousandths of an em. */
  readonly glyphs: ReadonlyMap<number, { readonly glyph: number; readonly natural: number }>
}

function takeSubset(font: fontkit.Font, codePoints: readonly number[]): Subset {
  // The declared types of a subset are those of an older release.
  const subset = font.createSubset() as unknown as {
    readonly includeGlyph: (glyph: number) => number
    readonly encode: () => Uint8Array
  }
  const glyphs = new Map<number, { glyph: number; natural: number }>()
  for (const codePoint of codePoints) {
    if (!font.hasGlyphForCodePoint(codePoint)) continue
    const { id, advanceWidth } = font.glyphForCodePoint(codePoint)
    glyphs.set(codePoint, { glyph: subset.includeGlyph(id), natural: (advanceWidth * 1000) / font.unitsPerEm })
  }
  return { program: subset.encode(), glyphs }
}

/** What a font draws, its glyphs fitted to its widths: a narrower place squeezes them, a wider one centres them. */
function drawnBy({ table, descendant }: MissingFont, { glyphs }: Subset, fit: (fitted: FittedGlyph) => number) {
  const widthOf = widthsOf(descendant)
  return [...glyphs].flatMap(([codePoint, { glyph, natural }]): Drawn[] => {
    const code = table.codeOf(codePoint)
    if (code === null) return []
    const isAscii = codePoint >= 0x20 && codePoint < 0x7f
    const width = Math.round(widthOf(isAscii ? table.asciiCid(codePoint) : -1))
    const fits = width <= 0 || Math.abs(width - natural) <= 1
    return [{ codePoint, code, width, glyph: fits ? glyph : fit({ glyph, natural, width }) }]
  })
}

function writeFonts(
  context: PDFContext,
  face: Face,
  font: fontkit.Font,
  missing: readonly MissingFont[],
  subset: Subset,
) {
  const fitted = new Map<string, FittedGlyph & { readonly place: number }>()
  // Their numbers are known once they stand behind the others; until then they count from -1 down.
  const fit = (wanted: FittedGlyph) => {
    const key = `${wanted.glyph} ${wanted.width}`
    const place = fitted.get(key)?.place ?? fitted.size
    fitted.set(key, { ...wanted, place })
    return -1 - place
  }
  const drawn = missing.map((one) => drawnBy(one, subset, fit))
  const units = ({ glyph, natural, width }: FittedGlyph) => {
    const em = font.unitsPerEm / 1000
    return { glyph, natural: natural * em, width: Math.round(width * em) }
  }
  const { font: program, first } = addFittedGlyphs(subset.program, [...fitted.values()].map(units))
  const descriptor = writeDescriptor(context, face, font, program)
  missing.forEach((one, at) => {
    const numbered = (drawn[at] ?? []).map((each) =>
      each.glyph < 0 ? { ...each, glyph: first - 1 - each.glyph } : each,
    )
    writeFont(context, one, numbered, descriptor)
  })
}

/** Characters that GBK and Unicode tables take for one another. */
const TWINS = ['·・', '—―', '～〜', '‖∥', '－−', '…⋯', '¥￥', '￠¢', '￡£', '￣‾', '〖〘'].map((pair) => [...pair])

function charactersOf(texts: readonly string[]): readonly number[] {
  const found = new Set<number>()
  for (const text of texts) for (const char of text) found.add(char.codePointAt(0) ?? 0)
  for (const twins of TWINS)
    if (twins.some((char) => found.has(char.codePointAt(0) ?? 0)))
      for (const char of twins) found.add(char.codePointAt(0) ?? 0)
  return [...found].filter((codePoint) => codePoint >= 0x20).toSorted((a, b) => a - b)
}

/**
 * Puts the shipped fonts in the place of Chinese fonts that a document names but does not hold, so that its
 * pages stay text: those with a CMap known here. Whether the pages then show the same is for the caller to see.
 * Answers with the text of each page of the source, or null when no font was replaced.
 */
export async function embedMissingFonts(
  document: PDFDocument,
  source: PdfFile,
  fontsFolder: string,
): Promise<readonly string[] | null> {
  const { context } = document
  const missing = context
    .enumerateIndirectObjects()
    .flatMap(([ref, object]) => (object instanceof PDFDict ? (missingFont(ref, object) ?? []) : []))
  if (missing.length === 0) return null
  const texts = Array.from({ length: source.pageCount }, (_, index) => source.page(index, (page) => page.text()) ?? '')
  const codePoints = charactersOf(texts)
  for (const face of new Set(missing.map((font) => font.face))) {
    const font = fontkit.create(await readFace(fontsFolder, face)) as fontkit.Font
    const wanted = missing.filter((one) => one.face === face)
    writeFonts(context, face, font, wanted, takeSubset(font, codePoints))
  }
  return texts
}
