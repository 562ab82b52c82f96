import type { CompanyId, DossierId, ExhibitId, LetterId } from '#shared/ids.ts'
import type { LetterKind } from '#shared/kinds.ts'
import type { Db } from '../database/open-database.ts'
import type { ScanFinding } from './say-scan-findings.ts'

/** What a letter looked like when it was exported to be stamped. */
export interface Printed {
  readonly text: string
  /** Null when it could not be typeset. */
  readonly pages: number | null
  /** The typeset PDF, in the store: what a stamped scan is compared with. */
  readonly file: string | null
  /** Printed from Word, pages may break elsewhere than in `file`. */
  readonly format: 'docx' | 'pdf'
  /** Page each referenced part began on, by part id. */
  readonly places: Readonly<Record<string, number>>
}

/** A letter as stored. */
export interface StoredLetter {
  readonly id: LetterId
  readonly dossierId: DossierId
  readonly companyId: CompanyId
  readonly kind: LetterKind
  readonly templateId: string
  readonly title: string
  readonly text: string
  readonly typed: Readonly<Record<string, string>>
  readonly savedAt: string
  readonly printed: Printed | null
  readonly stampedExhibitId: ExhibitId | null
  readonly ridingStamp: boolean | null
  /** How the stamped scan's pages differ from what was printed; null when nothing was compared. */
  readonly scanFindings: readonly ScanFinding[] | null
}

interface LetterRow {
  readonly id: string
  readonly dossier_id: string
  readonly kind: string
  readonly template_id: string
  readonly title: string
  readonly text: string
  readonly typed: string
  readonly saved_at: string
  readonly printed: string | null
  readonly stamped_exhibit_id: string | null
  readonly riding_stamp: number | null
  readonly scan_findings: string | null
}

const toLetter = (row: LetterRow & { company_id: string }): StoredLetter => ({
  id: row.id as LetterId,
  dossierId: row.dossier_id as DossierId,
  companyId: row.company_id as CompanyId,
  kind: row.kind as LetterKind,
  templateId: row.template_id,
  title: row.title,
  text: row.text,
  typed: JSON.parse(row.typed) as Record<string, string>,
  savedAt: row.saved_at,
  printed: row.printed === null ? null : (JSON.parse(row.printed) as Printed),
  stampedExhibitId: row.stamped_exhibit_id as ExhibitId | null,
  ridingStamp: row.riding_stamp === null ? null : row.riding_stamp === 1,
  scanFindings: row.scan_findings === null ? null : (JSON.parse(row.scan_findings) as readonly ScanFinding[]),
})

const FROM = 'SELECT letter.*, dossier.company_id FROM letter JOIN dossier ON dossier.id = letter.dossier_id'

/** Letters (文书) of dossiers. */
export function createLetterRepository(db: Db) {
  type Joined = LetterRow & { company_id: string }
  const byId = db.prepare<[string], Joined>(`${FROM} WHERE letter.id = ?`)
  const ofDossier = db.prepare<[string], Joined>(`${FROM} WHERE dossier_id = ? ORDER BY letter.saved_at, letter.id`)
  const save = db.prepare<LetterRow>(
    `INSERT INTO letter (id, dossier_id, kind, template_id, title, text, typed, saved_at, printed, stamped_exhibit_id, riding_stamp, scan_findings)
     VALUES (:id, :dossier_id, :kind, :template_id, :title, :text, :typed, :saved_at, :printed, :stamped_exhibit_id, :riding_stamp, :scan_findings)
     ON CONFLICT (id) DO UPDATE SET title = :title, text = :text, typed = :typed, saved_at = :saved_at, printed = :printed,
      stamped_exhibit_id = :stamped_exhibit_id, riding_stamp = :riding_stamp, scan_findings = :scan_findings`,
  )
  const remove = db.prepare<[string]>('DELETE FROM letter WHERE id = ?')
  return {
    find: (id: string) => {
      const row = byId.get(id)
      return row && toLetter(row)
    },
    ofDossier: (dossierId: string) => ofDossier.all(dossierId).map(toLetter),
    save: (letter: StoredLetter) =>
      void save.run({
        id: letter.id,
        dossier_id: letter.dossierId,
        kind: letter.kind,
        template_id: letter.templateId,
        title: letter.title,
        text: letter.text,
        typed: JSON.stringify(letter.typed),
        saved_at: letter.savedAt,
        printed: letter.printed && JSON.stringify(letter.printed),
        stamped_exhibit_id: letter.stampedExhibitId,
        riding_stamp: letter.ridingStamp === null ? null : Number(letter.ridingStamp),
        scan_findings: letter.scanFindings && JSON.stringify(letter.scanFindings),
      }),
    remove: (id: string) => void remove.run(id),
  }
}

export type LetterRepository = ReturnType<typeof createLetterRepository>
