import type { Appeal } from '#shared/appeals.ts'
import type { Company } from '#shared/companies.ts'
import type { Exhibit } from '#shared/exhibits.ts'
import { carrierNames, exhibitKindNames, letterKindNames } from '#shared/kinds.ts'
import { factsForTemplate } from '#shared/letters/facts-for-template.ts'
import type { LetterFacts } from '#shared/letters/letter-facts.ts'
import type { LetterTemplate } from '#shared/letters/letter-template.ts'
import type { PhoneNumber } from '#shared/numbers.ts'
import type { Channel, Platform } from '#shared/platforms.ts'
import { todayInShanghai } from '#shared/rules/calendar-dates.ts'
import { nameChannel } from '#shared/rules/propose-channels.ts'
import type { AppealRepository } from '../appeals/appeal-repository.ts'
import type { CompanyRepository } from '../companies/company-repository.ts'
import type { ExhibitRepository } from '../exhibits/exhibit-repository.ts'
import { showExhibit } from '../exhibits/show-exhibit.ts'
import type { LetterRepository, StoredLetter } from '../letters/letter-repository.ts'
import type { NumberRepository } from '../numbers/number-repository.ts'
import type { Catalogue } from '../platforms/catalogue.ts'
import { notFound } from '../refusal.ts'
import type { SightingRepository, StoredSighting } from '../sightings/sighting-repository.ts'
import type { DossierRepository, GateAnswer, StoredDossier, StoredItem } from './dossier-repository.ts'

/** One entry of the order with what it stands for. */
export type GatheredItem = StoredItem &
  (
    | { readonly kind: 'exhibit'; readonly exhibit: Exhibit }
    | {
        readonly kind: 'letter'
        readonly letter: StoredLetter
        readonly stamped: Exhibit | null
        readonly template: LetterTemplate | null
      }
  )

/** Everything a dossier speaks of, read at one moment; what follows from it is worked out by pure functions. */
export interface GatheredDossier {
  readonly dossier: StoredDossier
  readonly company: Company
  readonly platform: Platform
  readonly channel: Channel
  readonly channelName: string
  readonly appeals: readonly Appeal[]
  readonly numbers: readonly PhoneNumber[]
  readonly sightings: readonly StoredSighting[]
  readonly items: readonly GatheredItem[]
  readonly answers: readonly GateAnswer[]
  readonly today: string
}

/** Reads a dossier and everything it speaks of. */
export function createGatherDossier(needs: {
  readonly dossiers: DossierRepository
  readonly companies: CompanyRepository
  readonly appeals: AppealRepository
  readonly numbers: NumberRepository
  readonly sightings: SightingRepository
  readonly exhibits: ExhibitRepository
  readonly letters: LetterRepository
  readonly catalogue: Catalogue
  readonly templates: readonly LetterTemplate[]
  readonly today: () => string
}) {
  const { dossiers, companies, appeals, numbers, sightings, exhibits, letters, catalogue, templates, today } = needs

  const exhibitOf = (id: string): Exhibit => {
    const exhibit = exhibits.find(id)
    if (!exhibit) throw notFound('证据材料', id)
    return showExhibit(exhibit, today())
  }

  function gatherItem(item: StoredItem, sent: boolean): GatheredItem {
    if (item.exhibitId !== null) {
      const exhibit = exhibitOf(item.exhibitId)
      // What it proves may be written down after it was taken into the dossier.
      return { ...item, purpose: item.purpose || (sent ? '' : exhibit.purpose), kind: 'exhibit', exhibit }
    }
    const letter = letters.find(item.letterId ?? '')
    if (!letter) throw notFound('文书', item.letterId ?? '')
    const template = templates.find(({ id }) => id === letter.templateId) ?? null
    return {
      ...item,
      kind: 'letter',
      letter,
      template,
      stamped: letter.stampedExhibitId && exhibitOf(letter.stampedExhibitId),
    }
  }

  return function gather(id: string): GatheredDossier {
    const dossier = dossiers.find(id)
    if (!dossier) throw notFound('卷宗', id)
    const company = companies.find(dossier.companyId)
    if (!company) throw notFound('公司主体', dossier.companyId)
    const { platform, channel } = catalogue.channel(dossier.channelId)
    const carried = appeals.ofDossier(id)
    const numberIds = [...new Set(carried.map(({ numberId }) => numberId))]
    return {
      dossier,
      company,
      platform,
      channel,
      channelName: nameChannel(channel),
      appeals: carried.map((appeal) => ({ ...appeal, platformName: catalogue.nameOf(appeal.platformId) })),
      numbers: numberIds.flatMap((numberId) => numbers.find(numberId) ?? []),
      sightings: carried.flatMap((appeal) => sightings.ofAppeal(appeal.id)).filter(({ clean }) => !clean),
      items: dossiers.items(id).map((item) => gatherItem(item, dossier.state === 'submitted')),
      answers: dossiers.answers(id),
      today: today(),
    }
  }
}

export type GatherDossier = ReturnType<typeof createGatherDossier>

/** The title an entry has in the index. */
export const titleOf = (item: GatheredItem) => (item.kind === 'letter' ? item.letter.title : item.exhibit.title)

/** What letters of a dossier may draw on. */
export function factsForLetters(gathered: GatheredDossier, typed: Readonly<Record<string, string>>): LetterFacts {
  const { company, platform, numbers, sightings, items, dossier, channelName } = gathered
  return {
    company,
    agent: { name: company.contactPerson, phone: company.contactPhone, email: company.contactEmail },
    platformName: platform.name.value ?? platform.id,
    channelName,
    numbers: numbers.map((number) => ({
      ...number,
      carrier: number.carrier === 'unknown' ? '' : carrierNames[number.carrier],
    })),
    sightings: sightings.flatMap((sighting) =>
      sighting.labelCode === null
        ? []
        : [
            {
              numberId: sighting.numberId,
              platformName: platform.name.value ?? platform.id,
              labelCode: sighting.labelCode,
              labelText: sighting.labelText,
              handset: sighting.handset,
              sourceLine: sighting.sourceLine,
              seenOn: todayInShanghai(new Date(sighting.seenAt)),
            },
          ],
    ),
    exhibits: items.map((item) => ({
      id: item.id,
      kind: item.kind === 'letter' ? letterKindNames[item.letter.kind] : exhibitKindNames[item.exhibit.kind],
      title: titleOf(item),
      purpose: item.purpose,
    })),
    date: dossier.documentDate,
    typed,
  }
}

/** What one letter of the dossier may draw on: its own typed fields, and the numbers its template is about. */
export function factsForLetter(gathered: GatheredDossier, item: GatheredItem & { kind: 'letter' }): LetterFacts {
  const all = factsForLetters(gathered, item.letter.typed)
  // A letter is not evidence for itself.
  const facts = { ...all, exhibits: all.exhibits.filter(({ id }) => id !== item.id) }
  return item.template ? factsForTemplate(item.template, facts) : facts
}
