import type { HouseDefaults } from '#shared/app.ts'
import type { Dossier, DossierItem, DossierSummary } from '#shared/dossiers.ts'
import type { SubmissionId } from '#shared/ids.ts'
import type { BundleMaker } from './bundle-maker.ts'
import { composeBundle, hashInput } from './compose-bundle.ts'
import type { DossierRepository } from './dossier-repository.ts'
import {
  factsForLetters,
  type GatherDossier,
  type GatheredDossier,
  type GatheredItem,
  titleOf,
} from './gather-dossier.ts'
import { judgeDossier } from './judge-dossier.ts'

/** Turns what is stored into the dossier the window shows. */
export function createShowDossier({
  dossiers,
  gather,
  maker,
  house,
  needsStamp,
}: {
  readonly dossiers: DossierRepository
  readonly gather: GatherDossier
  readonly maker: BundleMaker
  readonly house: () => HouseDefaults
  readonly needsStamp: (templateId: string) => boolean
}) {
  const pagesOf = (dossierId: string, itemId: string) => {
    const place = maker.placeOf(dossierId, itemId)
    return place && place.lastPage - place.firstPage + 1
  }

  function showItem(item: GatheredItem): DossierItem {
    const bound = item.kind === 'exhibit' ? item.exhibit : item.stamped
    return {
      id: item.id,
      kind: item.kind,
      letterId: item.letterId,
      exhibitId: item.exhibitId,
      title: titleOf(item),
      source: item.kind === 'exhibit' ? item.exhibit.source : '',
      purpose: item.purpose,
      pages: bound?.pages ?? pagesOf(item.dossierId, item.id),
      watermark: item.watermark,
      refusal: bound?.refusal ?? null,
    }
  }

  const judge = (gathered: GatheredDossier) =>
    judgeDossier(gathered, {
      house: house(),
      needsStamp,
      placeOf: (itemId) => maker.placeOf(gathered.dossier.id, itemId),
    })

  function summarise(gathered: GatheredDossier): DossierSummary {
    const { dossier, platform, channelName, numbers } = gathered
    const { id, companyId, title, state, createdOn, changedAt } = dossier
    return {
      id,
      companyId,
      title,
      state,
      createdOn,
      changedAt,
      platformName: platform.name.value ?? platform.id,
      channelName,
      numbers: numbers.map(({ shown }) => shown),
    }
  }

  /** Names what a build is made from: the same dossier, the same name; any change that reaches a file, another. */
  function fingerprint(gathered: GatheredDossier) {
    const numbers = gathered.numbers.map((number) => ({ ...number, marks: 0, openAppeals: 0 }))
    const { rows } = judge(gathered)
    return hashInput([
      // By content: the data folder may be moved, or restored elsewhere.
      composeBundle(gathered, (sha256) => sha256),
      gathered.channel,
      factsForLetters({ ...gathered, numbers }, {}),
      gathered.items.map((item) => (item.kind === 'exhibit' ? item.exhibit.kind : item.letter.kind)),
      rows.filter(({ origin }) => origin === 'channel').map(({ key, by }) => [key, by]),
      house(),
    ])
  }

  function show(id: string): Dossier {
    const gathered = gather(id)
    const { rows, open } = judge(gathered)
    const build = dossiers.lastBuild(id)
    return {
      ...summarise(gathered),
      platformId: gathered.platform.id,
      channel: gathered.channel,
      documentDate: gathered.dossier.documentDate,
      appeals: [...gathered.appeals],
      items: gathered.items.map(showItem),
      gate: { rows: [...rows], open },
      build: build
        ? {
            ...build,
            parts: [...build.parts],
            current: gathered.dossier.state === 'submitted' || build.inputHash === fingerprint(gathered),
          }
        : null,
      submissionId: (dossiers.submissionOf(id) ?? null) as SubmissionId | null,
    }
  }

  return { show, summarise: (id: string) => summarise(gather(id)), judge, fingerprint }
}

export type ShowDossier = ReturnType<typeof createShowDossier>
