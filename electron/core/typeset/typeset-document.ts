import type { Document } from '#shared/document.ts'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { hashBytes } from '../files/file-store.ts'
import { writeSafely } from '../files/write-safely.ts'
import type { JobContext } from '../jobs/job.ts'
import { refuse } from '../refusal.ts'
import { drawPage } from './draw-page.ts'
import { assertDrawable, textsOf } from './glyph-coverage.ts'
import type { LaidPage } from './laid-page.ts'
import { layoutDocument } from './layout-document.ts'
import { finishPdf, newPdf, writePages } from './new-pdf.ts'
import { openTypefaces, type Typefaces } from './open-typefaces.ts'
import { embedFaces } from './pdf-faces.ts'
import { setLines } from './set-lines.ts'

/** A document to be typeset on its own, outside a bundle. */
export interface TypesetInput {
  readonly document: Document
  readonly output: string
  /** ISO instant for the PDF's dates. */
  readonly at: string
  readonly author?: string
  /** A line at the foot of each page: a text at the left, 「第 1 页，共 3 页」 in the middle, or both. */
  readonly footer?: { readonly text: string; readonly numbered: boolean }
  /** Words for each `{ ref }`; a reference without words is refused. */
  readonly refs?: Readonly<Record<string, string>>
}

/** What came of typesetting. */
export interface TypesetOutput {
  readonly pages: number
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

const FOOT = { size: 9, weight: 'regular', indent: 0 } as const

function withFooter(page: LaidPage, at: number, total: number, input: TypesetInput, fonts: Typefaces): LaidPage {
  const { footer } = input
  if (!footer) return page
  const y = page.height - 48
  const [left, width] = [79, page.width - 158]
  const put = (text: string, align: 'left' | 'center') =>
    setLines([{ text }], { ...FOOT, align }, width, fonts, () => '')
      .slice(0, 1)
      .flatMap(({ runs }) =>
        runs.map((run) => ({ ...run, x: run.x + left, y: footer.text && align === 'center' ? y + 14 : y })),
      )
  const runs = [
    ...(footer.text ? put(footer.text, 'left') : []),
    ...(footer.numbered ? put(`第 ${at + 1} 页，共 ${total} 页`, 'center') : []),
  ]
  return { ...page, runs: [...page.runs, ...runs] }
}

function wordsFor(input: TypesetInput) {
  return (ref: string) => {
    const words = input.refs?.[ref]
    if (words === undefined)
      throw refuse(
        `「${input.document.title}」引用了不在这里的材料（${ref}），单独排版时没有页码可写，请改成文字说明。`,
      )
    return words
  }
}

/** Job `typeset`: sets one document in Chinese and writes it as a PDF; refuses characters no font can draw. */
export async function typesetDocument(input: TypesetInput, context: JobContext): Promise<TypesetOutput> {
  const { document, output, at } = input
  context.progress(0, 2, `排版「${document.title}」`)
  const fonts = await openTypefaces(context.resources.fonts)
  const footer = input.footer ? [{ where: '页脚', text: input.footer.text }] : []
  assertDrawable([...textsOf(document), ...footer], fonts)
  const laid = layoutDocument(document, fonts, { resolveRef: wordsFor(input) })
  const pdf = await newPdf({ title: document.title, author: input.author ?? '', at })
  const faces = await embedFaces(pdf, fonts)
  const refs = laid.map(() => pdf.context.nextRef())
  const pages = laid.map((page, index) => ({
    box: [0, 0, page.width, page.height] as const,
    rotate: 0,
    content: drawPage(withFooter(page, index, laid.length, input, fonts), faces),
    fonts: faces.resources,
    objects: [],
    states: [],
    annotations: [],
    userUnit: 1,
  }))
  writePages(pdf, refs, pages)
  const identity = createHash('sha256')
    .update(JSON.stringify([document, at, input.footer, input.refs]))
    .digest('hex')
  const bytes = await finishPdf(pdf, identity)
  context.progress(1, 2, `写入「${document.title}」`)
  await writeSafely(output, (temporary) => writeFile(temporary, bytes))
  return { pages: laid.length, sha256: hashBytes(bytes), size: bytes.length }
}
