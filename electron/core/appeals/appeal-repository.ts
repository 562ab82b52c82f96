import type { Appeal } from '#shared/appeals.ts'
import type { AppealId, CompanyId, DossierId, NumberId } from '#shared/ids.ts'
import type { Db } from '../database/open-database.ts'

interface AppealRow {
  readonly id: string
  readonly company_id: string
  readonly number_id: string
  readonly platform_id: string
  readonly label_code: string
  readonly label_text: string
  readonly trouble: string
  readonly state: string
  readonly opened_on: string
}

/** An appeal as stored, without names looked up for the screen. */
export type StoredAppeal = Omit<Appeal, 'platformName'>

type Joined = AppealRow & { shown: string; dossier_id: string | null }

const toAppeal = (row: Joined): StoredAppeal => ({
  id: row.id as AppealId,
  companyId: row.company_id as CompanyId,
  numberId: row.number_id as NumberId,
  numberShown: row.shown,
  platformId: row.platform_id,
  labelCode: row.label_code as Appeal['labelCode'],
  labelText: row.label_text,
  trouble: row.trouble as Appeal['trouble'],
  state: row.state as Appeal['state'],
  openedOn: row.opened_on,
  dossierId: row.dossier_id as DossierId | null,
})

const FROM = `SELECT appeal.*, number.shown,
  (SELECT dossier_id FROM dossier_appeal JOIN dossier ON dossier.id = dossier_id
    WHERE appeal_id = appeal.id ORDER BY dossier.changed_at DESC LIMIT 1) AS dossier_id
  FROM appeal JOIN number ON number.id = appeal.number_id`

/** Appeals (申诉): number × platform × label. */
export function createAppealRepository(db: Db) {
  const list = db.prepare<{ companyId: string; state: string | null; search: string }, Joined>(
    `${FROM} WHERE appeal.company_id = :companyId AND (:state IS NULL OR appeal.state = :state)
     AND (:search = '' OR instr(number.digits || ' ' || number.shown || ' ' || label_text, :search) > 0)
     ORDER BY opened_on DESC, appeal.id LIMIT 2000`,
  )
  const byId = db.prepare<[string], Joined>(`${FROM} WHERE appeal.id = ?`)
  const ofDossier = db.prepare<[string], Joined>(
    `${FROM} JOIN dossier_appeal ON dossier_appeal.appeal_id = appeal.id WHERE dossier_appeal.dossier_id = ? ORDER BY dossier_appeal.position`,
  )
  const openUnit = db.prepare<[string, string, string], Joined>(
    `${FROM} WHERE number_id = ? AND platform_id = ? AND label_code = ? AND appeal.state <> 'abandoned'`,
  )
  const add = db.prepare<AppealRow>(
    'INSERT INTO appeal VALUES (:id, :company_id, :number_id, :platform_id, :label_code, :label_text, :trouble, :state, :opened_on)',
  )
  const setState = db.prepare<[string, string]>('UPDATE appeal SET state = ? WHERE id = ?')
  const leave = db.prepare<[string, string]>('DELETE FROM dossier_appeal WHERE dossier_id = ? AND appeal_id = ?')
  const note = db.prepare<[string, string, string, string, string]>(
    `INSERT INTO appeal_event VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM appeal_event))`,
  )
  const events = db.prepare<[string], { at: string; person: string; what: string }>(
    'SELECT at, person, what FROM appeal_event WHERE appeal_id = ? ORDER BY position',
  )
  return {
    list: (filter: { companyId: string; state: string | null; search: string }) => list.all(filter).map(toAppeal),
    find: (id: string) => {
      const row = byId.get(id)
      return row && toAppeal(row)
    },
    ofDossier: (dossierId: string) => ofDossier.all(dossierId).map(toAppeal),
    /** The open appeal for the same number, platform and label, if there is one. */
    findOpenUnit: (numberId: string, platformId: string, labelCode: string) => {
      const row = openUnit.get(numberId, platformId, labelCode)
      return row && toAppeal(row)
    },
    add: (appeal: Omit<StoredAppeal, 'numberShown' | 'dossierId'>) =>
      void add.run({
        id: appeal.id,
        company_id: appeal.companyId,
        number_id: appeal.numberId,
        platform_id: appeal.platformId,
        label_code: appeal.labelCode,
        label_text: appeal.labelText,
        trouble: appeal.trouble,
        state: appeal.state,
        opened_on: appeal.openedOn,
      }),
    setState: (id: string, state: Appeal['state']) => void setState.run(state, id),
    /** Takes it out of a dossier. */
    leave: (id: string, dossierId: string) => void leave.run(dossierId, id),
    note: (event: { id: string; appealId: string; at: string; person: string; what: string }) =>
      void note.run(event.id, event.appealId, event.at, event.person, event.what),
    events: (id: string) => events.all(id),
  }
}

export type AppealRepository = ReturnType<typeof createAppealRepository>
