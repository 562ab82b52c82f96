import { compareLetterFacts } from '../letters/compare-letter-facts.ts'
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

function gateLetter(
  item: GatheredItem & { kind: 'letter' },
  gathered: GatheredDossier,
  needsStamp: boolean,
  pages: number,
) {
  const { letter, stamped } = item
  return {
    id: item.id,
    title: letter.title,
    kind: letter.kind,
    needsStamp,
    stamped: stamped !== null,
    pages: stamped?.pages ?? pages,
    ridingStampConfirmed: letter.ridingStamp,
    differences: differencesOf(gathered, letter.text),
    gaps: findGaps(item, gathered),
  }
}

/** What the gate (预检) says of a dossier. `by` names entries of the order. */
export function judgeDossier(
  gathered: GatheredDossier,
  about: {
    readonly house: HouseDefaults
    readonly needsStamp: (templateId: string) => boolean
    readonly pagesOf: (itemId: string) => number | null
  },
): Gate {
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
    letters: items.flatMap((item) =>
      item.kind === 'letter'
        ? [gateLetter(item, gathered, about.needsStamp(item.letter.templateId), about.pagesOf(item.id) ?? 0)]
        : [],
    ),
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
