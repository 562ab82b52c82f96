import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { HouseDefaults } from '#shared/app.ts'
import { composePasteText } from '#shared/letters/compose-paste-text.ts'
import { factsForTemplate } from '#shared/letters/facts-for-template.ts'
import { type LetterTemplate, templatesFor } from '#shared/letters/letter-template.ts'
import { carrierNames, type MaterialKind, purposeNames } from '#shared/kinds.ts'
import type { GateRow } from '#shared/rules/package-gate.ts'
import type { InspectionStore } from '../exhibits/inspection-store.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Jobs } from '../jobs/create-jobs.ts'
import { nameSubmission } from '../packages/name-files.ts'
import type { PackageInput } from '../packages/package-input.ts'
import { Refusal } from '../refusal.ts'
import type { RunningJob } from '../running-jobs.ts'
import type { BundleMaker, MadeBundle } from './bundle-maker.ts'
import { composeBundle, refuseUnbindable } from './compose-bundle.ts'
import type { BuildAnswer } from './dossier-repository.ts'
import { factsForLetters, type GatheredDossier } from './gather-dossier.ts'

const LIMITS = { seconds: 300, megabytes: 1024 }

function composeTexts(gathered: GatheredDossier, templates: readonly LetterTemplate[]) {
  const labels = [...new Set(gathered.appeals.map(({ labelCode }) => labelCode))]
  const other = gathered.numbers.some(({ registeredOwner }) => registeredOwner !== null)
  const kinds = gathered.channel.kind === 'phone' ? ['paste', 'phone-script'] : ['paste']
  return templatesFor(templates, labels, other)
    .filter(({ kind }) => kinds.includes(kind))
    .map((template) => ({
      template,
      composed: composePasteText(
        template.text.join('\n'),
        factsForTemplate(template, factsForLetters(gathered, {})),
        template.maxCharacters,
      ),
    }))
}

const nameBundle = ({ platform, numbers, dossier }: GatheredDossier) =>
  `${nameSubmission({ platformName: platform.name.value ?? platform.id, numbers, date: dossier.documentDate, round: 1 })}.pdf`

/** The subject a channel prescribes, with the words in it that stand for this dossier's own filled in. */
export const fillSubject = (pattern: string | null, { company, numbers, dossier }: GatheredDossier): string =>
  pattern?.replaceAll('公司名称', company.name).replaceAll('号码数量', String(numbers.length)) ?? dossier.title

/** Everything the package job needs, from the finished bundle and what the gate said. */
export function planPackageInput(
  gathered: GatheredDossier,
  bundle: MadeBundle,
  about: {
    readonly bundlePath: string
    readonly staging: string
    readonly rows: readonly GateRow[]
    readonly templates: readonly LetterTemplate[]
    readonly house: HouseDefaults
  },
): PackageInput {
  const { dossier, company, platform, channel, numbers, appeals, items } = gathered
  const kinds = new Map<string, MaterialKind>(
    items.map((item) => [
      item.id,
      item.kind === 'letter' ? (`letter:${item.letter.kind}` as const) : item.exhibit.kind,
    ]),
  )
  const texts = composeTexts(gathered, about.templates)
  const mail = texts.find(({ template }) => template.id === 'paste-email')
  return {
    staging: about.staging,
    channel,
    platformName: platform.name.value ?? platform.id,
    companyName: company.name,
    numbers: numbers.map(({ id, shown, digits, registeredOwner, carrier, purpose, purposeDetail }) => ({
      shown,
      digits,
      labelText: [...new Set(appeals.filter(({ numberId }) => numberId === id).map(({ labelText }) => labelText))].join(
        '、',
      ),
      owner: registeredOwner ?? company.name,
      carrier: carrierNames[carrier],
      purpose: purposeNames[purpose],
      purposeDetail,
    })),
    date: dossier.documentDate,
    round: 1,
    title: dossier.title,
    at: new Date(`${dossier.documentDate}T00:00:00+08:00`).toISOString(),
    house: { ...about.house, formats: about.house.formats.map((format) => (format === 'jpg' ? 'jpeg' : format)) },
    bundle: { path: about.bundlePath, name: nameBundle(gathered), size: bundle.size, pages: bundle.pages },
    parts: bundle.parts.flatMap((part) => {
      const kind = kinds.get(part.id)
      return kind ? [{ ...part, kind }] : []
    }),
    satisfies: (channel.materials.value ?? []).map(({ verbatim, slot }) => ({
      material: verbatim,
      slot: slot ?? null,
      partIds: about.rows.find((row) => row.verbatim === verbatim)?.by ?? [],
    })),
    texts: texts
      .filter(({ template, composed }) => template.id !== 'paste-email' && composed.missing.length === 0)
      .map(({ template, composed }) => ({ title: template.name, text: composed.text, limit: template.maxCharacters })),
    email:
      channel.kind === 'email'
        ? {
            from: company.contactEmail || null,
            subject: fillSubject(channel.subject.value, gathered),
            // What still has a gap in it must not leave, not even as a draft.
            body: mail && mail.composed.missing.length === 0 ? mail.composed.text : dossier.title,
          }
        : null,
  }
}

function refuseGaps(rows: readonly GateRow[]) {
  const gaps = rows.filter(({ blocks }) => blocks).map(({ sentence }) => sentence)
  if (gaps.length > 0) throw new Refusal({ code: 'gate-open', gaps })
}

/** Builds, checks and stores a dossier's bundle and package; gaps and unbindable files stop it before anything is written. */
export function createMakeBuild({
  maker,
  jobs,
  files,
  previews,
  store,
  templates,
  house,
  workFolder,
}: {
  readonly maker: BundleMaker
  readonly jobs: Jobs
  readonly files: FileStore
  readonly previews: FileStore
  readonly store: InspectionStore
  readonly templates: readonly LetterTemplate[]
  readonly house: () => HouseDefaults
  readonly workFolder: string
}) {
  return async function makeBuild(
    gathered: GatheredDossier,
    judge: () => readonly GateRow[],
    running: RunningJob,
  ): Promise<BuildAnswer> {
    refuseUnbindable(gathered)
    refuseGaps(judge())
    const bundle = await maker.make(composeBundle(gathered, files.pathOf), running)
    maker.remember(gathered.dossier.id, bundle)
    // Only now is it known on which pages everything is, and whether a stamped letter still cites the right ones.
    const rows = judge()
    refuseGaps(rows)
    const failures = bundle.report.checks.filter(({ ok }) => !ok).map(({ promise, found }) => `${promise}：${found}`)
    if (failures.length > 0) throw new Refusal({ code: 'check-failed', failures })
    const staging = await mkdtemp(join(workFolder, 'package-'))
    try {
      const bundlePath = previews.has(bundle.sha256) ? previews.pathOf(bundle.sha256) : files.pathOf(bundle.sha256)
      const input = planPackageInput(gathered, bundle, { bundlePath, staging, rows, templates, house: house() })
      const made = await jobs.run('package', input, { ...LIMITS, onProgress: running.progress, signal: running.signal })
      await store.putFile(bundlePath)
      for (const { path } of made.paths) await store.putFile(path)
      const { sha256, size, pages } = bundle
      return {
        bundle: { sha256, size, pages, name: input.bundle.name },
        parts: bundle.parts,
        report: bundle.report,
        package: made.package,
      }
    } finally {
      await rm(staging, { recursive: true, force: true })
    }
  }
}

export type MakeBuild = ReturnType<typeof createMakeBuild>
