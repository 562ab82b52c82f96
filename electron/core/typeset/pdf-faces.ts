import * as fontkit from 'fontkit'
import type { PDFDocument, PDFFont, PDFRef } from 'pdf-lib'
import type { Typefaces, Weight } from './open-typefaces.ts'

/** The faces of a PDF being written: which characters were used ends up in the embedded subset. */
export interface PdfFaces {
  /** Two bytes of hexadecimal for each character. */
  readonly encode: (weight: Weight, char: string) => string
  /** Resource names and references. */
  readonly resources: readonly { readonly name: string; readonly ref: PDFRef }[]
}

/** The resource name a face has on every page. */
export const faceNames = { regular: 'ZhS', bold: 'ZhB' } as const satisfies Record<Weight, string>

// A subset's name starts with six capitals (ISO 32000-1, 9.6.4); fixed, so that bytes repeat.
const subsetNames = {
  regular: 'ZHENGM+NotoSerifSC-Regular',
  bold: 'ZHENGB+NotoSerifSC-Bold',
} as const satisfies Record<Weight, string>

/** Adds both faces to a PDF, to be embedded as subsets when it is saved. */
export async function embedFaces(document: PDFDocument, fonts: Typefaces): Promise<PdfFaces> {
  document.registerFontkit(fontkit)
  const embed = (weight: Weight) =>
    document.embedFont(fonts[weight].bytes, { subset: true, customName: subsetNames[weight] })
  const embedded: Record<Weight, PDFFont> = { regular: await embed('regular'), bold: await embed('bold') }
  const codes: Record<Weight, Map<string, string>> = { regular: new Map(), bold: new Map() }
  return {
    encode(weight, char) {
      const known = codes[weight].get(char)
      if (known !== undefined) return known
      // One character at a time: no ligatures, so that each glyph keeps its own text.
      const code = embedded[weight].encodeText(char).asString()
      codes[weight].set(char, code)
      return code
    },
    resources: (['regular', 'bold'] as const).map((weight) => ({
      name: faceNames[weight],
      ref: embedded[weight].ref,
    })),
  }
}
