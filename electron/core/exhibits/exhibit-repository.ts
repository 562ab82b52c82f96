import type { Exhibit, ExhibitFile, PageChoice } from '#shared/exhibits.ts'
import type { CompanyId, ExhibitId } from '#shared/ids.ts'
import { inspectionSchema } from '#shared/inspection.ts'
import type { Db } from '../database/open-database.ts'

interface ExhibitRow {
  readonly id: string
  readonly company_id: string
  readonly kind: string
  readonly title: string
  readonly source: string
  readonly purpose: string
  readonly issued_on: string | null
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly stamp: string
  readonly note: string
  readonly suggestion: string | null
  readonly added_at: string
  readonly removed_at: string | null
}

interface FileRow {
  readonly exhibit_id: string
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly pages: string | null
  readonly answer: string
}

/** An exhibit as stored, its files with their inspections, without what today's date says of it. */
export interface StoredExhibit extends Omit<Exhibit, 'pages' | 'refusal' | 'expiry' | 'removed'> {
  readonly removedAt: string | null
}

const toFile = (row: FileRow): ExhibitFile => ({
  sha256: row.sha256,
  name: row.name,
  size: row.size,
  pages: row.pages === null ? null : (JSON.parse(row.pages) as PageChoice[]),
  inspection: inspectionSchema.parse(JSON.parse(row.answer)),
})

const toExhibit = (row: ExhibitRow & { uses: number }, files: readonly FileRow[]): StoredExhibit => ({
  id: row.id as ExhibitId,
  companyId: row.company_id as CompanyId,
  kind: row.kind as Exhibit['kind'],
  title: row.title,
  source: row.source,
  purpose: row.purpose,
  issuedOn: row.issued_on,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  stamp: row.stamp as Exhibit['stamp'],
  note: row.note,
  suggestion: row.suggestion,
  addedAt: row.added_at,
  removedAt: row.removed_at,
  uses: row.uses,
  files: files.map(toFile),
})

const FILES = `SELECT exhibit_file.exhibit_id, exhibit_file.sha256, exhibit_file.name, file.size, exhibit_file.pages, inspection.answer
  FROM exhibit_file JOIN file ON file.sha256 = exhibit_file.sha256 JOIN inspection ON inspection.sha256 = exhibit_file.sha256`
// A stamped scan stands in a dossier through its letter.
const COUNTED = `exhibit.*, (SELECT count(*) FROM dossier_item WHERE exhibit_id = exhibit.id)
  + (SELECT count(*) FROM letter WHERE stamped_exhibit_id = exhibit.id) AS uses`

interface Filter {
  readonly companyId: string
  readonly search: string
  readonly kind: string | null
  readonly removed: number
}

