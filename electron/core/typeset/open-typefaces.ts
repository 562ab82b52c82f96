import * as fontkit from 'fontkit'
import { readFace, type Face } from './fonts.ts'

/** One opened face: its bytes for embedding, which characters it has, and how wide they are. */
export interface OpenFace {
  readonly face: Face
  readonly bytes: Uint8Array
  readonly has: (codePoint: number) => boolean
  /** Advance width in em. */
  readonly advance: (codePoint: number) => number
}

/** The faces a document is typeset in. */
export interface Typefaces {
  readonly regular: OpenFace
  readonly bold: OpenFace
}

/** Which of the two faces a run is set in. */
export type Weight = keyof Typefaces

const opened = new Map<string, Promise<Typefaces>>()

async function openFace(folder: string, face: Face): Promise<OpenFace> {
  const bytes = await readFace(folder, face)
  const font = fontkit.create(bytes) as fontkit.Font
  const widths = new Map<number, number>()
  return {
    face,
    bytes,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    advance(codePoint) {
      const known = widths.get(codePoint)
      if (known !== undefined) return known
      const width = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm
      widths.set(codePoint, width)
      return width
    },
  }
}

async function openBoth(folder: string): Promise<Typefaces> {
  const [regular, bold] = await Promise.all([openFace(folder, 'serif'), openFace(folder, 'serifBold')])
  return { regular, bold }
}

/** Opens the serif faces once per process; later calls answer with the same ones. */
export function openTypefaces(fontsFolder: string): Promise<Typefaces> {
  const known = opened.get(fontsFolder)
  if (known) return known
  const fresh = openBoth(fontsFolder)
  opened.set(fontsFolder, fresh)
  fresh.catch(() => opened.delete(fontsFolder))
  return fresh
}
