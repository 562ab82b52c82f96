import { readFile } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { PDFContext } from 'pdf-lib'
import { hashBytes } from '../files/file-store.ts'
import type { PdfFile, Pdfium } from '../intake/pdfium.ts'
import { refuse, Refusal } from '../refusal.ts'
import { openSource, type BoundForm, type OpenSource } from './bind-source.ts'
import type { BoundFile, BundlePart, PageChoice } from './bundle-input.ts'
import { cornerTaken, cutsContent, isSpread } from './corner-taken.ts'
import { CUT_DPI, cutPage } from './cut-page.ts'
import { boundFrame, pageFrame } from './page-frame.ts'

/** A page ready for composing. */
export interface CollectedPage {
  readonly form: BoundForm
  readonly choice: PageChoice
  /** Whether something stands where the page number goes. */
  readonly taken: boolean
  /** Whether the second reader saw anything on it. */
  readonly drawn: boolean
  /** Whether a crop took something away, so that the page became a picture. */
  readonly cut: boolean
}

/** A source ready for binding: the chosen pages, in order. */
export interface CollectedFile {
  readonly name: string
  readonly sha256: string
  readonly pages: readonly CollectedPage[]
}

/** The files of every part, by the part's place in the bundle. */
export type Collected = ReadonlyMap<number, readonly CollectedFile[]>

interface Problem {
  readonly name: string
  readonly reason: string
}

interface Opened {
  readonly source: OpenSource
  readonly sha256: string
}

const UNREADABLE = '不是能读的 PDF，或者文件已损坏；请重新导入原件，或换一份完好的文件。'

function reasonOf(thrown: unknown): string {
  if (thrown instanceof Refusal && thrown.error.code === 'refused') return thrown.error.reason
  const code = (thrown as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOENT') return '找不到这个文件；请检查它是否被移动或删除。'
  if (code === 'EACCES' || code === 'EPERM') return '没有读取这个文件的权限。'
  if (code === 'EISDIR') return '这是一个文件夹，不是文件。'
  if (thrown instanceof Error && /encrypt|password/i.test(thrown.message)) return '文件有密码，请先去掉密码再导入。'
  return UNREADABLE
}

function choicesOf(file: BoundFile, pageCount: number): readonly PageChoice[] {
  return file.pages ?? Array.from({ length: pageCount }, (_, index) => ({ index, rotate: 0, crop: null }))
}

function problemOf(file: BoundFile, pageCount: number): string | null {
  if (pageCount === 0) return '文件里一页也没有；请换一份完好的文件。'
  if (file.pages?.length === 0) return '没有选中任何一页；请至少选一页，或从目录中去掉这个文件。'
  const missing = file.pages?.find(({ index }) => index < 0 || index >= pageCount)
  return missing ? `没有第 ${missing.index + 1} 页（共 ${pageCount} 页）；请重新选择页面。` : null
}

/** Opens the same bytes once, however many parts they stand in. */
function createOpener(target: PDFContext) {
  const known = new Map<string, Opened>()
  return async (path: string): Promise<{ opened: Opened; bytes: Uint8Array }> => {
    const bytes = await readFile(path)
    const sha256 = hashBytes(bytes)
    const found = known.get(sha256)
    if (found) return { opened: found, bytes }
    const opened: Opened = { source: await openSource(bytes, target), sha256 }
    known.set(sha256, opened)
    return { opened, bytes }
  }
}

/** Turns one chosen page into what is bound, looking at it with the second reader. */
async function collectPage(
  choice: PageChoice,
  source: OpenSource,
  second: PdfFile | null,
  target: PDFContext,
): Promise<CollectedPage> {
  const shape = source.shape(choice.index)
  const own = pageFrame(shape.box, shape.rotate)
  const bound = boundFrame(shape, choice)
  const objects = second?.page(choice.index, (page) => page.drawn()) ?? null
  if (!objects) return { form: source.form(choice.index), choice, taken: true, drawn: false, cut: false }
  const { crop } = choice
  if (!crop || !cutsContent(objects, own, bound)) {
    // A crop may leave an empty part of a page that is not empty.
    const drawn = !crop && objects.some(({ kind, box }) => kind !== 'blank' && isSpread(box))
    return { form: source.form(choice.index), choice, taken: cornerTaken(objects, own, bound), drawn, cut: false }
  }
  const picture = second?.page(choice.index, (page) => page.render(CUT_DPI))
  if (!picture) throw new Error(`page ${choice.index} could not be drawn`)
  const form = await cutPage(picture, { ...choice, crop }, bound, target)
  return { form, choice: { index: choice.index, rotate: 0, crop: null }, taken: true, drawn: true, cut: true }
}

interface Collector {
  readonly target: PDFContext
  readonly pdfium: Pdfium
  readonly open: ReturnType<typeof createOpener>
}

async function collectFile(file: BoundFile, { target, pdfium, open }: Collector): Promise<CollectedFile> {
  const { opened, bytes } = await open(file.path)
  const { source, sha256 } = opened
  const problem = problemOf(file, source.pageCount)
  if (problem !== null) throw refuse(problem)
  const second = pdfium.open(bytes)
  try {
    const pages: CollectedPage[] = []
    for (const choice of choicesOf(file, source.pageCount))
      pages.push(await collectPage(choice, source, second.ok ? second.file : null, target))
    return { name: file.name, sha256, pages }
  } finally {
    if (second.ok) second.file.close()
  }
}

const NO_FILES = '这一项里没有文件；请加上文件，或从目录中去掉这一项。'

/**
 * Opens every source of a bundle. One that cannot be read stops everything, but only after all were
 * tried, so that the refusal names each of them.
 */
export async function collectSources(
  parts: readonly BundlePart[],
  target: PDFContext,
  pdfium: Pdfium,
  onFile: (name: string) => void,
): Promise<Collected> {
  const problems: Problem[] = []
  const collector: Collector = { target, pdfium, open: createOpener(target) }
  const collected = new Map<number, CollectedFile[]>()
  for (const [at, part] of parts.entries()) {
    if (part.content.kind !== 'files') continue
    const files: CollectedFile[] = []
    for (const file of part.content.files) {
      onFile(file.name)
      await breathe()
      try {
        files.push(await collectFile(file, collector))
      } catch (thrown) {
        problems.push({ name: file.name, reason: reasonOf(thrown) })
      }
    }
    if (part.content.files.length === 0) problems.push({ name: part.title, reason: NO_FILES })
    collected.set(at, files)
  }
  if (problems.length > 0) throw new Refusal({ code: 'files-refused', files: problems })
  return collected
}
