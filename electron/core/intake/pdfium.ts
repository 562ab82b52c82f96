import { lendPage, targetOf, type PdfPage, type PdfTarget } from './pdfium-page.ts'
import { dropRuntime, pdfiumRuntime, type PdfiumRuntime } from './pdfium-runtime.ts'

/** A bookmark with what hangs below it. */
export interface PdfBookmark {
  readonly title: string
  readonly target: PdfTarget
  readonly children: readonly PdfBookmark[]
}

/** A PDF opened by pdfium; `close` gives its memory back and must be called. */
export interface PdfFile {
  readonly pageCount: number
  /** As shown, in points, without loading the page. */
  readonly pageSize: (index: number) => { readonly width: number; readonly height: number }
  /** Lends page `index` (from 0) to `use`; null when it cannot be loaded. */
  readonly page: <T>(index: number, use: (page: PdfPage) => T) => T | null
  readonly bookmarks: () => readonly PdfBookmark[]
  /** Empty when the file gives none. */
  readonly pageLabel: (index: number) => string
  readonly attachmentCount: number
  readonly signatureCount: number
  /** Names of the document's scripts; those of pages and fields are not among them. */
  readonly javascript: () => readonly string[]
  /** One entry of the information dictionary, such as Title; empty when absent. */
  readonly meta: (key: string) => string
  /** True when the file is encrypted, even with an empty password. */
  readonly encrypted: boolean
  /** False when pdfium had to rebuild a damaged cross-reference table. */
  readonly soundTable: boolean
  /** 0 none, 1 AcroForm, 2 XFA that only Adobe lays out, 3 XFA beside an AcroForm. */
  readonly formType: number
  /** Appends pages (from 0) of another open file; false when pdfium could not. */
  readonly importPages: (from: PdfFile, indices: readonly number[]) => boolean
  /** The whole file, written anew; null when pdfium could not. */
  readonly save: () => Uint8Array | null
  readonly close: () => void
}

/** What came of opening: the file, or why not. */
export type PdfOpening =
  | { readonly ok: true; readonly file: PdfFile }
  | { readonly ok: false; readonly why: 'password' | 'damaged' }

/** The second PDF reader: renders, reads, flattens, repairs. All calls are synchronous. */
export interface Pdfium {
  readonly open: (bytes: Uint8Array, password?: string) => PdfOpening
  /** A new file without pages, to import into. */
  readonly create: () => PdfFile
}

const handles = new WeakMap<PdfFile, number>()
const NEEDS_PASSWORD = 4
const MOST_BOOKMARKS = 20_000

function readBookmarks(runtime: PdfiumRuntime, document: number): readonly PdfBookmark[] {
  const { api } = runtime
  // A damaged outline may go round in circles.
  const seen = new Set<number>()
  const below = (parent: number, depth: number): readonly PdfBookmark[] => {
    const list: PdfBookmark[] = []
    if (depth === 32) return list
    let mark = api.FPDFBookmark_GetFirstChild(document, parent)
    while (mark && !seen.has(mark) && seen.size < MOST_BOOKMARKS) {
      const here = mark
      seen.add(here)
      const destination = api.FPDFBookmark_GetDest(document, here)
      list.push({
        title: runtime.utf16((at, n) => api.FPDFBookmark_GetTitle(here, at, n)),
        target: targetOf(runtime, document, destination, destination ? 0 : api.FPDFBookmark_GetAction(here)),
        children: below(here, depth + 1),
      })
      mark = api.FPDFBookmark_GetNextSibling(document, here)
    }
    return list
  }
  return below(0, 0)
}

function readScripts(runtime: PdfiumRuntime, document: number): readonly string[] {
  const { api } = runtime
  return Array.from({ length: Math.max(0, api.FPDFDoc_GetJavaScriptActionCount(document)) }, (_, i) => {
    const script = api.FPDFDoc_GetJavaScriptAction(document, i)
    if (!script) return ''
    const name = runtime.utf16((at, n) => api.FPDFJavaScriptAction_GetName(script, at, n))
    api.FPDFDoc_CloseJavaScriptAction(script)
    return name
  })
}

