import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '#shared/contract.ts'
import { openTestCore, valueOf } from '../support/open-test-core.ts'

const seeds = ['company', 'sample', 'dossier', 'submitted'] as const

/**
 * Work that is already in the data folder: `company` a person and a company of their own; `sample` the
 * made-up sample besides a person; `dossier` a dossier of it that can be built; `submitted` the same,
 * built and recorded as sent.
 */
export type Seed = (typeof seeds)[number]

/** Whether a start is one of the seeds. */
export const isSeed = (start: string): start is Seed => (seeds as readonly string[]).includes(start)

async function addCompany(client: Client) {
  const person = valueOf(await client.people.save({ name: '赵经办', role: 'agent' }))
  valueOf(await client.app.work({ personId: person.id }))
  const draft = {
    name: '测试理财有限责任公司',
    code: '91310000MAYBYB0049',
    address: '上海市测试路 1 号',
    legalRepresentative: '钱测试',
    contactPerson: '赵经办',
    contactPhone: '021-60000009',
    contactEmail: 'zhao@ceshi.example',
    allowList: ['测试理财'],
  }
  const company = valueOf(await client.companies.save({ draft }))
  valueOf(await client.app.represent({ companyId: company.id }))
}

async function addSample(client: Client) {
  const person = valueOf(await client.people.save({ name: '赵经办', role: 'agent' }))
  valueOf(await client.app.work({ personId: person.id }))
  valueOf(await client.app.addSample({}))
}

async function addDossier(client: Client) {
  const { company } = valueOf(await client.app.status({}))
  if (!company) throw new Error('the sample has no company')
  const sightings = valueOf(await client.sightings.list({ companyId: company.id }))
  const sighting = sightings.find(
    ({ platformId, numberShown }) => platformId === 'teddymobile' && numberShown.startsWith('021'),
  )
  if (!sighting) throw new Error('the sample has no sighting on teddymobile')
  const appeal = valueOf(await client.appeals.open({ sightingId: sighting.id, platformId: 'teddymobile' }))
  const wanted = { companyId: company.id, channelId: 'teddymobile/web-1', appealIds: [appeal.id] }
  valueOf(await client.dossiers.open(wanted))
}

async function addSubmission(client: Client) {
  const { company } = valueOf(await client.app.status({}))
  const [dossier] = company ? valueOf(await client.dossiers.list({ companyId: company.id })) : []
  if (!dossier) throw new Error('there is no dossier to submit')
  const { build } = valueOf(await client.dossiers.build({ id: dossier.id, job: randomUUID() }))
  if (!build) throw new Error('the dossier was not built')
  valueOf(
    await client.submissions.record({
      dossierId: dossier.id,
      buildId: build.id,
      submittedAt: '2026-11-23T01:00:00.000Z',
      reference: '受理-1',
      note: '',
    }),
  )
}

interface SeedPlan {
  /** The seed it grows from. */
  readonly from: Seed | null
  readonly fill: (client: Client) => Promise<unknown>
}

const plans: Readonly<Record<Seed, SeedPlan>> = {
  company: { from: null, fill: addCompany },
  sample: { from: null, fill: addSample },
  dossier: { from: 'sample', fill: addDossier },
  submitted: { from: 'dossier', fill: addSubmission },
}

/** One made folder a seed and test process; every test gets a copy of its own. */
const made = new Map<Seed, Promise<string>>()

async function makeSeed(seed: Seed): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `zhengming-seed-${seed}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { from, fill } = plans[seed]
  if (from) await seedFolder(folder, from)
  const core = await openTestCore({ folder, ports: { ids: randomUUID } })
  await fill(core.client)
  await core.close()
  return folder
}

/** Puts a copy of a seed at `folder`. */
export async function seedFolder(folder: string, seed: Seed): Promise<void> {
  const source = made.get(seed) ?? makeSeed(seed)
  made.set(seed, source)
  cpSync(await source, folder, { recursive: true })
}
