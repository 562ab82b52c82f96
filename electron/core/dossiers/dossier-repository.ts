import type { CheckReport } from '#shared/check-report.ts'
import type { BuildId, CompanyId, DossierId, DossierItemId, ExhibitId, LetterId } from '#shared/ids.ts'
import type { Package } from '#shared/packages.ts'
import type { Db } from '../database/open-database.ts'

/** A dossier's own row. */
export interface StoredDossier {
  readonly id: DossierId
  readonly companyId: CompanyId
  readonly platformId: string
  readonly channelId: string
  readonly title: string
  readonly state: 'preparing' | 'submitted'
  readonly createdOn: string
  readonly documentDate: string
  readonly changedAt: string
}

/** One entry of the order. */
export interface StoredItem {
  readonly id: DossierItemId
  readonly dossierId: DossierId
  readonly letterId: LetterId | null
  readonly exhibitId: ExhibitId | null
  readonly purpose: string
  readonly watermark: boolean
}

/** A tick or an override of the gate. */
export interface GateAnswer {
  readonly key: string
  readonly kind: 'tick' | 'override'
  readonly reason: string
  readonly person: string
  readonly at: string
}

/** What a finished build is remembered by. */
export interface BuildAnswer {
  readonly bundle: { readonly sha256: string; readonly size: number; readonly pages: number; readonly name: string }
  readonly parts: readonly {
    readonly id: string
    readonly title: string
    readonly firstPage: number
    readonly lastPage: number
  }[]
  readonly report: CheckReport
  readonly package: Package
}

export interface StoredBuild extends BuildAnswer {
  readonly id: BuildId
  readonly dossierId: DossierId
  readonly builtAt: string
  readonly person: string
  readonly inputHash: string
}

interface DossierRow {
  readonly id: string
  readonly company_id: string
  readonly platform_id: string
  readonly channel_id: string
  readonly title: string
  readonly state: string
  readonly created_on: string
  readonly document_date: string
  readonly changed_at: string
}

interface ItemRow {
  readonly id: string
  readonly dossier_id: string
  readonly letter_id: string | null
  readonly exhibit_id: string | null
  readonly purpose: string
  readonly watermark: number
}

interface BuildRow {
  readonly id: string
  readonly dossier_id: string
  readonly built_at: string
  readonly person: string
  readonly input_hash: string
  readonly bundle_sha256: string
  readonly answer: string
}

const toDossier = (row: DossierRow): StoredDossier => ({
  id: row.id as DossierId,
  companyId: row.company_id as CompanyId,
  platformId: row.platform_id,
  channelId: row.channel_id,
  title: row.title,
  state: row.state as StoredDossier['state'],
  createdOn: row.created_on,
  documentDate: row.document_date,
  changedAt: row.changed_at,
})

const toItem = (row: ItemRow): StoredItem => ({
  id: row.id as DossierItemId,
  dossierId: row.dossier_id as DossierId,
  letterId: row.letter_id as LetterId | null,
  exhibitId: row.exhibit_id as ExhibitId | null,
  purpose: row.purpose,
  watermark: row.watermark === 1,
})

const toBuild = (row: BuildRow): StoredBuild => ({
  ...(JSON.parse(row.answer) as BuildAnswer),
  id: row.id as BuildId,
  dossierId: row.dossier_id as DossierId,
  builtAt: row.built_at,
  person: row.person,
  inputHash: row.input_hash,
})

