import type { Company } from '#shared/companies.ts'
import type { CompanyId } from '#shared/ids.ts'
import type { Db } from '../database/open-database.ts'

interface CompanyRow {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly address: string
  readonly legal_representative: string
  readonly contact_person: string
  readonly contact_phone: string
  readonly contact_email: string
  readonly allow_list: string
  readonly sample: number
  readonly created_on: string
}

const toCompany = (row: CompanyRow): Company => ({
  id: row.id as CompanyId,
  name: row.name,
  code: row.code,
  address: row.address,
  legalRepresentative: row.legal_representative,
  contactPerson: row.contact_person,
  contactPhone: row.contact_phone,
  contactEmail: row.contact_email,
  allowList: JSON.parse(row.allow_list) as string[],
  sample: row.sample === 1,
  createdOn: row.created_on,
})

const toRow = (company: Company): CompanyRow => ({
  id: company.id,
  name: company.name,
  code: company.code,
  address: company.address,
  legal_representative: company.legalRepresentative,
  contact_person: company.contactPerson,
  contact_phone: company.contactPhone,
  contact_email: company.contactEmail,
  allow_list: JSON.stringify(company.allowList),
  sample: company.sample ? 1 : 0,
  created_on: company.createdOn,
})

/** Appellants (公司主体). */
export function createCompanyRepository(db: Db) {
  const all = db.prepare<[], CompanyRow>('SELECT * FROM company ORDER BY sample, name')
  const byId = db.prepare<[string], CompanyRow>('SELECT * FROM company WHERE id = ?')
  const byCode = db.prepare<[string], CompanyRow>('SELECT * FROM company WHERE code = ?')
  const save = db.prepare<CompanyRow>(
    `INSERT INTO company VALUES (:id, :name, :code, :address, :legal_representative, :contact_person, :contact_phone,
      :contact_email, :allow_list, :sample, :created_on)
     ON CONFLICT (id) DO UPDATE SET name = :name, code = :code, address = :address,
      legal_representative = :legal_representative, contact_person = :contact_person, contact_phone = :contact_phone,
      contact_email = :contact_email, allow_list = :allow_list`,
  )
  const hanging = db.prepare<{ id: string }, { numbers: number; exhibits: number; dossiers: number }>(
    `SELECT (SELECT count(*) FROM number WHERE company_id = :id) AS numbers,
      (SELECT count(*) FROM exhibit WHERE company_id = :id) AS exhibits,
      (SELECT count(*) FROM dossier WHERE company_id = :id) AS dossiers`,
  )
  const remove = db.prepare<[string]>('DELETE FROM company WHERE id = ?')
  const one = (row: CompanyRow | undefined) => row && toCompany(row)
  return {
    all: () => all.all().map(toCompany),
    find: (id: string) => one(byId.get(id)),
    findByCode: (code: string) => one(byCode.get(code)),
    save: (company: Company) => void save.run(toRow(company)),
    /** How many things of each kind hang on it. */
    hanging: (id: string) => hanging.get({ id }) ?? { numbers: 0, exhibits: 0, dossiers: 0 },
    remove: (id: string) => void remove.run(id),
  }
}

export type CompanyRepository = ReturnType<typeof createCompanyRepository>
