import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashBytes } from '#core/files/file-store.ts'
import type { JobContext } from '#core/jobs/job.ts'
import type { Inspection } from '#shared/inspection.ts'
import { startBudget } from './budget.ts'
import { kept, MOST_TEXT, type Inspected } from './form.ts'
import { inspectVersion } from './inspect-version.ts'
import { inspectContent, type Content } from './inspect-content.ts'
import { hasWrongExtension, sniff } from './sniff.ts'

/** A file to be looked at: where it is, the name a person knows it by, and where derived files go. */
export interface InspectInput {
  readonly path: string
  readonly name: string
  readonly workFolder: string
}

/** The parent gives up after 20 s; this leaves it time to hear the answer. */
const SECONDS = 16
const HEAD = 256 * 1024

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function look(input: InspectInput, size: number, keep: Content['keep'], context: JobContext): Promise<Inspected> {
  if (size === 0) return kept('unknown', 'application/octet-stream', '文件是空的（0 字节），请重新扫描或导出。')
  const sniffed = await sniff(await readHead(input.path), input.name)
  const read = () => readFile(input.path)
  const found = await inspectContent({ ...input, size, sniffed, read, keep, budget: startBudget(SECONDS) }, context)
  if (!hasWrongExtension(input.name, found.type)) return found
  const sentence = `文件扩展名与内容不符：实际是 ${found.type.toUpperCase()} 文件，已按实际内容处理。`
  return { ...found, findings: [{ code: 'wrong-extension', sentence }, ...found.findings] }
}

/** Job `inspect`: says what a file is, makes the PDF that is bound, and writes derived files into the work folder under their SHA-256. */
export async function inspect(input: InspectInput, context: JobContext): Promise<Inspection> {
  const { size } = await stat(input.path)
  context.progress(0, 1, `读取「${input.name}」`)
  const keep = async (bytes: Uint8Array) => {
    const sha256 = hashBytes(bytes)
    await writeFile(join(input.workFolder, sha256), bytes)
    return { sha256, size: bytes.length }
  }
  const found = await look(input, size, keep, context).catch((thrown: unknown) => {
    // A full disk is no fault of the file.
    if (thrown instanceof Error && 'syscall' in thrown) throw thrown
    process.stderr.write(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`)
    return kept(
      'unknown',
      'application/octet-stream',
      '文件无法解析，已保存但不能装订；请在原软件中重新导出，或「打印为 PDF」后再加入。',
    )
  })
  return {
    version: inspectVersion,
    type: found.type,
    mediaType: found.mediaType,
    size,
    pdfForm: found.form && { ...(await keep(found.form.bytes)), how: found.form.how, pages: [...found.form.pages] },
    thumbnail: found.thumbnail && (await keep(found.thumbnail)).sha256,
    parts: [...found.parts],
    text: found.text.slice(0, MOST_TEXT),
    findings: [...found.findings],
    refusal: found.refusal,
  }
}
