import type { AppealId, ExhibitId, NumberId, SightingId } from '#shared/ids.ts'
import type { Sighting } from '#shared/sightings.ts'
import type { Db } from '../database/open-database.ts'

interface SightingRow {
  readonly id: string
  readonly number_id: string
  readonly platform_id: string | null
  readonly clean: number
  readonly label_code: string | null
  readonly label_text: string
  readonly handset: string
  readonly carrier: string
  readonly source_line: string
  readonly seen_at: string
  readonly note: string
  readonly screenshot_id: string | null
  readonly appeal_id: string | null
}

/** A sighting as stored, without the names looked up for the screen. */
export type StoredSighting = Omit<Sighting, 'platformName'>

const toSighting = (row: SightingRow & { shown: string }): StoredSighting => ({
  id: row.id as SightingId,
  numberId: row.number_id as NumberId,
  numberShown: row.shown,
  platformId: row.platform_id,
  clean: row.clean === 1,
  labelCode: row.label_code as Sighting['labelCode'],
  labelText: row.label_text,
  handset: row.handset,
  carrier: row.carrier as Sighting['carrier'],
  sourceLine: row.source_line,
  seenAt: row.seen_at,
  note: row.note,
  screenshotId: row.screenshot_id as ExhibitId | null,
  appealId: row.appeal_id as AppealId | null,
})

const toRow = (sighting: Omit<StoredSighting, 'numberShown'>): SightingRow => ({
  id: sighting.id,
  number_id: sighting.numberId,
  platform_id: sighting.platformId,
  clean: sighting.clean ? 1 : 0,
  label_code: sighting.labelCode,
  label_text: sighting.labelText,
  handset: sighting.handset,
  carrier: sighting.carrier,
  source_line: sighting.sourceLine,
  seen_at: sighting.seenAt,
  note: sighting.note,
  screenshot_id: sighting.screenshotId,
  appeal_id: sighting.appealId,
})

/** What handsets and query pages showed (标记记录). */
export function createSightingRepository(db: Db) {
  type Joined = SightingRow & { shown: string }
  const FROM = 'SELECT sighting.*, number.shown FROM sighting JOIN number ON number.id = sighting.number_id'
  const list = db.prepare<{ companyId: string; numberId: string | null }, Joined>(
    `${FROM} WHERE number.company_id = :companyId AND (:numberId IS NULL OR number_id = :numberId)
     ORDER BY seen_at DESC, sighting.id LIMIT 2000`,
  )
  const byId = db.prepare<[string], Joined>(`${FROM} WHERE sighting.id = ?`)
  const ofAppeal = db.prepare<[string], Joined>(`${FROM} WHERE appeal_id = ? ORDER BY seen_at`)
  const save = db.prepare<SightingRow>(
    `INSERT INTO sighting VALUES (:id, :number_id, :platform_id, :clean, :label_code, :label_text, :handset, :carrier,
      :source_line, :seen_at, :note, :screenshot_id, :appeal_id)
     ON CONFLICT (id) DO UPDATE SET number_id = :number_id, platform_id = :platform_id, clean = :clean,
      label_code = :label_code, label_text = :label_text, handset = :handset, carrier = :carrier,
      source_line = :source_line, seen_at = :seen_at, note = :note, screenshot_id = :screenshot_id, appeal_id = :appeal_id`,
  )
  const remove = db.prepare<[string]>('DELETE FROM sighting WHERE id = ?')
  return {
    list: (companyId: string, numberId: string | null) => list.all({ companyId, numberId }).map(toSighting),
    find: (id: string) => {
      const row = byId.get(id)
      return row && toSighting(row)
    },
    ofAppeal: (appealId: string) => ofAppeal.all(appealId).map(toSighting),
    save: (sighting: Omit<StoredSighting, 'numberShown'>) => void save.run(toRow(sighting)),
    remove: (id: string) => void remove.run(id),
  }
}

export type SightingRepository = ReturnType<typeof createSightingRepository>
