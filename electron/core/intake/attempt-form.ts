import type { Budget } from './budget.ts'
import { isBlank, looksSame } from './compare-pages.ts'
import { embedMissingFonts } from './embed-missing-fonts.ts'
import type { PageFacts } from './form.ts'
import type { Pdfium, PdfFile } from './pdfium.ts'
import type { DrawnPage } from './raster-pdfjs.ts'
import { insertPicture } from './raster-page.ts'
import { SUBSTITUTE } from './write-substitute.ts'
import { copyPages, loadSource, saveForm, type LoadedSource } from './vector-pages.ts'

const COMPARE_DPI = 40
/** Pages looked at first when time may run out: the first ones and the last, then evenly between. */
const FIRST = 60
/** Seconds kept for what comes after comparing. */
const RESERVE = 5

/** The order in which pages are compared, so that a sample is a fair one. */
function comparisonOrder(count: number): readonly number[] {
  const order = new Set<number>()
  for (let i = 0; i < Math.min(FIRST, count); i++) order.add(i)
  if (count > 0) order.add(count - 1)
  for (const step of [16, 4, 1]) for (let i = FIRST; i < count; i += step) order.add(i)
  return [...order]
}

/** What comparing a form with its source showed; page numbers from 0. */
export interface Comparison {
  readonly different: readonly number[]
  /** Pages with Chinese text in a font that is not in the form either. */
  readonly missingFont: readonly number[]
  /** Pages whose missing Chinese font was replaced by a shipped one. */
  readonly substituted: readonly number[]
  readonly pages: readonly PageFacts[]
  readonly compared: number
}

/** What a page of the form is, and whether it shows what the source's page shows. */
function comparePage(source: PdfFile, form: PdfFile, index: number, draw: boolean, words: string | undefined) {
  const original = source.page(index, (page) => (draw ? page.render(COMPARE_DPI) : null))
  const found = form.page(index, (page) => {
    const text = page.text()
    const fonts = text.trim() === '' ? [] : page.fonts()
    return {
      picture: draw ? page.render(COMPARE_DPI) : null,
      missingFont: fonts.some((font) => font.missingCjk),
      substituted: fonts.some((font) => font.name.startsWith(SUBSTITUTE)),
      text,
      facts: { width: page.width, height: page.height, text: text.trim() !== '', blank: page.objectCount === 0 },
    }
  })
  if (!found) return null
  const size = source.pageSize(index)
  const sized = Math.abs(size.width - found.facts.width) < 1 && Math.abs(size.height - found.facts.height) < 1
  const same = sized && (!original || !found.picture || looksSame(original, found.picture))
  const blank = original ? isBlank(original) : found.facts.blank
  // A character that the shipped font or the coding lacks is small, but must not be lost.
  const lost = found.substituted && words !== undefined && words !== found.text
  const { missingFont, substituted, facts } = found
  return { same, missingFont: missingFont || lost || (substituted && !same), substituted, facts: { ...facts, blank } }
}

/** Compares a form with its source page by page for as long as there is time; null when the form does not open whole. */
function compare(
  pdfium: Pdfium,
  source: PdfFile,
  bytes: Uint8Array,
  { texts, budget }: { readonly texts: readonly string[] | null; readonly budget: Budget },
): Comparison | null {
  const opening = pdfium.open(bytes)
  if (!opening.ok) return null
  const { file } = opening
  try {
    if (file.pageCount !== source.pageCount) return null
    const different: number[] = []
    const missingFont: number[] = []
    const substituted: number[] = []
    const pages: PageFacts[] = []
    let compared = 0
    for (const index of comparisonOrder(file.pageCount)) {
      const draw = budget.secondsLeft() > RESERVE
      const found = comparePage(source, file, index, draw, texts?.[index])
      if (draw) compared++
      if (!found?.same) different.push(index)
      if (found?.missingFont) missingFont.push(index)
      else if (found?.substituted) substituted.push(index)
      pages[index] = found?.facts ?? { ...source.pageSize(index), text: false, blank: false }
    }
    return { different, missingFont, substituted, pages, compared }
  } finally {
    file.close()
  }
}

/** A form made by copying pages, and how it compares. */
export interface Attempt {
  readonly loaded: LoadedSource
  readonly bytes: Uint8Array
  readonly comparison: Comparison
}

/** Copies every page of `bytes` into a new document and compares it with the source; null when that cannot be done. */
export async function attemptForm(
  pdfium: Pdfium,
  source: PdfFile,
  bytes: Uint8Array,
  { fonts, budget }: { readonly fonts: string; readonly budget: Budget },
): Promise<Attempt | null> {
  const loaded = await loadSource(bytes, source.pageCount)
  if (!loaded) return null
  const texts = await embedMissingFonts(loaded.document, source, fonts)
  const all = Array.from({ length: source.pageCount }, (_, index) => index)
  const copied = await copyPages(loaded.document, all)
  const saved = copied && (await saveForm(copied))
  const comparison = saved && compare(pdfium, source, saved, { texts, budget })
  return saved && comparison ? { loaded, bytes: saved, comparison } : null
}

/** The form with the given pages as pictures, drawn by pdfium unless drawn elsewhere; null when a page cannot be drawn, or time is up. */
export async function withPictures(
  source: PdfFile,
  from: Attempt,
  pictures: readonly number[],
  {
    elsewhere,
    dpi,
    budget,
  }: { readonly elsewhere: ReadonlyMap<number, DrawnPage>; readonly dpi: number; readonly budget: Budget },
): Promise<Uint8Array | null> {
  const good = from.comparison.pages.flatMap((_, index) => (pictures.includes(index) ? [] : [index]))
  const into = await copyPages(from.loaded.document, good)
  if (!into) return null
  for (const index of pictures) {
    if (budget.secondsLeft() < 0) return null
    const drawn =
      elsewhere.get(index) ??
      source.page(index, (page) => ({ bitmap: page.render(dpi), width: page.width, height: page.height }))
    if (!drawn) return null
    await insertPicture(into, index, drawn.bitmap, drawn)
  }
  return saveForm(into)
}
