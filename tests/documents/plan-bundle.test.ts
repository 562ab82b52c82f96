import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BundlePart } from '#core/bundle/bundle-input.ts'
import { chineseNumber, partNumbers } from '#core/bundle/part-number.ts'
import { planBundle, type Measures } from '#core/bundle/plan-bundle.ts'

const part = (id: string, kind: BundlePart['kind'] = 'exhibit') => ({
  id,
  kind,
  title: `材料${id}`,
  source: '',
  purpose: '',
})

/** Twenty rows to an index page, and parts of fixed length. */
const measures = (lengths: readonly number[], more: Partial<Measures> = {}): Measures => ({
  coverPages: () => 1,
  indexPages: (rows) => Math.max(1, Math.ceil(rows.length / 20)),
  partPages: (at) => lengths[at] ?? 1,
  ...more,
})

test.each([1, 27, 28, 29, 120])('with %i exhibits every row, bookmark and page number agree', (count) => {
  const parts = Array.from({ length: count }, (_, at) => part(`e${at}`))
  const lengths = parts.map((_, at) => (at % 4) + 1)
  const plan = planBundle(parts, measures(lengths))
  let next = 1 + plan.indexPages + 1
  for (const [at, row] of plan.rows.entries()) {
    expect(row.firstPage).toBe(next)
    expect(row.lastPage).toBe(next + (lengths[at] ?? 1) - 1)
    expect(row.pages).toBe(row.firstPage === row.lastPage ? `${row.firstPage}` : `${row.firstPage}–${row.lastPage}`)
    expect(plan.bookmarks[at + 2]).toEqual({ title: `${row.number} ${row.title}（第 ${next} 页）`, page: next })
    next = row.lastPage + 1
  }
  expect(plan.totalPages).toBe(next - 1)
  expect(plan.indexPages).toBe(Math.ceil(count / 20))
})

test('a letter that grows with the page numbers it cites pushes what follows, and its citations stay right', () => {
  const cited: (number | null)[] = []
  const plan = planBundle(
    [part('letter', 'letter'), part('a'), part('b')],
    measures([1, 9, 1], {
      partPages(at, pageOf) {
        if (at !== 0) return at === 1 ? 9 : 1
        const page = pageOf('b')
        cited.push(page)
        return (page ?? 0) >= 10 ? 2 : 1
      },
    }),
  )
  expect(plan.rows.map(({ firstPage }) => firstPage)).toEqual([3, 5, 14])
  expect(cited.at(-1)).toBe(14)
})

test('whatever the lengths, pages are consecutive and nothing is left out', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ pages: fc.integer({ min: 1, max: 40 }), kind: fc.constantFrom('letter', 'exhibit', 'annex') }),
        {
          minLength: 1,
          maxLength: 150,
        },
      ),
      fc.integer({ min: 5, max: 40 }),
      (specs, perPage) => {
        const parts = specs.map(({ kind }, at) => part(`p${at}`, kind))
        const plan = planBundle(parts, {
          ...measures(specs.map(({ pages }) => pages)),
          indexPages: (rows) => Math.ceil(rows.map(({ pages }) => pages.length).reduce((a, b) => a + b, 0) / perPage),
        })
        const total = specs.reduce((sum, { pages }) => sum + pages, 0)
        expect(plan.totalPages).toBe(plan.coverPages + plan.indexPages + total)
        expect(plan.rows.map(({ firstPage }) => firstPage).slice(1)).toEqual(
          plan.rows.slice(0, -1).map(({ lastPage }) => lastPage + 1),
        )
        expect(new Set(plan.rows.map(({ number }) => number)).size).toBe(specs.length)
      },
    ),
    { numRuns: 100 },
  )
})

test('parts are numbered in Chinese within their kind', () => {
  expect(
    partNumbers([part('a', 'letter'), part('b'), part('c', 'annex'), part('d')].map(({ kind }) => ({ kind }))),
  ).toEqual(['文书一', '证据一', '附件一', '证据二'])
  expect([1, 10, 11, 20, 28, 100, 101, 110, 120, 1000, 1001, 1010, 1100].map(chineseNumber)).toEqual([
    '一',
    '十',
    '十一',
    '二十',
    '二十八',
    '一百',
    '一百零一',
    '一百一十',
    '一百二十',
    '一千',
    '一千零一',
    '一千零一十',
    '一千一百',
  ])
})
