import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { companyDraftSchema } from '#shared/companies.ts'
import { exhibitFactsSchema } from '#shared/exhibits.ts'
import type { CompanyId, ExhibitId, NumberId, SightingId } from '#shared/ids.ts'
import { carrierSchema, labelCodeSchema } from '#shared/kinds.ts'
import { numberDraftSchema } from '#shared/numbers.ts'
import { parsePhoneNumber } from '#shared/rules/phone-number.ts'
import { z } from '#shared/zod.ts'
import type { CompanyRepository } from '../companies/company-repository.ts'
import type { Db } from '../database/open-database.ts'
import type { ExhibitRepository } from '../exhibits/exhibit-repository.ts'
import type { InspectionStore } from '../exhibits/inspection-store.ts'
import type { NumberRepository } from '../numbers/number-repository.ts'
import type { SightingRepository } from '../sightings/sighting-repository.ts'

const sampleSchema = z.object({
  company: companyDraftSchema,
  people: z.array(z.object({ name: z.string(), role: z.enum(['agent', 'reviewer', 'head']) })),
  numbers: z.array(numberDraftSchema),
  sightings: z.array(
    z.object({
      number: z.string(),
      platform: z.string(),
      labelCode: labelCodeSchema,
      labelText: z.string(),
      handset: z.string(),
      carrier: carrierSchema,
      sourceLine: z.string(),
      seenAt: z.iso.datetime({ offset: true }),
      screenshot: z.string(),
    }),
  ),
  exhibits: z.array(exhibitFactsSchema.partial({ validFrom: true, note: true }).extend({ file: z.string() })),
})

/** Reads the made-up company of templates/sample. */
export const readSample = async (templatesFolder: string) =>
  sampleSchema.parse(JSON.parse(await readFile(join(templatesFolder, 'sample', 'company.json'), 'utf8')))

// Children before parents; a submission of the sample is the only one that may go.
const REMOVALS = [
  'DELETE FROM submission WHERE company_id IN (SELECT id FROM company WHERE sample = 1)',
  'DELETE FROM dossier WHERE company_id IN (SELECT id FROM company WHERE sample = 1)',
  'DELETE FROM sighting WHERE number_id IN (SELECT number.id FROM number JOIN company ON company.id = company_id WHERE sample = 1)',
  'DELETE FROM appeal WHERE company_id IN (SELECT id FROM company WHERE sample = 1)',
  'DELETE FROM number WHERE company_id IN (SELECT id FROM company WHERE sample = 1)',
  'DELETE FROM exhibit WHERE company_id IN (SELECT id FROM company WHERE sample = 1)',
  'DELETE FROM company WHERE sample = 1',
]

/** The made-up company, for the first minutes and the demo; put in and taken out as a whole. */
export function createSample(needs: {
  readonly db: Db
  readonly templatesFolder: string
  readonly store: InspectionStore
  readonly companies: CompanyRepository
  readonly numbers: NumberRepository
  readonly exhibits: ExhibitRepository
  readonly sightings: SightingRepository
  readonly ids: () => string
  readonly now: () => Date
  readonly today: () => string
}) {
  const { db, templatesFolder, store, companies, numbers, exhibits, sightings, ids, now, today } = needs
  const take = (file: string) => store.take(join(templatesFolder, 'sample', file), file)

  return {
    areas: ['companies', 'numbers', 'sightings', 'appeals', 'exhibits', 'dossiers', 'letters', 'submissions'],
    /** Reads and inspects the files; the answer writes the rows, inside the caller's transaction. */
    async prepare() {
      const sample = await readSample(templatesFolder)
      const files = await Promise.all(sample.exhibits.map(({ file }) => take(file)))
      return (): CompanyId => {
        const companyId = ids() as CompanyId
        companies.save({ ...sample.company, id: companyId, sample: true, createdOn: today() })
        const byFile = new Map<string, ExhibitId>()
        for (const [at, { file, ...facts }] of sample.exhibits.entries()) {
          const stored = files[at]
          if (!stored) continue
          const id = ids() as ExhibitId
          exhibits.save({
            validFrom: null,
            note: '',
            ...facts,
            id,
            companyId,
            suggestion: null,
            addedAt: now().toISOString(),
            removedAt: null,
          })
          exhibits.addFile(id, { ...stored, pages: null })
          byFile.set(file, id)
        }
        const byNumber = new Map<string, NumberId>()
        for (const { text, ...facts } of sample.numbers) {
          const parsed = parsePhoneNumber(text)
          if (!parsed.ok) throw new Error(`sample number ${text}`)
          const id = ids() as NumberId
          numbers.save({ ...facts, ...parsed.number, id, companyId, state: 'active' })
          byNumber.set(text, id)
        }
        for (const { number, platform, screenshot, ...seen } of sample.sightings) {
          const numberId = byNumber.get(number)
          if (!numberId) throw new Error(`sample sighting of ${number}`)
          sightings.save({
            ...seen,
            clean: false,
            note: '',
            id: ids() as SightingId,
            numberId,
            platformId: platform,
            seenAt: new Date(seen.seenAt).toISOString(),
            screenshotId: byFile.get(screenshot) ?? null,
            appealId: null,
          })
        }
        return companyId
      }
    },
    remove() {
      for (const sql of REMOVALS) db.prepare(sql).run()
    },
  }
}

export type Sample = ReturnType<typeof createSample>
