import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRangeFaults, ownerOf, proposeRanges } from '../../renderer/features/letters/stamp-ranges.ts'

const drafts = [
  { id: 'a', title: '申诉函', pages: 2 },
  { id: 'b', title: '承诺书', pages: 1 },
]

test('one scan is shared out in the order of the letters by how long each draft is', () => {
  expect(proposeRanges(drafts, 3)).toEqual([
    { letterId: 'a', title: '申诉函', range: { firstPage: 1, lastPage: 2 } },
    { letterId: 'b', title: '承诺书', range: { firstPage: 3, lastPage: 3 } },
  ])
})

test('a scan that is too short leaves the last letters out instead of inventing pages', () => {
  expect(proposeRanges(drafts, 2).map(({ range }) => range)).toEqual([{ firstPage: 1, lastPage: 2 }, null])
})

test('any proposal can be taken as it is and gives every page to one letter', () => {
  const letters = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(letters, fc.integer({ min: 1, max: 60 }), (pages, scanned) => {
      const ranges = proposeRanges(
        pages.map((count, index) => ({ id: `${index}`, title: `文书${index}`, pages: count })),
        scanned,
      )
      const all = Array.from({ length: scanned }, (_, index) => index + 1)
      expect(findRangeFaults(ranges, scanned)).toEqual([])
      expect(all.filter((page) => ownerOf(ranges, page) === null)).toEqual([])
    }),
  )
})

test('a page given twice, pages that are not there and turned ranges are each named', () => {
  const range = (letterId: string, title: string, firstPage: number, lastPage: number) => ({
    letterId,
    title,
    range: { firstPage, lastPage },
  })
  expect(findRangeFaults([range('a', '申诉函', 1, 2), range('b', '承诺书', 2, 3)], 3)).toEqual([
    '第 2 页同时给了「申诉函」和「承诺书」。',
  ])
  expect(findRangeFaults([range('a', '申诉函', 2, 5)], 3)).toEqual(['「申诉函」的止页超出了扫描件的 3 页。'])
  expect(findRangeFaults([range('a', '申诉函', 3, 2)], 3)).toEqual(['「申诉函」的起页在止页之后，请改正。'])
  expect(findRangeFaults([{ letterId: 'a', title: '申诉函', range: null }], 3)).toEqual(['请至少为一份文书指定页码。'])
})
