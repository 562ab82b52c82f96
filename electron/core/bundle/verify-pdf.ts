import { readFile } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { CheckReport } from '#shared/check-report.ts'
import { asStorageRefusal } from '../files/write-safely.ts'
import { loadPdfium } from '../intake/pdfium.ts'
import type { JobContext } from '../jobs/job.ts'
import { refuse } from '../refusal.ts'
import type { BundleFacts } from './bundle-facts.ts'
import { checkAny, listUnchecked } from './checks/check-any.ts'
import { checkOf, checkPromises } from './checks/check-promises.ts'
import { findLeaks } from './checks/find-leaks.ts'
import { readFinished } from './checks/read-finished.ts'
import { scanStructure, type Structure } from './checks/scan-structure.ts'

/** A file to be checked, and what it promised when that is known. */
export interface VerifyInput {
  readonly path: string
  readonly expected?: BundleFacts
}

function checkStructure(structure: Structure) {
  const wrong = [
    ...(structure.readable ? [] : ['文件结构读不出来']),
    ...(structure.revisions === 1 ? [] : [`文件里有 ${structure.revisions} 个版本`]),
    ...structure.missingFonts.filter((name) => name.startsWith('ZHENG')).map((name) => `字体 ${name} 没有嵌入`),
  ]
  return checkOf('structure', '文件只有一个版本，排版用的字体都已嵌入', wrong, '符合')
}

async function readBytes(path: string) {
  try {
    return await readFile(path)
  } catch (thrown) {
    throw asStorageRefusal(thrown, path)
  }
}

/**
 * Job `verify`: opens a finished file with another reader and reports on every promise. Without `expected`
 * it says what holds for any PDF, what would leave with it unseen, and what could not be looked into.
 */
export async function verifyPdf(input: VerifyInput, context: JobContext): Promise<CheckReport> {
  const bytes = await readBytes(input.path)
  const pdfium = await loadPdfium(context.resources.fonts)
  const opening = pdfium.open(bytes)
  if (!opening.ok)
    throw refuse(
      opening.why === 'password'
        ? '这个 PDF 有打开密码，读不了里面的内容；请先去掉密码。'
        : '这不是能打开的 PDF，或者文件已损坏。',
    )
  const { file } = opening
  try {
    const total = file.pageCount
    // Scans bring their OCR layers along, which is wanted; a file from elsewhere is searched for what it hides.
    const read = await readFinished(file, !input.expected, async (done) => {
      context.progress(done, total, `核对第 ${done} 页`)
      await breathe()
    })
    const structure = await scanStructure(bytes)
    const { expected } = input
    const checks = expected
      ? [...checkPromises(read, expected, bytes.length), checkStructure(structure)]
      : checkAny(read)
    const leaks = findLeaks(read, structure)
    return {
      clean: leaks.length === 0 && checks.every(({ ok }) => ok),
      pages: total,
      checks,
      leaks,
      unchecked: listUnchecked(read, structure),
    }
  } finally {
    file.close()
  }
}
