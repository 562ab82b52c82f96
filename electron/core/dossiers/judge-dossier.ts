import { compareLetterFacts } from '../letters/compare-letter-facts.ts'
import { compareWithPrint } from '../letters/compare-with-print.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import type { FileType } from '#shared/inspection.ts'
import type { Exhibit } from '#shared/exhibits.ts'
import { type Gate, judgePackage } from '#shared/rules/package-gate.ts'
import type { HouseDefaults } from '#shared/app.ts'
import type { Channel } from '#shared/platforms.ts'
import { factsForLetter, type GatheredDossier, type GatheredItem } from './gather-dossier.ts'

/**
 * The form a channel gets is cut from the bundle and fitted to its formats and size when the package is
 * made, so the gate judges what can be made of an exhibit, not the file that came in.
 */
function fittedType(channel: Channel): FileType {
  const formats = channel.limits.value?.formats ?? null
  return formats && !formats.includes('pdf') ? (formats[0] ?? 'pdf') : 'pdf'
}

const gateExhibit = (exhibit: Exhibit, id: string, type: FileType) => ({
  id,
  title: exhibit.title,
  kind: exhibit.kind,
  guessed: exhibit.suggestion !== null,
  files: exhibit.files.map(({ name }) => ({ name, type, bytes: 0 })),
  issuedOn: exhibit.issuedOn,
  validUntil: exhibit.validUntil,
  stamp: exhibit.stamp,
  refusal: exhibit.refusal,
})

/** Differences between a letter's text and the registered company. */
export const differencesOf = (gathered: GatheredDossier, text: string): readonly string[] =>
  compareLetterFacts(text, {
    ...gathered.company,
    alsoRight: [
      ...gathered.company.allowList,
      ...gathered.numbers.flatMap(({ registeredOwner }) => registeredOwner ?? []),
    ],
  }).map(({ message }) => message)

/** What a letter's text lacks: nothing with 【待填】 in it may leave. */
function findGaps(item: GatheredItem & { kind: 'letter' }, gathered: GatheredDossier): readonly string[] {
  const { missing, problems } = composeLetter(item.letter.text, factsForLetter(gathered, item), {
    title: item.letter.title,
  })
  return [
    ...missing.map(({ field, where }) => `缺「${field}」，请${where.replace(/^请/, '')}`),
    ...problems.map(({ line, message }) => `第 ${line} 行：${message}`),
  ]
}

interface JudgingNeeds {
  readonly needsStamp: (templateId: string) => boolean
  /** Where a part was last bound; null when it was not. */
  readonly placeOf: (itemId: string) => { readonly firstPage: number; readonly lastPage: number } | null
}

function gateLetter(
  item: GatheredItem & { kind: 'letter' },
  gathered: GatheredDossier,
  { needsStamp, placeOf }: JudgingNeeds,
) {
  const place = placeOf(item.id)
  const { letter, stamped } = item
  return {
    id: item.id,
    title: letter.title,
    kind: letter.kind,
    needsStamp: needsStamp(letter.templateId),
    stamped: stamped !== null,
    pages: stamped?.pages ?? (place ? place.lastPage - place.firstPage + 1 : 0),
    ridingStampConfirmed: letter.ridingStamp,
    differences: differencesOf(gathered, letter.text),
    fromPrint: compareWithPrint(item, gathered, placeOf),
    gaps: findGaps(item, gathered),
  }
}

/** What the gate (预检) says of a dossier. `by` names entries of the order. */
export function judgeDossier(gathered: GatheredDossier, about: JudgingNeeds & { readonly house: HouseDefaults }): Gate {
  const { items, answers, numbers, company, channel } = gathered
  const type = fittedType(channel)
  return judgePackage({
    channel,
    defaults: {
      formats: about.house.formats.map((format) => (format === 'jpg' ? 'jpeg' : format)),
      maxBytes: about.house.maxBytes,
    },
    company,
    exhibits: items.flatMap((item) => (item.kind === 'exhibit' ? [gateExhibit(item.exhibit, item.id, type)] : [])),
    letters: items.flatMap((item) => (item.kind === 'letter' ? [gateLetter(item, gathered, about)] : [])),
    numbers: numbers.map((number) => ({
      id: number.id,
      shown: number.shown,
      kind: number.kind,
      ownedByCompany: number.registeredOwner === null || number.registeredOwner === company.name,
      registeredOwner: number.registeredOwner,
      receivesSms: number.receivesSms,
    })),
    ticks: answers.filter(({ kind }) => kind === 'tick').map(({ key }) => key),
    overrides: answers.filter(({ kind }) => kind === 'override'),
    today: gathered.today,
  })
}
