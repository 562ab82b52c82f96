import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobContext } from '#core/jobs/job.ts'
import { missingGlyphs } from '#core/typeset/glyph-coverage.ts'
import { openTypefaces } from '#core/typeset/open-typefaces.ts'
import { typesetDocument } from '#core/typeset/typeset-document.ts'
import type { Block, Document } from '#shared/document.ts'
import type { Finding, Inspected, PageFacts } from './form.ts'
import { loadPdfium } from './pdfium.ts'
import { toThumbnail } from './raster-page.ts'

/** Replaces characters no shipped font can draw by their number in brackets: visible, and said. */
export async function drawable(
  text: string,
  fonts: string,
): Promise<{ readonly text: string; readonly findings: readonly Finding[] }> {
  const plain = text.replaceAll('\t', '    ').replace(/[^\P{Cc}\n\r]|\ufe0f|\u200d/gu, '')
  const missing = missingGlyphs(plain, await openTypefaces(fonts))
  if (missing.length === 0) return { text: plain, findings: [] }
  const codes = new Map(missing.map(({ character, codePoint }) => [character, `〔${codePoint}〕`]))
  const replaced = [...plain].map((character) => codes.get(character) ?? character).join('')
  const named = missing.slice(0, 6).map(({ character, codePoint }) => `${character}（${codePoint}）`)
  const sentence = `${named.join('、')}${missing.length > 6 ? ` 等 ${missing.length} 个` : ''}字符没有字体可以印出，已印成编号；如果重要，请截图后作为图片加入。`
  return { text: replaced, findings: [{ code: 'missing-font', sentence }] }
}

/** One paragraph a line, left-aligned, as it stands in the text. */
export const linesOf = (text: string): readonly Block[] =>
  text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => ({
    kind: 'paragraph',
    inlines: [{ text: line === '' ? ' ' : line }],
    indent: false,
    align: 'left',
  }))

/** Typesets a document into a form, with its pages and thumbnail. `at` is the ISO instant for the PDF's dates. */
export async function typesetForm(
  document: Document,
  at: string,
  workFolder: string,
  context: JobContext,
): Promise<Pick<Inspected, 'form' | 'thumbnail'>> {
  const output = join(workFolder, 'typeset.pdf')
  try {
    await typesetDocument({ document, output, at }, { ...context, progress: () => undefined })
    const bytes = await readFile(output)
    const opening = (await loadPdfium(context.resources.fonts)).open(bytes)
    if (!opening.ok) throw new Error('a typeset document does not open')
    const { file } = opening
    const pages: PageFacts[] = []
    for (let index = 0; index < file.pageCount; index++) {
      const text = file.page(index, (page) => page.text().trim() !== '') ?? false
      pages.push({ ...file.pageSize(index), text, blank: !text })
    }
    const bitmap = file.page(0, (page) => page.render(58))
    file.close()
    return { form: { bytes, how: 'typeset', pages }, thumbnail: bitmap && (await toThumbnail(bitmap)) }
  } finally {
    await rm(output, { force: true })
  }
}
