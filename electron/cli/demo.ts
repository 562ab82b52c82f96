import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { refuse, Refusal } from '#core/refusal.ts'
import type { Appeal } from '#shared/appeals.ts'
import type { Client } from '#shared/contract.ts'
import type { Build, Dossier } from '#shared/dossiers.ts'
import type { Result } from '#shared/result.ts'
import type { Submission } from '#shared/submissions.ts'
import { openTerminalCore, type TerminalCore } from './open-terminal-core.ts'
import { WrongUsage, type Outcome, type Terminal } from './terminal.ts'

/** The value of an answer; a refusal ends the demo with its reason. */
function take<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refusal(result.error)
}

/** The sample's company, worked on by its first person. */
async function loadSample(client: Client) {
  const status = take(await client.app.addSample({}))
  if (status.person === null) {
    const [person] = take(await client.people.list({}))
    if (person) take(await client.app.work({ personId: person.id }))
  }
  if (status.company === null) throw refuse('样本没有公司主体')
  return status.company.id
}

/** Opens an appeal for the first marked number whose platform takes appeals. */
async function openAppeal(client: Client, companyId: Dossier['companyId']): Promise<[Appeal, string]> {
  for (const sighting of take(await client.sightings.list({ companyId }))) {
    const proposals = take(await client.sightings.propose(sighting))
    const { platformId, channels } = proposals.find((proposal) => proposal.platformId === sighting.platformId) ??
      proposals[0] ?? { channels: [] }
    const [channel] = channels
    if (!platformId || !channel || sighting.clean) continue
    const appeal = sighting.appealId
      ? take(await client.appeals.find({ id: sighting.appealId }))
      : take(await client.appeals.open({ sightingId: sighting.id, platformId }))
    return [appeal, channel.id]
  }
  throw refuse('样本里没有可以申诉的标记')
}

/** Puts in the rest of the sample's evidence, one of each kind; pictures of marks belong to their own sightings. */
async function addEvidence(client: Client, dossier: Dossier): Promise<void> {
  const library = take(await client.exhibits.list({ companyId: dossier.companyId }))
  const inside = new Set(dossier.items.map(({ exhibitId }) => exhibitId))
  const kinds = new Set(library.filter(({ id }) => inside.has(id)).map(({ kind }) => kind))
  const chosen = library.filter(({ kind, refusal, pages, expiry }) => {
    const wanted = kind !== 'mark-screenshot' && !kinds.has(kind) && refusal === null && pages > 0
    return wanted && expiry !== 'expired' && kinds.add(kind)
  })
  const exhibitIds = chosen.map(({ id }) => id)
  if (exhibitIds.length > 0) take(await client.dossiers.addExhibits({ id: dossier.id, exhibitIds }))
}

/** Fills in what letters leave to be typed, and answers the gate as a person would who knows it is a sample. */
async function complete(client: Client, dossier: Dossier): Promise<readonly string[]> {
  for (const letter of take(await client.letters.list({ dossierId: dossier.id }))) {
    const missing = letter.fields.filter((field) => field.typed && field.value === null)
    const typed = { ...letter.typed, ...Object.fromEntries(missing.map((field) => [field.name, '（样本）'])) }
    if (missing.length > 0) take(await client.letters.write({ id: letter.id, typed }))
  }
  const passed: string[] = []
  const { id } = dossier
  const blocking = take(await client.dossiers.find({ id })).gate.rows.filter((row) => row.blocks)
  for (const { key, fix, sentence } of blocking) {
    if (fix === 'tick') take(await client.dossiers.tick({ id, key, ticked: true }))
    else {
      take(await client.dossiers.override({ id, key, reason: '样本演示，材料为虚构' }))
      passed.push(sentence)
    }
  }
  return passed
}

async function submit(client: Client, dossier: Dossier, build: Build): Promise<Submission> {
  const submission = take(
    await client.submissions.record({
      dossierId: dossier.id,
      buildId: build.id,
      submittedAt: new Date().toISOString(),
      reference: '样本-0001',
      note: '样本演示',
    }),
  )
  const { intact } = take(await client.submissions.verify({ id: submission.id }))
  if (!intact) throw refuse('提交记录中的文件与冻结时不一致')
  return submission
}

function describe({ dossier, build, submission, saved, passed, seconds }: Told): string {
  const { checks, leaks, unchecked } = build.report
  const deadlines = submission.deadlines.map(
    ({ kind, earliest, latest }) =>
      `${{ acceptance: '受理', answer: '答复', display: '展示更新' }[kind]} ${earliest}–${latest}`,
  )
  return [
    `样本演示完成，用时 ${seconds.toFixed(1)} 秒（公司、人员、号码全部为虚构）`,
    `卷宗　${dossier.title}（${dossier.platformName}，${dossier.channelName}）`,
    `卷宗 PDF　${join(saved.path, build.bundle.name)}（${build.bundle.pages} 页，${build.bundle.size} 字节）`,
    `提交包　${saved.path}（${saved.files} 个文件）`,
    `自检　${checks.filter(({ ok }) => ok).length}/${checks.length} 项通过，带出的隐藏内容 ${leaks.length} 处，未能核查 ${unchecked.length} 处`,
    ...build.package.warnings.map((warning) => `提示　${warning}`),
    ...passed.map((sentence) => `放行　${sentence}`),
    `提交　已记录，受理号 ${submission.reference}；${deadlines.join('；')}`,
  ].join('\n')
}

interface Told {
  readonly dossier: Dossier
  readonly build: Build
  readonly submission: Submission
  readonly saved: { readonly path: string; readonly files: number }
  /** Sentences of the gate that were passed with a written reason. */
  readonly passed: readonly string[]
  readonly seconds: number
}

async function walk({ client, job }: TerminalCore): Promise<Omit<Told, 'seconds'>> {
  const companyId = await loadSample(client)
  const [appeal, channelId] = await openAppeal(client, companyId)
  const opened = take(await client.dossiers.open({ companyId, channelId, appealIds: [appeal.id] }))
  await addEvidence(client, opened)
  const passed = await complete(client, opened)
  const dossier = take(await client.dossiers.build({ id: opened.id, job: job() }))
  const { build } = dossier
  if (build === null) throw refuse('卷宗没有生成')
  const saved = take(await client.packages.save({ buildId: build.id, job: job() }))
  const submission = await submit(client, dossier, build)
  return { dossier, build, submission, saved, passed }
}

/** Runs the whole job on the made-up sample in a fresh data folder below `out`. */
export async function runDemo(terminal: Terminal, rest: readonly string[], out: string | null): Promise<Outcome> {
  if (out === null || rest.length > 0) throw new WrongUsage('写法：demo --out <文件夹>')
  const folder = resolve(out)
  const data = join(folder, 'data')
  if (existsSync(data) && readdirSync(data).length > 0)
    throw refuse(`演示需要一个新的文件夹，${data} 里已有内容；请换一个 --out`)
  mkdirSync(data, { recursive: true })
  const began = performance.now()
  const opened = await openTerminalCore(terminal, data, { out: folder })
  try {
    const told = { ...(await walk(opened)), seconds: (performance.now() - began) / 1000 }
    const { dossier, build, submission, saved } = told
    return {
      code: build.report.clean ? 0 : 1,
      value: {
        data,
        dossier: dossier.id,
        bundle: join(saved.path, build.bundle.name),
        package: saved,
        report: build.report,
        submission,
      },
      text: describe(told),
    }
  } finally {
    await opened.close()
  }
}
