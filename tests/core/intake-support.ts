import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inspect } from '#core/intake/inspect.ts'
import { loadPdfium, type PdfFile } from '#core/intake/pdfium.ts'
import type { Inspection } from '#shared/inspection.ts'

/** The fonts and templates of this checkout. */
export const resources = { templates: resolve('templates'), fonts: resolve('node_modules/@expo-google-fonts') }

/** What intake answered, with the bytes it left. */
export interface Looked extends Inspection {
  readonly form: Uint8Array
  readonly bytesOf: (sha256: string) => Uint8Array
}

/** Inspects bytes under a name, as the isolated process would. */
export async function lookAt(bytes: Uint8Array | string, name: string): Promise<Looked> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'))
  try {
    const path = join(folder, 'source')
    await writeFile(path, bytes)
    const inspection = await inspect({ path, name, workFolder: folder }, { resources, progress: () => undefined })
    const derived = new Map<string, Uint8Array>()
    for (const sha256 of [inspection.pdfForm?.sha256, ...inspection.parts.map((part) => part.sha256)])
      if (sha256) derived.set(sha256, await readFile(join(folder, sha256)))
    const bytesOf = (sha256: string) => derived.get(sha256) ?? new Uint8Array()
    return { ...inspection, form: bytesOf(inspection.pdfForm?.sha256 ?? ''), bytesOf }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens a form with the second reader for as long as `use` runs. */
export async function openForm<T>(bytes: Uint8Array, use: (file: PdfFile) => T): Promise<T> {
  const opening = (await loadPdfium(resources.fonts)).open(bytes)
  if (!opening.ok) throw new Error(`the form does not open: ${opening.why}`)
  try {
    return use(opening.file)
  } finally {
    opening.file.close()
  }
}

/** Codes of what was found, for short checks. */
export const codesOf = ({ findings }: Inspection) => findings.map(({ code }) => code)