function saveFile({ api, bytes, lend }: PdfiumRuntime, document: number): Uint8Array | null {
  const writer = api.PDFiumExt_OpenFileWriter()
  try {
    if (!api.PDFiumExt_SaveAsCopy(document, writer)) return null
    const size = api.PDFiumExt_GetFileWriterSize(writer)
    return lend(size, (at) => {
      api.PDFiumExt_GetFileWriterData(writer, at, size)
      return bytes(at, size).slice()
    })
  } finally {
    api.PDFiumExt_CloseFileWriter(writer)
  }
}

function importPages({ api, lend, memory }: PdfiumRuntime, into: number, from: number, indices: readonly number[]) {
  if (indices.length === 0) return true
  return lend(indices.length * 4, (at) => {
    const view = memory()
    indices.forEach((index, i) => view.setInt32(at + i * 4, index, true))
    return api.FPDF_ImportPagesByIndex(into, from, at, indices.length, api.FPDF_GetPageCount(into))
  })
}

/** Without this environment pdfium draws no form fields. It runs no scripts: this build has no script engine. */
function openForm({ api }: PdfiumRuntime, document: number) {
  const info = api.PDFiumExt_OpenFormFillInfo()
  const form = api.PDFiumExt_InitFormFillEnvironment(document, info)
  if (form) api.FPDF_SetFormFieldHighlightAlpha(form, 0)
  return {
    form,
    close: () => {
      if (form) api.PDFiumExt_ExitFormFillEnvironment(form)
      api.PDFiumExt_CloseFormFillInfo(info)
    },
  }
}

function fileOf(runtime: PdfiumRuntime, document: number, release: () => void): PdfFile {
  const { api, lend, memory } = runtime
  const formType = api.FPDF_GetFormType(document)
  const environment = formType > 0 ? openForm(runtime, document) : null
  const form = environment?.form ?? 0
  let open = true
  const file: PdfFile = {
    get pageCount() {
      return api.FPDF_GetPageCount(document)
    },
    pageSize: (index) =>
      lend(8, (at) => {
        api.FPDF_GetPageSizeByIndexF(document, index, at)
        return { width: memory().getFloat32(at, true), height: memory().getFloat32(at + 4, true) }
      }),
    page: (index, use) => lendPage(runtime, { document, form }, index, use),
    bookmarks: () => readBookmarks(runtime, document),
    pageLabel: (index) => runtime.utf16((at, n) => api.FPDF_GetPageLabel(document, index, at, n)),
    attachmentCount: Math.max(0, api.FPDFDoc_GetAttachmentCount(document)),
    signatureCount: Math.max(0, api.FPDF_GetSignatureCount(document)),
    javascript: () => readScripts(runtime, document),
    meta: (key) => runtime.utf16((at, n) => api.FPDF_GetMetaText(document, key, at, n)),
    encrypted: api.EPDF_IsEncrypted(document),
    soundTable: api.FPDF_DocumentHasValidCrossReferenceTable(document),
    formType,
    importPages: (from, indices) => importPages(runtime, document, handles.get(from) ?? 0, indices),
    save: () => saveFile(runtime, document),
    close: () => {
      if (!open) return
      open = false
      handles.delete(file)
      environment?.close()
      api.FPDF_CloseDocument(document)
      release()
    },
  }
  handles.set(file, document)
  return file
}

/** Drops the running pdfium after it broke; files it had open are lost with it. */
export const forgetPdfium = () => dropRuntime()

/** Starts pdfium (once a process). `fontsFolder` holds the faces served for Chinese fonts a PDF names but lacks. */
export async function loadPdfium(fontsFolder: string): Promise<Pdfium> {
  const runtime = await pdfiumRuntime(fontsFolder)
  const { api, allocate, bytes, free } = runtime
  return {
    open(content, password = '') {
      if (content.length === 0) return { ok: false, why: 'damaged' }
      const at = allocate(content.length)
      bytes(at, content.length).set(content)
      const document = api.FPDF_LoadMemDocument(at, content.length, password)
      if (document) return { ok: true, file: fileOf(runtime, document, () => free(at)) }
      const why = api.FPDF_GetLastError() === NEEDS_PASSWORD ? 'password' : 'damaged'
      free(at)
      return { ok: false, why }
    },
    create: () => fileOf(runtime, api.FPDF_CreateNewDocument(), () => undefined),
  }
}
