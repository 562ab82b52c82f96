import { ParseSpeeds, PDFDocument, PDFInvalidObject } from 'pdf-lib'
import { writeOptions } from '#core/typeset/write-options.ts'
import { readSourceFacts, stripSource, usesLayers, type SourceFacts } from './clean-source.ts'
import type { Pdfium, PdfFile } from './pdfium.ts'

const LINK = 2
const POPUP = 16
const MOST_UNREADABLE = 20

/** Pages (from 0) with annotations that show something, and pages pdfium cannot load. */
export function readAnnotated(source: PdfFile): {
  readonly annotated: readonly number[]
  readonly unreadable: readonly number[]
} {
  const annotated: number[] = []
  const unreadable: number[] = []
  // A damaged file may claim any number of pages.
  for (let index = 0; index < source.pageCount && unreadable.length < MOST_UNREADABLE; index++) {
    const kinds = source.page(index, (page) => page.annotations())
    if (!kinds) unreadable.push(index)
    else if (kinds.some((kind) => kind !== LINK && kind !== POPUP)) annotated.push(index)
  }
  return { annotated, unreadable }
}

/** A copy written anew by pdfium, with what annotations and form fields show turned into page content; null when pdfium cannot. */
export function rewrite(pdfium: Pdfium, bytes: Uint8Array, flatten: readonly number[]): Uint8Array | null {
  const opening = pdfium.open(bytes)
  if (!opening.ok) return null
  const { file } = opening
  const fresh = pdfium.create()
  try {
    for (const index of flatten)
      file.page(index, (page) => {
        // Drawing makes pdfium write the appearances that fields and annotations lack.
        page.render(10)
        page.flatten()
      })
    const all = Array.from({ length: file.pageCount }, (_, index) => index)
    return fresh.importPages(file, all) && fresh.pageCount === all.length ? fresh.save() : null
  } finally {
    fresh.close()
    file.close()
  }
}

/** A source loaded for copying, stripped of all but what its pages show. */
export interface LoadedSource {
  readonly document: PDFDocument
  readonly facts: SourceFacts
  /** Pages (from 0) that draw on layers, when some layer is hidden. */
  readonly layered: readonly number[]
}

/** Loads and strips a source; null when it cannot be read or counts its pages differently. */
export async function loadSource(bytes: Uint8Array, pageCount: number): Promise<LoadedSource | null> {
  try {
    const document = await PDFDocument.load(bytes, {
      password: '',
      updateMetadata: false,
      parseSpeed: ParseSpeeds.Fastest,
    })
    // An object that could not be read would be copied byte for byte, whatever it holds.
    if (document.context.enumerateIndirectObjects().some(([, object]) => object instanceof PDFInvalidObject))
      return null
    const pages = document.getPages()
    if (pages.length !== pageCount) return null
    const facts = readSourceFacts(document)
    const layered = facts.hiddenLayers ? pages.flatMap((page, index) => (usesLayers(page) ? [index] : [])) : []
    stripSource(document)
    return { document, facts, layered }
  } catch {
    return null
  }
}

/** A new document with the given pages of a stripped source; null when they cannot be copied. */
export async function copyPages(source: PDFDocument, indices: readonly number[]): Promise<PDFDocument | null> {
  try {
    const into = await PDFDocument.create({ updateMetadata: false })
    for (const page of await into.copyPages(source, [...indices])) into.addPage(page)
    return into
  } catch {
    return null
  }
}

/** Bytes of a finished form: without dates or names, so that the same source gives the same form. */
export async function saveForm(document: PDFDocument): Promise<Uint8Array | null> {
  try {
    return await document.save(writeOptions)
  } catch {
    return null
  }
}
