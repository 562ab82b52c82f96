import type { CompanyId, NumberId } from '#shared/ids.ts'
import type { PhoneNumber } from '#shared/numbers.ts'
import type { Db } from '../database/open-database.ts'

interface NumberRow {
  readonly id: string
  readonly company_id: string
  readonly kind: PhoneNumber['kind']
  readonly digits: string
  readonly area_code: string | null
  readonly shown: string
  readonly purpose: PhoneNumber['purpose']
  readonly purpose_detail: string
  readonly carrier: string
  readonly registered_owner: string | null
  readonly actual_user: string
  readonly receives_sms: PhoneNumber['receivesSms']
  readonly in_service_since: string | null
  readonly reassigned: string
  readonly note: string
  readonly state: PhoneNumber['state']
}

/** A number as stored, without what is counted over other tables. */
export type StoredNumber = Omit<PhoneNumber, 'marks' | 'openAppeals'>

const toNumber = (row: NumberRow & { marks: number; open_appeals: number }): PhoneNumber => ({
  id: row.id as NumberId,
  companyId: row.company_id as CompanyId,
  kind: row.kind,
  digits: row.digits,
  areaCode: row.area_code,
  shown: row.shown,
  purpose: row.purpose,
  purposeDetail: row.purpose_detail,
  carrier: row.carrier as PhoneNumber['carrier'],
  registeredOwner: row.registered_owner,
  actualUser: row.actual_user,
  receivesSms: row.receives_sms,
  inServiceSince: row.in_service_since,
  reassigned: row.reassigned,
  note: row.note,
  state: row.state,
  marks: row.marks,
  openAppeals: row.open_appeals,
})

const toRow = (number: StoredNumber): NumberRow => ({
  id: number.id,
  company_id: number.companyId,
  kind: number.kind,
  digits: number.digits,
  area_code: number.areaCode,
  shown: number.shown,
  purpose: number.purpose,
  purpose_detail: number.purposeDetail,
  carrier: number.carrier,
  registered_owner: number.registeredOwner,
  actual_user: number.actualUser,
  receives_sms: number.receivesSms,
  in_service_since: number.inServiceSince,
  reassigned: number.reassigned,
  note: number.note,
  state: number.state,
})

// The last sighting per platform decides whether that platform still shows a mark.
const COUNTED = `number.*,
  (SELECT count(*) FROM (SELECT clean, max(seen_at) FROM sighting WHERE number_id = number.id GROUP BY platform_id) WHERE clean = 0) AS marks,
  (SELECT count(*) FROM appeal WHERE number_id = number.id AND state <> 'abandoned') AS open_appeals`

const MATCHES = `company_id = :companyId AND (:state IS NULL OR state = :state)
  AND (:search = '' OR instr(digits, :digits) > 0 OR instr(shown || ' ' || purpose_detail || ' ' || coalesce(registered_owner, '') || ' ' || actual_user || ' ' || note, :search) > 0)`

export interface NumberFilter {
  readonly companyId: string
  readonly search: string
  readonly state: string | null
}

// '?' is in no number: a search without digits must not match every row.
const bind = (filter: NumberFilter) => ({ ...filter, digits: filter.search.replaceAll(/\D/g, '') || '?' })

/** Phone numbers (号码). */
export function createNumberRepository(db: Db) {
  type Counted = NumberRow & { marks: number; open_appeals: number }
  const page = db.prepare<NumberFilter & { digits: string; limit: number; offset: number }, Counted>(
    `SELECT ${COUNTED} FROM number WHERE ${MATCHES} ORDER BY position LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<NumberFilter & { digits: string }, { total: number }>(
    `SELECT count(*) AS total FROM number WHERE ${MATCHES}`,
  )
  const byId = db.prepare<[string], Counted>(`SELECT ${COUNTED} FROM number WHERE id = ?`)
  const byDigits = db.prepare<[string, string], Counted>(
    `SELECT ${COUNTED} FROM number WHERE company_id = ? AND digits = ?`,
  )
  const save = db.prepare<NumberRow>(
    `INSERT INTO number VALUES (:id, :company_id, :kind, :digits, :area_code, :shown, :purpose, :purpose_detail, :carrier,
      :registered_owner, :actual_user, :receives_sms, :in_service_since, :reassigned, :note, :state,
      (SELECT coalesce(max(position), 0) + 1 FROM number))
     ON CONFLICT (id) DO UPDATE SET kind = :kind, digits = :digits, area_code = :area_code, shown = :shown, purpose = :purpose,
      purpose_detail = :purpose_detail, carrier = :carrier, registered_owner = :registered_owner, actual_user = :actual_user,
      receives_sms = :receives_sms, in_service_since = :in_service_since, reassigned = :reassigned, note = :note, state = :state`,
  )
  const appeals = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM appeal WHERE number_id = ?')
  const remove = db.prepare<[string]>('DELETE FROM number WHERE id = ?')
  const one = (row: Counted | undefined) => row && toNumber(row)
  return {
    page: (filter: NumberFilter, limit: number, offset: number) => ({
      rows: page.all({ ...bind(filter), limit, offset }).map(toNumber),
      total: count.get(bind(filter))?.total ?? 0,
    }),
    find: (id: string) => one(byId.get(id)),
    findByDigits: (companyId: string, digits: string) => one(byDigits.get(companyId, digits)),
    save: (number: StoredNumber) => void save.run(toRow(number)),
    /** Appeals of any state that speak of it. */
    countAppeals: (id: string) => appeals.get(id)?.n ?? 0,
    remove: (id: string) => void remove.run(id),
  }
}

export type NumberRepository = ReturnType<typeof createNumberRepository>
