import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { PDFDocument } from 'pdf-lib'
import type { CheckReport } from '#shared/check-report.ts'
import { hashBytes } from '../files/file-store.ts'
import { writeSafely } from '../files/write-safely.ts'
import { loadPdfium } from '../intake/pdfium.ts'
import type { JobContext } from '../jobs/job.ts'
import { refuse, Refusal } from '../refusal.ts'
import { assertDrawable, textsOf } from '../typeset/glyph-coverage.ts'
import { finishPdf, newPdf, writePages } from '../typeset/new-pdf.ts'
import { openTypefaces, type Typefaces } from '../typeset/open-typefaces.ts'
import { embedFaces } from '../typeset/pdf-faces.ts'
import type { BundleFacts } from './bundle-facts.ts'
import type { BundleInput, BundleOutput } from './bundle-input.ts'
import { collectSources, type Collected } from './collect-sources.ts'
import { composeBundle } from './compose-bundle.ts'
import { writeWatermarkState } from './compose-pages.ts'
import { layOutBundle, type LaidBundle } from './lay-out-bundle.ts'
import { verifyPdf } from './verify-pdf.ts'
import { writeOutline, writePageLabels } from './write-outline.ts'

function assertTextsDrawable(input: BundleInput, fonts: Typefaces) {
  const texts = [
    { where: '封面标题', text: input.title },
    { where: '封面', text: [input.author, ...input.cover.flatMap(({ label, value }) => [label, value])].join(' ') },
    ...input.parts.flatMap((part) => [
      { where: '证据目录', text: [part.title, part.source, part.purpose].join(' ') },
      { where: `「${part.title}」的水印`, text: (part.watermark ?? []).join(' ') },
      ...(part.content.kind === 'document' ? textsOf(part.content.document) : []),
    ]),
  ]
  assertDrawable(texts, fonts)
}

function assertSensible({ parts }: BundleInput) {
  if (parts.length === 0) throw refuse('卷宗里还没有任何材料；请至少加入一份文书或证据。')
  const twice = parts.find((part, at) => parts.findIndex(({ id }) => id === part.id) !== at)
  if (twice) throw new Error(`two parts are called ${twice.id}`)
  const empty = parts.find(({ content }) => content.kind === 'document' && content.document.blocks.length === 0)
  if (empty) throw refuse(`「${empty.title}」还没有内容；请先写好，或从卷宗里去掉。`)
}

/** The file's id: the same for the same sources, texts and clock. */
function identityOf(input: BundleInput, collected: Collected) {
  const files = [...collected.values()].flat().map(({ sha256, pages }) => [sha256, pages.map(({ choice }) => choice)])
  const { output: _, ...rest } = input
  const parts = rest.parts.map((part) => (part.content.kind === 'files' ? { ...part, content: null } : part))
  return createHash('sha256')
    .update(JSON.stringify([{ ...rest, parts }, files]))
    .digest('hex')
}

/** A bundle as bytes, not yet checked, with what it promises. */
interface Printed {
  readonly bytes: Uint8Array
  readonly laid: LaidBundle
  readonly facts: BundleFacts
}

async function write(
  document: PDFDocument,
  input: BundleInput,
  collected: Collected,
  fonts: Typefaces,
): Promise<Printed> {
  const faces = await embedFaces(document, fonts)
  const press = { document, fonts, faces, watermarkState: writeWatermarkState(document) }
  const laid = layOutBundle(input, collected, fonts)
  const composed = composeBundle(input, laid, collected, press)
  writePages(document, composed.refs, composed.pages)
  writeOutline(document, laid.plan.bookmarks, composed.landings)
  writePageLabels(document)
  const bytes = await finishPdf(document, identityOf(input, collected))
  return { bytes, laid, facts: composed.facts }
}

/** Makes the bytes of a bundle and what they promise; nothing is written and nothing checked. */
export async function printBundle(input: BundleInput, context: JobContext, fonts: Typefaces): Promise<Printed> {
  const files = input.parts.flatMap(({ content }) => (content.kind === 'files' ? content.files : []))
  const total = files.length + 3
  const document = await newPdf({ title: input.title, author: input.author, at: input.at })
  const pdfium = await loadPdfium(context.resources.fonts)
  let done = 0
  const collected = await collectSources(input.parts, document.context, pdfium, (name) =>
    context.progress(done++, total, `装订「${name}」`),
  )
  context.progress(files.length, total, '排版封面、目录和页码')
  await breathe()
  const printed = await write(document, input, collected, fonts)
  context.progress(files.length + 1, total, '核对成品')
  await breathe()
  return printed
}

function assertKept(report: CheckReport) {
  if (report.clean) return
  const failures = [
    ...report.checks.filter(({ ok }) => !ok).map(({ promise, found }) => `${promise}：${found}`),
    ...report.leaks.map(({ where, what }) => `${where}：${what}`),
  ]
  throw new Refusal({ code: 'check-failed', failures })
}

/**
 * Job `bundle`: makes one PDF of cover, index, letters and exhibits, opens it again with another reader,
 * checks every promise, and only then puts it at `output`. Refuses with all unreadable files named.
 */
export async function buildBundle(input: BundleInput, context: JobContext): Promise<BundleOutput> {
  assertSensible(input)
  const fonts = await openTypefaces(context.resources.fonts)
  assertTextsDrawable(input, fonts)
  const { bytes, laid, facts } = await printBundle(input, context, fonts)
  let report: CheckReport | null = null
  await writeSafely(
    input.output,
    (temporary) => writeFile(temporary, bytes),
    async (temporary) => {
      report = await verifyPdf({ path: temporary, expected: facts }, context)
      assertKept(report)
    },
  )
  if (!report) throw new Error('the bundle was not checked')
  context.progress(facts.pages.length, facts.pages.length, '完成')
  return {
    sha256: hashBytes(bytes),
    size: bytes.length,
    pages: laid.plan.totalPages,
    parts: laid.plan.rows.map(({ id, title, firstPage, lastPage }) => ({ id, title, firstPage, lastPage })),
    report,
  }
}
