import { PDFDocument, PDFName, type PDFContext, type PDFRef } from 'pdf-lib'
import { writeOptions } from './write-options.ts'

/** What a PDF says about itself. */
export interface PdfFacts {
  readonly title: string
  /** Empty for none. */
  readonly author: string
  /** ISO instant; the only clock that reaches the bytes. */
  readonly at: string
}

/** An empty PDF in Chinese, its dates from the caller's clock, so that the same input gives the same bytes. */
export async function newPdf({ title, author, at }: PdfFacts): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const date = new Date(at)
  document.setTitle(title, { showInWindowTitleBar: true })
  if (author) document.setAuthor(author)
  document.setCreator('正名 Zhengming')
  document.setProducer('正名 Zhengming')
  document.setCreationDate(date)
  document.setModificationDate(date)
  document.setLanguage('zh-CN')
  return document
}

/** A page before it is put into the page tree. Names in `fonts` and `objects` are those its content uses. */
export interface NewPage {
  readonly box: readonly [number, number, number, number]
  readonly rotate: number
  readonly content: string
  readonly fonts: readonly { readonly name: string; readonly ref: PDFRef }[]
  readonly objects: readonly { readonly name: string; readonly ref: PDFRef }[]
  readonly states: readonly { readonly name: string; readonly ref: PDFRef }[]
  readonly annotations: readonly PDFRef[]
  /** Other than 1 when a unit is not 1/72 inch. */
  readonly userUnit: number
}

const named = (entries: readonly { readonly name: string; readonly ref: PDFRef }[]) =>
  Object.fromEntries(entries.map(({ name, ref }) => [name, ref]))

/** Short streams are kept plain: compressing them makes them longer. */
function contentStream(context: PDFContext, content: string) {
  const bytes = new TextEncoder().encode(content)
  return context.register(bytes.length < 200 ? context.stream(bytes) : context.flateStream(bytes))
}

/** Writes pages under references given beforehand, so that links may lead to pages not yet written. */
export function writePages(document: PDFDocument, refs: readonly PDFRef[], pages: readonly NewPage[]): void {
  const { context, catalog } = document
  const tree = catalog.Pages()
  const treeRef = catalog.get(PDFName.of('Pages')) as PDFRef
  pages.forEach((page, at) => {
    const ref = refs[at]
    if (!ref) throw new Error('a page without a reference')
    const leaf = context.obj({
      Type: 'Page',
      Parent: treeRef,
      MediaBox: [...page.box],
      Resources: { Font: named(page.fonts), XObject: named(page.objects), ExtGState: named(page.states) },
      Contents: contentStream(context, page.content),
    })
    if (page.rotate !== 0) leaf.set(PDFName.of('Rotate'), context.obj(page.rotate))
    if (page.userUnit !== 1) leaf.set(PDFName.of('UserUnit'), context.obj(page.userUnit))
    if (page.annotations.length > 0) leaf.set(PDFName.of('Annots'), context.obj([...page.annotations]))
    context.assign(ref, leaf)
  })
  tree.set(PDFName.of('Kids'), context.obj([...refs]))
  tree.set(PDFName.of('Count'), context.obj(refs.length))
}

/** The finished bytes, with `identity` (hexadecimal) as the file's fixed id. */
export async function finishPdf(document: PDFDocument, identity: string): Promise<Uint8Array> {
  const id = new Uint8Array(Buffer.from(identity.slice(0, 32), 'hex'))
  document.context.trailerInfo.ID = document.context.obj([id, id])
  return await document.save(writeOptions)
}
