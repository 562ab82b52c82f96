import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Inspection, inspectionSchema } from '#shared/inspection.ts'
import type { Db } from '../database/open-database.ts'
import type { FileStore } from '../files/file-store.ts'
import { inspectFile } from '../intake/inspect-file.ts'
import { inspectVersion } from '../intake/inspect-version.ts'
import type { Jobs } from '../jobs/create-jobs.ts'

/** A file in the store, with what intake learned of it. */
export interface StoredFile {
  readonly sha256: string
  readonly size: number
  readonly name: string
  readonly inspection: Inspection
}

const derivedOf = ({ pdfForm, thumbnail, parts }: Inspection) => [
  ...(pdfForm ? [pdfForm.sha256] : []),
  ...(thumbnail ? [thumbnail] : []),
  ...parts.map(({ sha256 }) => sha256),
]

/** Stored files and their inspections; each content is inspected once and remembered by its hash. */
export function createInspectionStore({
  db,
  files,
  jobs,
  workFolder,
  now,
}: {
  readonly db: Db
  readonly files: FileStore
  readonly jobs: Jobs
  readonly workFolder: string
  readonly now: () => Date
}) {
  const known = db.prepare<[string, number], { answer: string }>(
    'SELECT answer FROM inspection WHERE sha256 = ? AND version = ?',
  )
  const any = db.prepare<[string], { answer: string }>('SELECT answer FROM inspection WHERE sha256 = ?')
  const addFile = db.prepare<[string, number, string]>('INSERT INTO file VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const keep = db.prepare<[string, number, string]>(
    'INSERT INTO inspection VALUES (?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET version = excluded.version, answer = excluded.answer',
  )

  async function inspectAnew(sha256: string, name: string, signal: AbortSignal | undefined): Promise<Inspection> {
    const work = await mkdtemp(join(workFolder, 'intake-'))
    try {
      const inspection = await inspectFile(jobs, { path: files.pathOf(sha256), name, workFolder: work }, signal)
      for (const derived of derivedOf(inspection)) {
        const taken = await files.take(join(work, derived))
        if (taken.sha256 !== derived) throw new Error(`derived file ${derived} differs`)
        addFile.run(taken.sha256, taken.size, now().toISOString())
      }
      return inspection
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  }

  return {
    /** Stores a file from disk and inspects it, unless its content is known already. */
    async take(path: string, name: string, signal?: AbortSignal): Promise<StoredFile> {
      const { sha256, size } = await files.take(path)
      const row = known.get(sha256, inspectVersion)
      if (row) {
        const inspection = inspectionSchema.parse(JSON.parse(row.answer))
        const intact = await Promise.all(derivedOf(inspection).map(files.intact))
        if (intact.every(Boolean)) return { sha256, size, name, inspection }
      }
      const inspection = await inspectAnew(sha256, name, signal)
      addFile.run(sha256, size, now().toISOString())
      keep.run(sha256, inspectVersion, JSON.stringify(inspection))
      return { sha256, size, name, inspection }
    },
    find(sha256: string): Inspection | null {
      const row = any.get(sha256)
      return row ? inspectionSchema.parse(JSON.parse(row.answer)) : null
    },
    /** Puts bytes made by the program into the store, with the row that names them. */
    async put(bytes: Uint8Array) {
      const stored = await files.put(bytes)
      addFile.run(stored.sha256, stored.size, now().toISOString())
      return stored
    },
    /** The same for a file on disk. */
    async putFile(path: string) {
      const stored = await files.take(path)
      addFile.run(stored.sha256, stored.size, now().toISOString())
      return stored
    },
  }
}

export type InspectionStore = ReturnType<typeof createInspectionStore>
