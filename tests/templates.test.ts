import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCalendar } from '#core/calendar/load-calendar.ts'
import { loadPlatforms } from '#core/platforms/load-platforms.ts'
import { codeReferenceWords, listFacts } from '#shared/facts.ts'
import type { Platform } from '#shared/platforms.ts'

const folder = join(import.meta.dirname, '../templates')
const { platforms, problems } = loadPlatforms(join(folder, 'platforms'))
const platformTexts = readdirSync(join(folder, 'platforms')).map((name) => [
  name,
  readFileSync(join(folder, 'platforms', name), 'utf8'),
])

interface Original {
  readonly id: string
  readonly queries: number
  readonly appeals: number
  readonly certification: boolean
  readonly answers: readonly (readonly [number, number, string] | null)[]
  readonly displays: readonly (readonly [number, number, string] | null)[]
  readonly materials: readonly number[]
  readonly fileRules: number
  /** Every string of the entry but 'unknown'; of a bare file number, the words about what it is. */
  readonly words: readonly string[]
}
const originals = JSON.parse(
  readFileSync(join(import.meta.dirname, 'shared/fixtures/catalogue-words.json'), 'utf8'),
) as readonly Original[]

function listStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listStrings) : []
}

const clock = (value: Platform['channels'][number]['clocks']['answer']['value']) =>
  value && [value.min, value.max, value.unit]

test('every platform file fits the schema and is named after its id', () => {
  expect(problems).toEqual([])
  expect(platforms).toHaveLength(41)
})

test('the shipped catalogue holds the 41 entries of the collected one, and no others', () => {
  expect(platforms.map(({ id }) => id)).toEqual(originals.map(({ id }) => id).toSorted())
})

test.each(originals.map((original) => [original.id, original] as const))(
  '%s: no word, channel, clock or material of the collected catalogue was dropped',
  (id, original) => {
    const platform = platforms.find((candidate) => candidate.id === id)!
    const strings = listStrings(platform)
    expect(original.words.filter((word) => !strings.some((string) => string.includes(word)))).toEqual([])
    expect({
      queries: platform.queryChannels.length,
      appeals: platform.channels.length,
      certification: platform.certification !== null,
      answers: platform.channels.map(({ clocks }) => clock(clocks.answer.value)),
      displays: platform.channels.map(({ clocks }) => clock(clocks.display.value)),
      materials: platform.channels.map(({ materials }) => materials.value?.length ?? 0),
    }).toEqual({
      queries: original.queries,
      appeals: original.appeals,
      certification: original.certification,
      answers: original.answers,
      displays: original.displays,
      materials: original.materials,
    })
    // Nothing made up: no more materials with words than the collected ones.
    const verbatim = platform.channels.flatMap(({ materials }) => (materials.value ?? []).map((one) => one.verbatim))
    expect(verbatim.filter((words) => !original.words.includes(words))).toEqual([])
  },
)

test('every fact has a date and a confidence, and a known one names where it is from', () => {
  const facts = platforms.flatMap((platform) =>
    listFacts(platform).map(({ path, fact }) => ({ at: `${platform.id}: ${path.join('.')}`, fact })),
  )
  expect(facts.length).toBeGreaterThan(1000)
  expect(facts.filter(({ fact }) => fact.date === '').map(({ at }) => at)).toEqual([])
  expect(facts.filter(({ fact }) => fact.value !== null && fact.sources.length === 0).map(({ at }) => at)).toEqual([])
  expect(facts.filter(({ fact }) => fact.value === null && fact.confidence !== 'unknown').map(({ at }) => at)).toEqual(
    [],
  )
})

test('no file number of a code index is left, and what rests on one alone is of low confidence', () => {
  expect(platformTexts.filter(([, text]) => /stored public|file ids? \d|\b\d{10,11}\b \(/.test(text!))).toEqual([])
  const wrong = platforms.flatMap((platform) => {
    const codes = new Set(platform.sources.filter(({ text }) => text === codeReferenceWords).map(({ id }) => id))
    return listFacts(platform)
      .filter(({ fact }) => fact.sources.length > 0 && fact.sources.every((id) => codes.has(id)))
      .filter(({ fact }) => !['low', 'unknown'].includes(fact.confidence))
      .map(({ path }) => `${platform.id}: ${path.join('.')}`)
  })
  expect(wrong).toEqual([])
})

test('nothing is claimed to have been verified on a live site', () => {
  expect(platforms.filter(({ verifiedOn }) => verifiedOn !== null)).toEqual([])
})

test('what users read of the notes is Chinese, with the English kept beside it', () => {
  const noted = platforms.filter(({ notes }) => notes.verbatim !== undefined)
  expect(noted.length).toBe(originals.length - platforms.filter(({ notes }) => notes.value === null).length)
  expect(noted.filter(({ notes }) => !/\p{Script=Han}/u.test(notes.value ?? '')).map(({ id }) => id)).toEqual([])
})

test('every holiday year fits the schema and rests on a State Council notice', () => {
  const loaded = loadCalendar(join(folder, 'holidays'))
  expect(loaded.problems).toEqual([])
  expect(loaded.calendar.map(({ year }) => year)).toEqual([2024, 2025, 2026])
  for (const { notice } of loaded.calendar) expect(notice.url).toMatch(/^https:\/\/www\.gov\.cn\//)
})

test('a broken template is named with the field that is wrong, and the others still serve', () => {
  const place = mkdtempSync(join(tmpdir(), 'platforms-'))
  const good = JSON.parse(readFileSync(join(folder, 'platforms/honor.json'), 'utf8'))
  writeFileSync(join(place, 'honor.json'), JSON.stringify(good))
  writeFileSync(join(place, 'cut.json'), '{ "id": ')
  writeFileSync(join(place, 'other.json'), JSON.stringify(good))
  writeFileSync(
    join(place, 'typo.json'),
    JSON.stringify({ ...good, id: 'typo', status: { ...good.status, confidence: 'sure' } }),
  )
  const loaded = loadPlatforms(place)
  expect(loaded.platforms.map(({ id }) => id)).toEqual(['honor'])
  expect(loaded.problems.map(({ file, field }) => [file, field])).toEqual(
    expect.arrayContaining([
      ['cut.json', ''],
      ['typo.json', 'status.confidence'],
      ['other.json', 'id'],
    ]),
  )
  for (const { file, sentence } of loaded.problems) expect(sentence).toContain(file)
})
