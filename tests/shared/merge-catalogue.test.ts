import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadPlatforms } from '#core/platforms/load-platforms.ts'
import { listFacts } from '#shared/facts.ts'
import { type Platform, platformSchema } from '#shared/platforms.ts'
import { listDifferences, mergePlatform, settleConflict, showCatalogueValue } from '#shared/rules/merge-catalogue.ts'

const { platforms } = loadPlatforms(join(import.meta.dirname, '../../templates/platforms'))
const base = platforms.find(({ id }) => id === 'tencent')!

/** The platform with one change made to a copy. */
const change = (platform: Platform, edit: (copy: Platform) => void): Platform => {
  const copy = structuredClone(platform)
  edit(copy)
  return copy
}
const say = (words: string) => ({ value: words, sources: ['s1'], date: '2026-11-20', confidence: 'high' as const })
const setAddress = (words: string) => (copy: Platform) => {
  copy.channels[1]!.address = say(words)
}

test('what the user did not touch follows the update, what they edited stays', () => {
  const mine = change(base, setAddress('https://mine.example'))
  const shipped = change(base, (copy) => {
    copy.operator = say('新运营方')
    copy.channels[0]!.address = say('https://new.example')
  })
  const { merged, conflicts } = mergePlatform({ base, mine, shipped })
  expect(conflicts).toEqual([])
  expect(merged.channels[1]!.address.value).toBe('https://mine.example')
  expect(merged.channels[0]!.address.value).toBe('https://new.example')
  expect(merged.operator.value).toBe('新运营方')
})

test('a field changed on both sides keeps the edit and is listed with all three versions', () => {
  const mine = change(base, setAddress('https://mine.example'))
  const shipped = change(base, setAddress('https://new.example'))
  const { merged, conflicts } = mergePlatform({ base, mine, shipped })
  expect(merged.channels[1]!.address.value).toBe('https://mine.example')
  expect(conflicts.map(({ path, ...sides }) => [path, ...Object.values(sides).map(showCatalogueValue)])).toEqual([
    ['channels.tencent/web-2.address', base.channels[1]!.address.value, 'https://mine.example', 'https://new.example'],
  ])
})

test('accepting takes the update, refusing keeps the edit, and neither is asked again', () => {
  const mine = change(base, setAddress('https://mine.example'))
  const shipped = change(base, setAddress('https://new.example'))
  for (const [take, address] of [
    ['shipped', 'https://new.example'],
    ['mine', 'https://mine.example'],
  ] as const) {
    const settled = settleConflict({ base, mine, shipped }, 'channels.tencent/web-2.address', take)
    const { merged, conflicts } = mergePlatform(settled)
    expect(conflicts).toEqual([])
    expect(merged.channels[1]!.address.value).toBe(address)
  }
})

test('added channels of both sides live on, and a channel the update dropped goes unless it was edited', () => {
  const added = (id: string) => (copy: Platform) => copy.channels.push({ ...structuredClone(copy.channels[2]!), id })
  const mine = change(base, added('tencent/phone-90'))
  const shipped = change(base, (copy) => {
    added('tencent/phone-2')(copy)
    copy.channels.splice(0, 1)
  })
  expect(mergePlatform({ base, mine, shipped }).merged.channels.map(({ id }) => id)).toEqual([
    'tencent/web-2',
    'tencent/phone-1',
    'tencent/phone-90',
    'tencent/phone-2',
  ])
  const edited = change(mine, (copy) => {
    copy.channels[0]!.address = say('https://mine.example')
  })
  const { merged, conflicts } = mergePlatform({ base, mine: edited, shipped })
  expect(merged.channels.map(({ id }) => id)).toContain('tencent/web-1')
  expect(conflicts.map(({ path }) => path)).toEqual(['channels.tencent/web-1'])
})

test('a source that an edit still names is kept though the update dropped it', () => {
  const mine = change(base, (copy) => {
    copy.operator = { ...copy.operator, value: '腾讯科技', sources: ['s2'] }
  })
  const shipped = change(base, (copy) => {
    copy.sources = copy.sources.filter(({ id }) => id !== 's2')
    for (const { fact } of listFacts(copy)) Object.assign(fact, { sources: fact.sources.filter((id) => id !== 's2') })
  })
  expect(platformSchema.safeParse(mergePlatform({ base, mine, shipped }).merged).error).toBeUndefined()
})

test('two versions differ in just the fields that differ', () => {
  expect(listDifferences(base, structuredClone(base))).toEqual([])
  expect(listDifferences(base, change(base, setAddress('x'))).map(({ path }) => path)).toEqual([
    'channels.tencent/web-2.address',
  ])
})

test('whichever facts either side changes, every edit survives and the result fits the schema', () => {
  // A list of facts (handsets, hints) is settled as a whole, so it is left out here.
  const places = listFacts(base).flatMap(({ path }, place) =>
    ['handsets', 'sourceLineHints'].includes(String(path[0])) ? [] : [place],
  )
  const somePlaces = fc.uniqueArray(fc.constantFrom(...places))
  const touch = (touched: readonly number[], words: string) =>
    change(base, (copy) => {
      const facts = listFacts(copy)
      for (const place of touched) Object.assign(facts[place]!.fact, { note: words })
    })
  fc.assert(
    fc.property(somePlaces, somePlaces, (ours, theirs) => {
      const versions = { base, mine: touch(ours, '我的'), shipped: touch(theirs, '新的') }
      const { merged, conflicts } = mergePlatform(versions)
      const notes = listFacts(merged).map(({ fact }) => fact.note)
      for (const place of ours) expect(notes[place]).toBe('我的')
      for (const place of theirs) expect(notes[place]).toBe(ours.includes(place) ? '我的' : '新的')
      expect(platformSchema.safeParse(merged).success).toBe(true)
      expect(conflicts).toHaveLength(ours.filter((place) => theirs.includes(place)).length)
    }),
    { numRuns: 50 },
  )
})
