import type { Service } from '#shared/contract.ts'
import type { ExhibitId, SightingId } from '#shared/ids.ts'
import { proposeChannels } from '#shared/rules/propose-channels.ts'
import type { SightingDraft } from '#shared/sightings.ts'
import type { Changes } from '../changes.ts'
import type { NumberRepository } from '../numbers/number-repository.ts'
import type { Catalogue } from '../platforms/catalogue.ts'
import { notFound, refuse } from '../refusal.ts'
import type { SightingRepository, StoredSighting } from './sighting-repository.ts'

/** Clocks differ by a little; a sighting further ahead is a slip of the pen. */
const AHEAD_MS = 5 * 60_000

/** What handsets and query pages showed, and where that points. */
export function createSightingService({
  sightings,
  numbers,
  catalogue,
  changes,
  takeScreenshot,
  ids,
  now,
}: {
  readonly sightings: SightingRepository
  readonly numbers: Pick<NumberRepository, 'find'>
  readonly catalogue: Catalogue
  readonly changes: Changes
  /** Inspects and stores a picture; `keep` writes its rows inside the caller's transaction. */
  readonly takeScreenshot: (
    token: string,
    about: { companyId: string; title: string; purpose: string },
  ) => Promise<{ readonly keep: () => ExhibitId; readonly settle: () => Promise<void> }>
  readonly ids: () => string
  readonly now: () => Date
}): Service<'sightings'> {
  const find = (id: string) => {
    const sighting = sightings.find(id)
    if (!sighting) throw notFound('标记记录', id)
    return sighting
  }
  const show = (sighting: StoredSighting) => ({
    ...sighting,
    platformName: sighting.platformId && catalogue.nameOf(sighting.platformId),
  })

  function check(draft: SightingDraft) {
    const number = numbers.find(draft.numberId)
    if (!number) throw notFound('号码', draft.numberId)
    if (draft.platformId !== null) catalogue.find(draft.platformId)
    if (Date.parse(draft.seenAt) > now().getTime() + AHEAD_MS) throw refuse('发现时间晚于现在，请核对日期和时间')
    return number
  }

  /** What an appeal is about; a sighting it rests on keeps saying the same. */
  const unitOf = ({ numberId, platformId, clean, labelCode }: SightingDraft) =>
    JSON.stringify([numberId, platformId, clean, labelCode])

  const nameOf = (draft: SightingDraft, shown: string) =>
    `${shown}${draft.clean ? '未显示标记' : `显示「${draft.labelText}」`}`

  return {
    list: ({ companyId, numberId }) => sightings.list(companyId, numberId).map(show),
    propose: (seen) =>
      [...proposeChannels(catalogue.all(), seen)].map((proposal) => ({
        ...proposal,
        channels: [...proposal.channels],
      })),
    async record({ draft, screenshot }) {
      const number = check(draft)
      const name = nameOf(draft, number.shown)
      const taken = screenshot
        ? await takeScreenshot(screenshot, {
            companyId: number.companyId,
            title: `标记截图 ${name}`,
            purpose: `证明${name}`,
          })
        : null
      const id = ids() as SightingId
      const answer = changes.make(
        { what: `登记了标记：${name}`, subject: id, areas: ['sightings', 'numbers', 'exhibits', 'submissions'] },
        () => {
          check(draft)
          sightings.save({ ...draft, id, screenshotId: taken?.keep() ?? null, appealId: null })
          return show(find(id))
        },
      )
      await taken?.settle()
      return answer
    },
    correct({ id, draft }) {
      const old = find(id)
      const number = check(draft)
      if (old.appealId !== null && unitOf(old) !== unitOf(draft))
        throw refuse('这条标记已用于申诉，号码、平台和标记类别不能再改；请另外登记，写错了请先放弃那件申诉')
      return changes.make(
        {
          what: `更正了标记：${nameOf(draft, number.shown)}`,
          subject: id,
          areas: ['sightings', 'numbers', 'dossiers', 'letters'],
        },
        () => {
          sightings.save({ ...draft, id, screenshotId: old.screenshotId, appealId: old.appealId })
          return show(find(id))
        },
      )
    },
    remove({ id }) {
      const old = find(id)
      if (old.appealId !== null) throw refuse('这条标记已用于申诉，不能删除；写错了请用「更正」')
      return changes.make(
        { what: `删除了 ${old.numberShown} 的一条标记`, subject: id, areas: ['sightings', 'numbers'] },
        () => {
          sightings.remove(id)
          return {}
        },
      )
    },
  }
}
