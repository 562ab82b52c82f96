import type { PdfiumRuntime } from './pdfium-runtime.ts'

/** A font a page draws text with. */
export interface PdfFont {
  readonly name: string
  readonly embedded: boolean
  /** True when a font that is not in the file draws Chinese, Japanese or Korean characters. */
  readonly missingCjk: boolean
}

const TEXT_OBJECT = 1
const FORM_OBJECT = 5
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

function readObjectText({ api, lend, bytes }: PdfiumRuntime, object: number, text: number): string {
  const size = api.FPDFTextObj_GetText(object, text, 0, 0)
  if (size <= 2 || size > 65_536) return ''
  return lend(size, (at) => {
    api.FPDFTextObj_GetText(object, text, at, size)
    return new TextDecoder('utf-16le').decode(bytes(at, size - 2).slice())
  })
}

/** The fonts of a loaded page, each once, forms within forms looked into. `text` is its loaded text. */
export function readFonts(runtime: PdfiumRuntime, page: number, text: number): readonly PdfFont[] {
  const { api } = runtime
  const seen = new Map<number, { name: string; embedded: boolean; missingCjk: boolean }>()
  const look = (object: number, depth: number) => {
    const type = api.FPDFPageObj_GetType(object)
    if (type === FORM_OBJECT && depth < 8) {
      const count = api.FPDFFormObj_CountObjects(object)
      for (let i = 0; i < count; i++) look(api.FPDFFormObj_GetObject(object, i), depth + 1)
    }
    const handle = type === TEXT_OBJECT ? api.FPDFTextObj_GetFont(object) : 0
    if (!handle) return
    let font = seen.get(handle)
    if (!font) {
      const name = runtime.utf8((at, n) => api.FPDFFont_GetBaseFontName(handle, at, n))
      font = { name, embedded: api.FPDFFont_GetIsEmbedded(handle) === 1, missingCjk: false }
      seen.set(handle, font)
    }
    if (!font.embedded && !font.missingCjk) font.missingCjk = CJK.test(readObjectText(runtime, object, text))
  }
  const count = api.FPDFPage_CountObjects(page)
  for (let i = 0; i < count; i++) look(api.FPDFPage_GetObject(page, i), 0)
  return [...seen.values()]
}
