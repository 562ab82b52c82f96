import type { CompanyId, DossierId, SubmissionId } from '#shared/ids.ts'
import type { Deadline, Submission } from '#shared/submissions.ts'
import type { Db } from '../database/open-database.ts'

interface SubmissionRow {
  readonly id: string
  readonly dossier_id: string
  readonly company_id: string
  readonly build_id: string
  readonly title: string
  readonly platform_name: string
  readonly channel_name: string
  readonly channel: string
  readonly numbers: string
  readonly submitted_at: string
  readonly submitted_on: string
  readonly person: string
  readonly reference: string
  readonly note: string
  readonly deadlines: string
}

type FileRow = Submission['files'][number]

/** Frozen records of what was sent (提交记录). */
export function createSubmissionRepository(db: Db) {
  const list = db.prepare<[string], SubmissionRow>(
    'SELECT * FROM submission WHERE company_id = ? ORDER BY submitted_at DESC',
  )
  const byId = db.prepare<[string], SubmissionRow>('SELECT * FROM submission WHERE id = ?')
  const files = db.prepare<[string], FileRow>(
    'SELECT name, role, sha256, size FROM submission_file WHERE submission_id = ? ORDER BY position',
  )
  const add = db.prepare<SubmissionRow>(
    `INSERT INTO submission VALUES (:id, :dossier_id, :company_id, :build_id, :title, :platform_name, :channel_name, :channel,
      :numbers, :submitted_at, :submitted_on, :person, :reference, :note, :deadlines)`,
  )
  const addFile = db.prepare<FileRow & { id: string; position: number }>(
    'INSERT INTO submission_file VALUES (:id, :position, :name, :role, :sha256, :size)',
  )
  const setReference = db.prepare<[string, string]>('UPDATE submission SET reference = ? WHERE id = ?')

  const toSubmission = (row: SubmissionRow): Submission => ({
    id: row.id as SubmissionId,
    dossierId: row.dossier_id as DossierId,
    companyId: row.company_id as CompanyId,
    title: row.title,
    platformName: row.platform_name,
    channelName: row.channel_name,
    channelAddress: (JSON.parse(row.channel) as { address: { value: string | null } }).address.value ?? '未知',
    numbers: JSON.parse(row.numbers) as string[],
    submittedAt: row.submitted_at,
    submittedOn: row.submitted_on,
    person: row.person,
    reference: row.reference,
    note: row.note,
    files: files.all(row.id),
    deadlines: JSON.parse(row.deadlines) as Deadline[],
  })

  return {
    list: (companyId: string) => list.all(companyId).map(toSubmission),
    find: (id: string) => {
      const row = byId.get(id)
      return row && toSubmission(row)
    },
    add(submission: Omit<Submission, 'channelAddress'> & { readonly buildId: string; readonly channel: unknown }) {
      add.run({
        id: submission.id,
        dossier_id: submission.dossierId,
        company_id: submission.companyId,
        build_id: submission.buildId,
        title: submission.title,
        platform_name: submission.platformName,
        channel_name: submission.channelName,
        channel: JSON.stringify(submission.channel),
        numbers: JSON.stringify(submission.numbers),
        submitted_at: submission.submittedAt,
        submitted_on: submission.submittedOn,
        person: submission.person,
        reference: submission.reference,
        note: submission.note,
        deadlines: JSON.stringify(submission.deadlines),
      })
      for (const [position, file] of submission.files.entries())
        addFile.run({ ...file, id: submission.id, position: position + 1 })
    },
    setReference: (id: string, reference: string) => void setReference.run(reference, id),
  }
}

export type SubmissionRepository = ReturnType<typeof createSubmissionRepository>