/** Dossiers (申诉卷宗): their order, their gate's answers and their builds. */
export function createDossierRepository(db: Db) {
  const list = db.prepare<{ companyId: string; state: string | null }, DossierRow>(
    'SELECT * FROM dossier WHERE company_id = :companyId AND (:state IS NULL OR state = :state) ORDER BY changed_at DESC LIMIT 1000',
  )
  const byId = db.prepare<[string], DossierRow>('SELECT * FROM dossier WHERE id = ?')
  const save = db.prepare<DossierRow>(
    `INSERT INTO dossier VALUES (:id, :company_id, :platform_id, :channel_id, :title, :state, :created_on, :document_date, :changed_at)
     ON CONFLICT (id) DO UPDATE SET title = :title, state = :state, document_date = :document_date, changed_at = :changed_at`,
  )
  const remove = db.prepare<[string]>('DELETE FROM dossier WHERE id = ?')
  const clearAppeals = db.prepare<[string]>('DELETE FROM dossier_appeal WHERE dossier_id = ?')
  const addAppeal = db.prepare<[string, string, number]>('INSERT INTO dossier_appeal VALUES (?, ?, ?)')
  const items = db.prepare<[string], ItemRow>('SELECT * FROM dossier_item WHERE dossier_id = ? ORDER BY position')
  const item = db.prepare<[string], ItemRow>('SELECT * FROM dossier_item WHERE id = ?')
  const addItem = db.prepare<ItemRow>(
    `INSERT INTO dossier_item VALUES (:id, :dossier_id, :letter_id, :exhibit_id, :purpose, :watermark,
      (SELECT coalesce(max(position), 0) + 1 FROM dossier_item WHERE dossier_id = :dossier_id))`,
  )
  const describe = db.prepare<[string, number, string]>(
    'UPDATE dossier_item SET purpose = ?, watermark = ? WHERE id = ?',
  )
  const place = db.prepare<[number, string]>('UPDATE dossier_item SET position = ? WHERE id = ?')
  const removeItem = db.prepare<[string]>('DELETE FROM dossier_item WHERE id = ?')
  const answers = db.prepare<[string], GateAnswer>(
    'SELECT key, kind, reason, person, at FROM gate_answer WHERE dossier_id = ?',
  )
  const answer = db.prepare<GateAnswer & { dossierId: string }>(
    `INSERT INTO gate_answer VALUES (:dossierId, :key, :kind, :reason, :person, :at)
     ON CONFLICT (dossier_id, key, kind) DO UPDATE SET reason = :reason, person = :person, at = :at`,
  )
  const unanswer = db.prepare<[string, string, string]>(
    'DELETE FROM gate_answer WHERE dossier_id = ? AND key = ? AND kind = ?',
  )
  const addBuild = db.prepare<BuildRow>(
    `INSERT INTO build VALUES (:id, :dossier_id, :built_at, :person, :input_hash, :bundle_sha256, :answer,
      (SELECT coalesce(max(position), 0) + 1 FROM build))`,
  )
  // Not by their time: the clock may have been set back.
  const lastBuild = db.prepare<[string], BuildRow>(
    'SELECT * FROM build WHERE dossier_id = ? ORDER BY position DESC LIMIT 1',
  )
  const build = db.prepare<[string], BuildRow>('SELECT * FROM build WHERE id = ?')
  const submission = db.prepare<[string], { id: string }>('SELECT id FROM submission WHERE dossier_id = ?')

  return {
    list: (companyId: string, state: string | null) => list.all({ companyId, state }).map(toDossier),
    find: (id: string) => {
      const row = byId.get(id)
      return row && toDossier(row)
    },
    save: (dossier: StoredDossier) =>
      void save.run({
        id: dossier.id,
        company_id: dossier.companyId,
        platform_id: dossier.platformId,
        channel_id: dossier.channelId,
        title: dossier.title,
        state: dossier.state,
        created_on: dossier.createdOn,
        document_date: dossier.documentDate,
        changed_at: dossier.changedAt,
      }),
    remove: (id: string) => void remove.run(id),
    setAppeals(id: string, appealIds: readonly string[]) {
      clearAppeals.run(id)
      for (const [position, appealId] of appealIds.entries()) addAppeal.run(id, appealId, position + 1)
    },
    items: (id: string) => items.all(id).map(toItem),
    findItem: (itemId: string) => {
      const row = item.get(itemId)
      return row && toItem(row)
    },
    addItem: ({ id, dossierId, letterId, exhibitId, purpose, watermark }: StoredItem) =>
      void addItem.run({
        id,
        dossier_id: dossierId,
        letter_id: letterId,
        exhibit_id: exhibitId,
        purpose,
        watermark: Number(watermark),
      }),
    describeItem: (id: string, purpose: string, watermark: boolean) =>
      void describe.run(purpose, Number(watermark), id),
    /** Puts the entries into this order. */
    arrange(order: readonly string[]) {
      for (const [position, id] of order.entries()) place.run(position + 1, id)
    },
    removeItem: (id: string) => void removeItem.run(id),
    answers: (id: string) => answers.all(id),
    answer: (dossierId: string, given: GateAnswer) => void answer.run({ ...given, dossierId }),
    unanswer: (dossierId: string, key: string, kind: GateAnswer['kind']) => void unanswer.run(dossierId, key, kind),
    addBuild: ({ id, dossierId, builtAt, person, inputHash, ...rest }: StoredBuild) =>
      void addBuild.run({
        id,
        dossier_id: dossierId,
        built_at: builtAt,
        person,
        input_hash: inputHash,
        bundle_sha256: rest.bundle.sha256,
        answer: JSON.stringify(rest),
      }),
    lastBuild: (dossierId: string) => {
      const row = lastBuild.get(dossierId)
      return row && toBuild(row)
    },
    findBuild: (id: string) => {
      const row = build.get(id)
      return row && toBuild(row)
    },
    submissionOf: (dossierId: string) => submission.get(dossierId)?.id,
  }
}

export type DossierRepository = ReturnType<typeof createDossierRepository>
