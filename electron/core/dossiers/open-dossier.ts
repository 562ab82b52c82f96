import { appealStateNames } from '#shared/appeals.ts'
import type { CompanyId, DossierId, DossierItemId, ExhibitId, LetterId } from '#shared/ids.ts'
import { type LabelCode, type LetterKind, letterPurposes } from '#shared/kinds.ts'
import { type LetterTemplate, templatesFor } from '#shared/letters/letter-template.ts'
import type { AppealRepository, StoredAppeal } from '../appeals/appeal-repository.ts'
import { createMoveAppeal } from '../appeals/move-appeal.ts'
import type { Changes } from '../changes.ts'
import type { ExhibitRepository } from '../exhibits/exhibit-repository.ts'
import { showExhibit } from '../exhibits/show-exhibit.ts'
import type { LetterRepository } from '../letters/letter-repository.ts'
import { type LetterMaker, makesLetter, newLetter } from '../letters/new-letter.ts'
import type { NumberRepository } from '../numbers/number-repository.ts'
import type { Catalogue } from '../platforms/catalogue.ts'
import { notFound, refuse } from '../refusal.ts'
import type { SightingRepository } from '../sightings/sighting-repository.ts'
import type { DossierRepository } from './dossier-repository.ts'
import { proposeExhibits } from './propose-exhibits.ts'

interface Opening {
  readonly companyId: CompanyId
  readonly channelId: string
  readonly appealIds: readonly string[]
  /** The dossier they are in already, when its appeals are changed. */
  readonly dossierId?: string
}

/** Starts dossiers: checks what may go together, and puts in what is plainly needed. */
export function createOpenDossier(needs: {
  readonly dossiers: DossierRepository
  readonly appeals: AppealRepository
  readonly numbers: NumberRepository
  readonly sightings: SightingRepository
  readonly exhibits: ExhibitRepository
  readonly letters: LetterRepository
  readonly catalogue: Catalogue
  readonly templates: readonly LetterTemplate[]
  readonly changes: Changes
  readonly ids: () => string
  readonly now: () => Date
  readonly today: () => string
  readonly who: () => string
}) {
  const { dossiers, appeals, numbers, sightings, exhibits, letters, catalogue, templates, changes, ids, now, today } =
    needs
  const moveAppeal = createMoveAppeal(needs)

  function check({ companyId, channelId, appealIds, dossierId }: Opening): StoredAppeal[] {
    const { platform } = catalogue.channel(channelId)
    return [...new Set(appealIds)].map((id) => {
      const appeal = appeals.find(id)
      if (!appeal || appeal.companyId !== companyId) throw notFound('申诉', id)
      if (appeal.platformId !== platform.id)
        throw refuse(
          `${appeal.numberShown} 的申诉属于「${catalogue.nameOf(appeal.platformId)}」，不能放进「${platform.name.value}」的卷宗`,
        )
      if (appeal.state !== 'sighted' && appeal.state !== 'preparing')
        throw refuse(`${appeal.numberShown} 的申诉${appealStateNames[appeal.state]}，不能放进新的卷宗`)
      if (appeal.dossierId !== null && appeal.dossierId !== dossierId)
        throw refuse(`${appeal.numberShown} 的申诉已在另一个准备中的卷宗里`)
      return appeal
    })
  }

  /** The letters a dossier plainly needs: an appeal for each sort of label, what the numbers are for, and a list. */
  function firstTemplates(chosen: readonly StoredAppeal[]): readonly LetterMaker[] {
    const other = chosen.some(({ numberId }) => (numbers.find(numberId)?.registeredOwner ?? null) !== null)
    const labels = [...new Set(chosen.map(({ labelCode }) => labelCode))]
    const wanted: readonly (readonly [LetterKind, readonly LabelCode[]])[] = [
      ...labels.map((label) => ['appeal', [label]] as const),
      ['usage', labels],
      ...(chosen.length > 1 ? [['number-list', labels] as const] : []),
    ]
    const found = wanted.flatMap(([kind, about]) => {
      const fitting = templatesFor(templates, about, other).filter(makesLetter)
      return fitting.find((template) => template.kind === kind) ?? []
    })
    return [...new Set(found)]
  }

  function open(input: Opening): DossierId {
    const chosen = check(input)
    const { platform, channel } = catalogue.channel(input.channelId)
    const id = ids() as DossierId
    const title = `${platform.name.value ?? platform.id}号码标记申诉材料`
    const screenshots = chosen
      .flatMap((appeal) => sightings.ofAppeal(appeal.id))
      .flatMap(({ screenshotId }) => screenshotId ?? [])
      .filter((screenshotId) => exhibits.find(screenshotId)?.removedAt === null)
    const library = exhibits
      .list({ companyId: input.companyId, search: '', kind: null, removed: false })
      .map((exhibit) => showExhibit(exhibit, today()))
    const wanted = [...proposeExhibits(channel, library).map((exhibit) => exhibit.id), ...new Set(screenshots)]
    return changes.make(
      {
        what: `新建了卷宗「${title}」（${chosen.length} 件申诉）`,
        subject: id,
        areas: ['dossiers', 'appeals', 'exhibits', 'letters', 'submissions', 'sightings'],
      },
      () => {
        dossiers.save({
          id,
          companyId: input.companyId,
          platformId: platform.id,
          channelId: channel.id,
          title,
          state: 'preparing',
          createdOn: today(),
          documentDate: today(),
          changedAt: now().toISOString(),
        })
        dossiers.setAppeals(
          id,
          chosen.map((appeal) => appeal.id),
        )
        for (const appeal of chosen) moveAppeal(appeal, 'preparing', `放进卷宗「${title}」`)
        const place = (about: { letterId: LetterId | null; exhibitId: ExhibitId | null; purpose: string }) =>
          dossiers.addItem({ ...about, id: ids() as DossierItemId, dossierId: id, watermark: false })
        for (const template of firstTemplates(chosen)) {
          const letterId = ids() as LetterId
          letters.save(newLetter(template, { id: letterId, dossierId: id, companyId: input.companyId, at: now() }))
          place({ letterId, exhibitId: null, purpose: letterPurposes[template.kind] ?? '' })
        }
        for (const exhibitId of new Set(wanted))
          place({ letterId: null, exhibitId, purpose: exhibits.find(exhibitId)?.purpose ?? '' })
        return id
      },
    )
  }

  return { open, check }
}

export type OpenDossier = ReturnType<typeof createOpenDossier>
