import { inspectionSchema } from '#shared/inspection.ts'
import type { BuildAnswer } from '../dossiers/dossier-repository.ts'
import type { Db } from '../database/open-database.ts'
import type { Printed } from '../letters/letter-repository.ts'
import type { FileStore } from './file-store.ts'

/**
 * Forgets builds nobody sent and newer ones replaced, then removes stored bytes that nothing names.
 * Run at start, before anyone works: a crash between content and row leaves such strays.
 */
export async function sweepFiles(db: Db, files: FileStore): Promise<number> {
  const needed = new Set<string>()
  db.transaction(() => {
    db.prepare(
      `DELETE FROM build WHERE id NOT IN (SELECT build_id FROM submission) AND EXISTS
        (SELECT 1 FROM build AS newer WHERE newer.dossier_id = build.dossier_id AND newer.position > build.position)`,
    ).run()
    const exhibits = db.prepare<[], { sha256: string; answer: string }>(
      'SELECT DISTINCT sha256, answer FROM exhibit_file JOIN inspection USING (sha256)',
    )
    for (const { sha256, answer } of exhibits.all()) {
      const { pdfForm, thumbnail } = inspectionSchema.parse(JSON.parse(answer))
      for (const name of [sha256, pdfForm?.sha256, thumbnail]) if (name) needed.add(name)
    }
    for (const { answer } of db.prepare<[], { answer: string }>('SELECT answer FROM build').all()) {
      const build = JSON.parse(answer) as BuildAnswer
      for (const { sha256 } of [build.bundle, ...build.package.files]) needed.add(sha256)
    }
    for (const { printed } of db
      .prepare<[], { printed: string }>('SELECT printed FROM letter WHERE printed IS NOT NULL')
      .all())
      needed.add((JSON.parse(printed) as Printed).file ?? '')
    for (const { sha256 } of db.prepare<[], { sha256: string }>('SELECT sha256 FROM submission_file').all())
      needed.add(sha256)
    const drop = ['inspection', 'file'].map((table) => db.prepare<[string]>(`DELETE FROM ${table} WHERE sha256 = ?`))
    for (const { sha256 } of db.prepare<[], { sha256: string }>('SELECT sha256 FROM file').all())
      if (!needed.has(sha256)) for (const statement of drop) statement.run(sha256)
  })()
  return files.sweep((sha256) => needed.has(sha256))
}
