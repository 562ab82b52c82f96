import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { degrees, PDFDocument, rgb, StandardFonts, type PDFPage } from 'pdf-lib'
import type { BundleInput, BundlePart, PageChoice } from '#core/bundle/bundle-input.ts'
import type { JobContext } from '#core/jobs/job.ts'
import type { Document, Inline } from '#shared/document.ts'

/** One page of a source to be made; sizes in points. */
export interface SourcePage {
  readonly width?: number
  readonly height?: number
  readonly rotate?: 90 | 180 | 270
  /** Left, bottom, width, height. */
  readonly crop?: readonly [number, number, number, number]
  readonly text?: string
  /** Text in the bottom right corner as shown on an unturned page. */
  readonly corner?: string
  readonly dark?: boolean
}

/** A folder of the test's own. */
export const testFolder = () => mkdtempSync(join(tmpdir(), 'zhengming-documents-'))

/** What jobs get beside their input, with the progress they reported. */
export function testContext() {
  const steps: { readonly done: number; readonly total: number; readonly what: string }[] = []
  const context: JobContext = {
    resources: {
      templates: join(import.meta.dirname, '../../templates'),
      fonts: join(import.meta.dirname, '../../node_modules/@expo-google-fonts'),
    },
    progress: (done, total, what) => void steps.push({ done, total, what }),
  }
  return { context, steps }
}

async function drawSourcePage(page: PDFPage, spec: SourcePage, document: PDFDocument) {
  const font = await document.embedFont(StandardFonts.Helvetica)
  const [width, height] = [page.getWidth(), page.getHeight()]
  if (spec.dark) page.drawRectangle({ x: 0, y: 0, width, height, color: rgb(0.1, 0.1, 0.2) })
  const size = Math.min(18, width / 14)
  page.drawText(spec.text ?? 'source', {
    x: width / 4,
    y: height * 0.6,
    size,
    font,
    color: spec.dark ? rgb(1, 1, 1) : rgb(0, 0, 0),
  })
  if (spec.corner) page.drawText(spec.corner, { x: width - 90, y: 20, size: 10, font })
  if (spec.rotate) page.setRotation(degrees(spec.rotate))
  if (spec.crop) page.setCropBox(...spec.crop)
}

/** Makes a PDF with `change` as the last touch, and answers with its path. */
export async function makeSource(
  folder: string,
  name: string,
  pages: readonly SourcePage[],
  change?: (document: PDFDocument) => unknown,
): Promise<string> {
  const document = await PDFDocument.create()
  for (const spec of pages)
    await drawSourcePage(document.addPage([spec.width ?? 595.28, spec.height ?? 841.89]), spec, document)
  await change?.(document)
  const path = join(folder, name)
  writeFileSync(path, await document.save())
  return path
}

/** An exhibit made of files. */
export function exhibit(
  id: string,
  title: string,
  paths: readonly string[],
  pages: readonly PageChoice[] | null = null,
): BundlePart {
  return {
    id,
    kind: 'exhibit',
    title,
    source: '某某公司',
    purpose: `证明${title}属实`,
    content: { kind: 'files', files: paths.map((path) => ({ path, name: path.split('/').at(-1) ?? path, pages })) },
    watermark: null,
  }
}

/** A letter whose one paragraph is `inlines`. */
export function letter(id: string, title: string, inlines: Inline[]): BundlePart {
  const document: Document = {
    title,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'paragraph', inlines, indent: true, align: 'justify' },
    ],
  }
  return {
    id,
    kind: 'letter',
    title,
    source: '申诉人',
    purpose: '',
    content: { kind: 'document', document },
    watermark: null,
  }
}

/** A bundle of these parts, with everything else filled in. */
export const bundleOf = (
  output: string,
  parts: readonly BundlePart[],
  more: Partial<BundleInput> = {},
): BundleInput => ({
  output,
  title: '关于号码误标的申诉卷宗',
  cover: [{ label: '申诉人', value: '深圳市某某理财有限责任公司' }],
  author: '深圳市某某理财有限责任公司',
  at: '2026-11-23T02:00:00.000Z',
  date: '2026-11-23',
  parts,
  notes: [],
  maxBytes: null,
  ...more,
})
