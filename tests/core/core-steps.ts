import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { canOverride } from '#shared/rules/gate-row.ts'
import type { Dossier } from '#shared/dossiers.ts'
import type { CompanyId, DossierId } from '#shared/ids.ts'
import type { AppError, Result } from '#shared/result.ts'
import type { SightingDraft } from '#shared/sightings.ts'
import { isolateWarm } from '../support/warm-processes.ts'
import { openTestCore, type TestCore, type TestCoreOptions, valueOf } from '../support/open-test-core.ts'
import { readWithPdfjs } from '../documents/read-with-pdfjs.ts'

/** A folder that goes with the test. */
export function passingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-core-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A core that closes with the test; ids never repeat, so that it may open a folder with things in it. */
export async function openCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const folder = options.folder ?? passingFolder()
  const core = await openTestCore({
    ...options,
    folder,
    ports: { ids: randomUUID, isolate: isolateWarm, ...options.ports },
  })
  let open = true
  const close = async () => {
    if (open) await core.close()
    open = false
  }
  onTestFinished(close)
  return { ...core, close }
}

/** A registered company and who works for it, over an empty folder. */
export async function openCompany(options: TestCoreOptions = {}) {
  const core = await openCore(options)
  const { client } = core
  const person = valueOf(await client.people.save({ name: '李经办', role: 'agent' }))
  valueOf(await client.app.work({ personId: person.id }))
  const draft = { name: '测试理财有限责任公司', code: '91310000MA1FL0000L' }
  const company = valueOf(await client.companies.save({ draft: { ...draft, code: fullCode('91310000MA1FL0000') } }))
  return { ...core, companyId: company.id, personId: person.id }
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A credit code from its first 17 characters, by the standard's own sum written anew. */
export function fullCode(first17: string): string {
  let sum = 0
  for (let at = 0, weight = 1; at < 17; at++, weight = (weight * 3) % 31)
    sum += alphabet.indexOf(first17[at] ?? '') * weight
  return first17 + alphabet[(31 - (sum % 31)) % 31]
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A folder for all tests of this process. Test processes are ended without a word, so the next one clears up. */
function lastingFolder(what: string): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^zhengming-(?:sample|built)-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
  return mkdtempSync(join(tmpdir(), `zhengming-${what}-${process.pid}-`))
}

let sampleFolder: Promise<string> | null = null

/** A data folder with the made-up sample in it, made once and copied for every test. */
async function prepareSample(): Promise<string> {
  const folder = lastingFolder('sample')
  const { client, close } = await openTestCore({ folder, ports: { ids: randomUUID, isolate: isolateWarm } })
  const person = valueOf(await client.people.save({ name: '李示例', role: 'agent' }))
  valueOf(await client.app.work({ personId: person.id }))
  valueOf(await client.app.addSample({}))
  await close()
  return folder
}

/** A core over a folder of the test's own that holds the sample. */
export async function openSample(options: TestCoreOptions = {}) {
  sampleFolder ??= prepareSample()
  const folder = passingFolder()
  cpSync(await sampleFolder, folder, { recursive: true })
  const core = await openCore({ ...options, folder })
  const { company } = valueOf(await core.client.app.status({}))
  if (!company) throw new Error('the sample has no company')
  return { ...core, companyId: company.id }
}

/** Drops bytes on the window; the token under which they wait. */
export async function drop({ core }: Pick<TestCore, 'core'>, name: string, body: Uint8Array | string): Promise<string> {
  const url = `https://app/inbox/${encodeURIComponent(name)}`
  const answer = await core.serve(new Request(url, { method: 'PUT', body: body as BodyInit }))
  const { value } = (await answer.json()) as { value: { token: string } }
  return value.token
}

/** What went wrong; an answer fails the test. */
export function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value).slice(0, 300)}`)
  return result.error
}

/** The Chinese sentence of a refusal by a rule. */
export function reasonOf(result: Result<unknown>): string {
  const error = errorOf(result)
  if (error.code !== 'refused') throw new Error(`refused otherwise: ${JSON.stringify(error)}`)
  return error.reason
}

/** A plain connection, without any of the program's settings. */
export function readPlainly<T>(folder: string, read: (db: Database.Database) => T): T {
  const db = new Database(join(folder, 'zhengming.sqlite'))
  try {
    return read(db)
  } finally {
    db.close()
  }
}

/** Every row of every table but the history, which only grows. */
export const dumpRows = (folder: string) =>
  readPlainly(folder, (db) => {
    const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    const kept = tables.all().filter(({ name }) => !name.startsWith('sqlite_') && name !== 'history')
    return Object.fromEntries(
      kept.map(({ name }) => [
        name,
        db
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .toSorted(),
      ]),
    )
  })

/** A sighting as somebody would write it down. */
export const sightingOf = (numberId: SightingDraft['numberId'], change: Partial<SightingDraft> = {}) => ({
  numberId,
  platformId: 'teddymobile',
  labelCode: 'advertising' as const,
  labelText: '广告推销',
  handset: 'OPPO',
  sourceLine: '数据由泰迪熊移动提供',
  seenAt: '2026-11-20T02:00:00.000Z',
  ...change,
})

/** A number of a company. */
export const numberOf = async ({ client }: Pick<TestCore, 'client'>, companyId: CompanyId, text: string) =>
  valueOf(await client.numbers.save({ companyId, draft: { text, purpose: 'consulting' } }))

/** A dossier for the sample's first mark at 泰迪熊. */
export async function openDossier({ client, companyId }: Pick<TestCore, 'client'> & { companyId: CompanyId }) {
  const sightings = valueOf(await client.sightings.list({ companyId }))
  const sighting = sightings.find(({ platformId, appealId }) => platformId === 'teddymobile' && appealId === null)
  if (!sighting) throw new Error('the sample has no sighting left')
  const appeal = valueOf(await client.appeals.open({ sightingId: sighting.id, platformId: 'teddymobile' }))
  const platform = valueOf(await client.catalogue.find({ id: 'teddymobile' })).platform
  const channel = platform.channels.find(({ kind }) => kind === 'web') ?? platform.channels[0]
  if (!channel) throw new Error('no channel')
  const dossier = valueOf(await client.dossiers.open({ companyId, channelId: channel.id, appealIds: [appeal.id] }))
  const inside = new Set(dossier.items.map(({ exhibitId }) => exhibitId))
  const library = valueOf(await client.exhibits.list({ companyId }))
  // What letters cite; no more, because each test binds all of it.
  const cited = new Set(['business-licence', 'finance-licence', 'number-proof', 'authorisation'])
  const others = library.filter(({ id, kind, refusal }) => cited.has(kind) && !refusal && !inside.has(id))
  return valueOf(await client.dossiers.addExhibits({ id: dossier.id, exhibitIds: others.map(({ id }) => id) }))
}

/** Fills in what letters lack and answers the gate, as a person would; the dossier can then be built. */
export async function completeDossier({ client }: Pick<TestCore, 'client'>, dossier: Dossier): Promise<Dossier> {
  const { id } = dossier
  for (const letter of valueOf(await client.letters.list({ dossierId: id }))) {
    const missing = letter.fields.filter((field) => field.typed && field.value === null)
    const typed = { ...letter.typed, ...Object.fromEntries(missing.map(({ name }) => [name, '（样本）'])) }
    if (missing.length > 0) valueOf(await client.letters.write({ id: letter.id, typed }))
  }
  for (const row of valueOf(await client.dossiers.find({ id })).gate.rows.filter(({ blocks }) => blocks)) {
    if (row.fix === 'tick') valueOf(await client.dossiers.tick({ id, key: row.key, ticked: true }))
    // What a letter lacks is no matter of reasons: it stays for the test to deal with.
    else if (canOverride(row)) valueOf(await client.dossiers.override({ id, key: row.key, reason: overrideReason }))
  }
  return valueOf(await client.dossiers.find({ id }))
}

/** A reason that must never be found in what leaves. */
export const overrideReason = '内部放行理由甲乙丙丁七三九'

/** Builds a dossier; the build. */
export async function buildOf({ client }: Pick<TestCore, 'client'>, id: Dossier['id']) {
  const { build } = valueOf(await client.dossiers.build({ id, job: randomUUID() }))
  if (!build) throw new Error('no build')
  return build
}

let builtFolder: Promise<{ folder: string; dossierId: DossierId }> | null = null

/** The same with a dossier complete and built: binding is the longest of all steps. */
async function prepareBuilt() {
  sampleFolder ??= prepareSample()
  const folder = lastingFolder('built')
  cpSync(await sampleFolder, folder, { recursive: true })
  const core = await openTestCore({ folder, ports: { ids: randomUUID, isolate: isolateWarm } })
  const { company } = valueOf(await core.client.app.status({}))
  if (!company) throw new Error('the sample has no company')
  const { id: dossierId } = await openDossier({ ...core, companyId: company.id })
  await completeDossier(core, valueOf(await core.client.dossiers.find({ id: dossierId })))
  await buildOf(core, dossierId)
  await core.close()
  return { folder, dossierId }
}

/** The sample with a dossier built and not yet sent; `record` marks it as sent. */
export async function openBuilt(options: TestCoreOptions = {}) {
  builtFolder ??= prepareBuilt()
  const { folder: source, dossierId } = await builtFolder
  const folder = passingFolder()
  cpSync(source, folder, { recursive: true })
  const core = await openCore({ ...options, folder })
  const dossier = valueOf(await core.client.dossiers.find({ id: dossierId }))
  const { build } = dossier
  if (!build) throw new Error('no build')
  const record = (change: object = {}) =>
    core.client.submissions.record({
      dossierId,
      buildId: build.id,
      submittedAt: core.ports.now().toISOString(),
      ...change,
    })
  return { ...core, dossier, build, record, companyId: dossier.companyId }
}

/** The sample with a dossier built and marked as sent. */
export async function openSubmitted(options: TestCoreOptions = {}) {
  const { record, ...opened } = await openBuilt(options)
  const submission = valueOf(await record())
  const dossier = valueOf(await opened.client.dossiers.find({ id: opened.dossier.id }))
  return { ...opened, dossier, submission }
}

/** Paths of all files below a folder. */
export const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** The words of a PDF's pages by an independent reader, white space left out. */
export const readPdfText = async (path: string) => (await readWithPdfjs(path)).pages.map(({ text }) => text).join('')

/** Whether words stand in a file: in its name, its bytes in two encodings, or the text of its pages. */
export async function holds(path: string, words: string): Promise<boolean> {
  if (path.includes(words)) return true
  const bytes = readFileSync(path)
  if (['utf8', 'utf16le'].some((encoding) => bytes.includes(Buffer.from(words, encoding as BufferEncoding))))
    return true
  if (bytes.includes(Buffer.from(words, 'utf8').toString('base64').slice(4, -8))) return true
  if (!path.endsWith('.pdf')) return false
  return (await readPdfText(path)).includes(words)
}