/** Evidence (证据材料) and the files it consists of. */
export function createExhibitRepository(db: Db) {
  type Counted = ExhibitRow & { uses: number }
  const MATCHES = `exhibit.company_id = :companyId AND (removed_at IS NOT NULL) = :removed AND (:kind IS NULL OR kind = :kind)
    AND (:search = '' OR instr(title || ' ' || source || ' ' || purpose || ' ' || note, :search) > 0
      OR EXISTS (SELECT 1 FROM exhibit_file JOIN inspection USING (sha256) WHERE exhibit_id = exhibit.id
        AND (instr(exhibit_file.name, :search) > 0 OR instr(json_extract(inspection.answer, '$.text'), :search) > 0)))`
  const list = db.prepare<Filter, Counted>(
    `SELECT ${COUNTED} FROM exhibit WHERE ${MATCHES} ORDER BY added_at DESC, id LIMIT 2000`,
  )
  const listFiles = db.prepare<[string], FileRow>(
    `${FILES} JOIN exhibit ON exhibit.id = exhibit_file.exhibit_id WHERE exhibit.company_id = ? ORDER BY exhibit_file.position`,
  )
  const byId = db.prepare<[string], Counted>(`SELECT ${COUNTED} FROM exhibit WHERE id = ?`)
  const filesOf = db.prepare<[string], FileRow>(`${FILES} WHERE exhibit_id = ? ORDER BY position`)
  const byFile = db.prepare<[string, string], { id: string }>(
    `SELECT exhibit.id FROM exhibit JOIN exhibit_file ON exhibit_id = exhibit.id
     WHERE company_id = ? AND sha256 = ? AND removed_at IS NULL ORDER BY added_at LIMIT 1`,
  )
  const save = db.prepare<ExhibitRow>(
    `INSERT INTO exhibit VALUES (:id, :company_id, :kind, :title, :source, :purpose, :issued_on, :valid_from, :valid_until,
      :stamp, :note, :suggestion, :added_at, :removed_at)
     ON CONFLICT (id) DO UPDATE SET kind = :kind, title = :title, source = :source, purpose = :purpose, issued_on = :issued_on,
      valid_from = :valid_from, valid_until = :valid_until, stamp = :stamp, note = :note, suggestion = :suggestion, removed_at = :removed_at`,
  )
  const addFile = db.prepare<{ id: string; sha256: string; name: string; pages: string | null }>(
    `INSERT INTO exhibit_file VALUES (:id, :sha256, :name,
      (SELECT coalesce(max(position), 0) + 1 FROM exhibit_file WHERE exhibit_id = :id), :pages) ON CONFLICT DO NOTHING`,
  )
  const setPages = db.prepare<[string | null, string, string]>(
    'UPDATE exhibit_file SET pages = ? WHERE exhibit_id = ? AND sha256 = ?',
  )
  const forget = db.prepare<[string], { id: string }>(
    `DELETE FROM exhibit WHERE removed_at < ? AND NOT EXISTS (SELECT 1 FROM dossier_item WHERE exhibit_id = exhibit.id)
     AND NOT EXISTS (SELECT 1 FROM letter WHERE stamped_exhibit_id = exhibit.id) RETURNING id`,
  )

  return {
    list(filter: Omit<Filter, 'removed'> & { removed: boolean }) {
      const files = Map.groupBy(listFiles.all(filter.companyId), (row) => row.exhibit_id)
      return list
        .all({ ...filter, removed: filter.removed ? 1 : 0 })
        .map((row) => toExhibit(row, files.get(row.id) ?? []))
    },
    find: (id: string) => {
      const row = byId.get(id)
      return row && toExhibit(row, filesOf.all(id))
    },
    /** The exhibit that already holds these bytes, for this company. */
    findByFile: (companyId: string, sha256: string) => byFile.get(companyId, sha256)?.id,
    save: (exhibit: Omit<StoredExhibit, 'files' | 'uses'>) =>
      void save.run({
        id: exhibit.id,
        company_id: exhibit.companyId,
        kind: exhibit.kind,
        title: exhibit.title,
        source: exhibit.source,
        purpose: exhibit.purpose,
        issued_on: exhibit.issuedOn,
        valid_from: exhibit.validFrom,
        valid_until: exhibit.validUntil,
        stamp: exhibit.stamp,
        note: exhibit.note,
        suggestion: exhibit.suggestion,
        added_at: exhibit.addedAt,
        removed_at: exhibit.removedAt,
      }),
    addFile: (id: string, file: { sha256: string; name: string; pages: readonly PageChoice[] | null }) =>
      void addFile.run({ id, sha256: file.sha256, name: file.name, pages: file.pages && JSON.stringify(file.pages) }),
    setPages: (id: string, sha256: string, pages: readonly PageChoice[] | null) =>
      void setPages.run(pages && JSON.stringify(pages), id, sha256),
    /** Empties the recycle bin of what was removed before an instant and stands nowhere. */
    forget: (before: string) => forget.all(before).length,
  }
}

export type ExhibitRepository = ReturnType<typeof createExhibitRepository>
