import { appealStateNames } from '#shared/appeals.ts'
import type { Service } from '#shared/contract.ts'
import type { AppealId } from '#shared/ids.ts'
import type { Changes } from '../changes.ts'
import type { NumberRepository } from '../numbers/number-repository.ts'
import type { Catalogue } from '../platforms/catalogue.ts'
import { notFound, refuse } from '../refusal.ts'
import type { SightingRepository } from '../sightings/sighting-repository.ts'
import type { AppealRepository, StoredAppeal } from './appeal-repository.ts'
import { createMoveAppeal } from './move-appeal.ts'

/** Appeals: opened from a sighting, one at a time for each number, platform and label. */
export function createAppealService({
  appeals,
  sightings,
  numbers,
  catalogue,
  changes,
  ids,
  now,
  today,
  who,
}: {
  readonly appeals: AppealRepository
  readonly sightings: SightingRepository
  readonly numbers: Pick<NumberRepository, 'find'>
  readonly catalogue: Catalogue
  readonly changes: Changes
  readonly ids: () => string
  readonly now: () => Date
  readonly today: () => string
  readonly who: () => string
}): Service<'appeals'> {
  const find = (id: string) => {
    const appeal = appeals.find(id)
    if (!appeal) throw notFound('申诉', id)
    return appeal
  }
  const show = (appeal: StoredAppeal) => ({ ...appeal, platformName: catalogue.nameOf(appeal.platformId) })
  const moveAppeal = createMoveAppeal({ appeals, ids, now, who })
  const note = (appealId: string, what: string) =>
    appeals.note({ id: ids(), appealId, at: now().toISOString(), person: who(), what })

  return {
    list: (filter) => appeals.list(filter).map(show),
    find: ({ id }) => ({ ...show(find(id)), events: appeals.events(id) }),
    open({ sightingId, platformId, trouble }) {
      const sighting = sightings.find(sightingId)
      if (!sighting) throw notFound('标记记录', sightingId)
      const { labelCode } = sighting
      if (sighting.clean || labelCode === null) throw refuse('这次查看没有显示标记，不需要申诉')
      if (sighting.appealId !== null) throw refuse('这条标记已经在申诉中')
      const number = numbers.find(sighting.numberId)
      if (!number) throw notFound('号码', sighting.numberId)
      const platform = catalogue.nameOf(catalogue.find(platformId).id)
      const open = appeals.findOpenUnit(sighting.numberId, platformId, labelCode)
      if (open)
        throw refuse(
          `${number.shown} 在「${platform}」的「${open.labelText}」已有一件申诉（${appealStateNames[open.state]}），不能重复申诉`,
        )
      const id = ids() as AppealId
      return changes.make(
        {
          what: `开始申诉：${number.shown} 在「${platform}」显示「${sighting.labelText}」`,
          subject: id,
          areas: ['appeals', 'sightings', 'numbers', 'submissions'],
        },
        () => {
          appeals.add({
            id,
            companyId: number.companyId,
            numberId: number.id,
            platformId,
            labelCode,
            labelText: sighting.labelText,
            trouble,
            state: 'sighted',
            openedOn: today(),
          })
          sightings.save({ ...sighting, appealId: id, platformId: sighting.platformId ?? platformId })
          note(id, `发现标记「${sighting.labelText}」（${sighting.handset || '终端未知'}）`)
          return show(find(id))
        },
      )
    },
    abandon({ id, reason }) {
      const appeal = find(id)
      if (appeal.state !== 'sighted' && appeal.state !== 'preparing')
        throw refuse(`申诉${appealStateNames[appeal.state]}，不能放弃；请等待答复`)
      const { dossierId } = appeal
      if (dossierId !== null && appeals.ofDossier(dossierId).length === 1)
        throw refuse('这是所在卷宗里唯一的申诉；请先删除那个卷宗，再放弃申诉')
      return changes.make(
        {
          what: `放弃申诉 ${appeal.numberShown}：${reason}`,
          subject: id,
          areas: ['appeals', 'dossiers', 'numbers', 'submissions'],
        },
        () => {
          if (dossierId !== null) appeals.leave(id, dossierId)
          moveAppeal(appeal, 'abandoned', `放弃申诉：${reason}`)
          return show(find(id))
        },
      )
    },
  }
}
