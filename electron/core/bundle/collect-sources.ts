import { readFile } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { PDFContext } from 'pdf-lib'
import { hashBytes } from '../files/file-store.ts'
import type { DrawnObject } from '../intake/pdfium-regions.ts'
import type { PdfFile, Pdfium } from '../intake/pdfium.ts'
import { Refusal } from '../refusal.ts'
import { openSource, type OpenSource } from './bind-source.ts'
import type { BoundFile, BundlePart, PageChoice } from './bundle-input.ts'

/** A source ready for binding. */
export interface CollectedFile {
  readonly source: OpenSource
  readonly sha256: string
  /** The pages to bind, in order. */
  readonly pages: readonly PageChoice[]
  /** What the second reader sees drawn on each page of the source; null where it could not look. */
  readonly drawn: ReadonlyMap<number, readonly DrawnObject[] | null>
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
  readonly drawn: Map<number, readonly DrawnObject[] | null>
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

function lookAt(file: PdfFile | null, pages: readonly PageChoice[], drawn: Opened['drawn']) {
  for (const { index } of pages)
    if (!drawn.has(index)) drawn.set(index, file?.page(index, (page) => page.drawn()) ?? null)
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
    const opened: Opened = { source: await openSource(bytes, target), sha256, drawn: new Map() }
    known.set(sha256, opened)
    return { opened, bytes }
  }
}

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
  const open = createOpener(target)
  async function collect(file: BoundFile): Promise<CollectedFile | null> {
    onFile(file.name)
    await breathe()
    try {
      const { opened, bytes } = await open(file.path)
      const problem = problemOf(file, opened.source.pageCount)
      if (problem !== null) throw new Refusal({ code: 'refused', reason: problem })
      const pages = choicesOf(file, opened.source.pageCount)
      const second = pdfium.open(bytes)
      try {
        lookAt(second.ok ? second.file : null, pages, opened.drawn)
        // Writing the forms here names the file whose content cannot be taken over.
        for (const { index } of pages) opened.source.form(index)
      } finally {
        if (second.ok) second.file.close()
      }
      return { source: opened.source, sha256: opened.sha256, pages, drawn: opened.drawn }
    } catch (thrown) {
      problems.push({ name: file.name, reason: reasonOf(thrown) })
      return null
    }
  }
  const collected = new Map<number, CollectedFile[]>()
  for (const [at, part] of parts.entries()) {
    if (part.content.kind !== 'files') continue
    const files: CollectedFile[] = []
    for (const file of part.content.files) {
      const found = await collect(file)
      if (found) files.push(found)
    }
    if (part.content.files.length === 0)
      problems.push({ name: part.title, reason: '这一项里没有文件；请加上文件，或从目录中去掉这一项。' })
    collected.set(at, files)
  }
  if (problems.length > 0) throw new Refusal({ code: 'files-refused', files: problems })
  return collected
}
