import type { BundlePart } from './bundle-input.ts'
import { partNumbers } from './part-number.ts'

/** One row of the index, and what its bookmark says. */
export interface PlannedRow {
  readonly id: string
  /** 证据一 */
  readonly number: string
  readonly title: string
  readonly source: string
  readonly purpose: string
  readonly firstPage: number
  readonly lastPage: number
  /** 「5」 or 「5–9」 */
  readonly pages: string
}

/** A bookmark and the page it leads to, from 1. */
export interface PlannedBookmark {
  readonly title: string
  readonly page: number
}

/** Where everything stands in the finished file; pages count from 1, cover included. */
export interface BundlePlan {
  readonly coverPages: number
  readonly indexPages: number
  readonly totalPages: number
  readonly rows: readonly PlannedRow[]
  readonly bookmarks: readonly PlannedBookmark[]
}

/** How many pages things take, asked again until nothing moves. */
export interface Measures {
  readonly coverPages: (totalPages: number) => number
  readonly indexPages: (rows: readonly PlannedRow[], totalPages: number) => number
  /** A letter may grow when the page numbers it cites do. */
  readonly partPages: (part: number, pageOf: (id: string) => number | null) => number
}

type Entry = Pick<BundlePart, 'id' | 'kind' | 'title' | 'source' | 'purpose'>

/** The bookmark of a part: the same words as its index row, and its page. */
export const bookmarkTitle = (row: Pick<PlannedRow, 'number' | 'title' | 'firstPage'>) =>
  `${row.number} ${row.title}（第 ${row.firstPage} 页）`

function rowsOf(parts: readonly Entry[], counts: readonly number[], before: number): PlannedRow[] {
  const numbers = partNumbers(parts)
  let next = before + 1
  return parts.map((part, at) => {
    const firstPage = next
    const lastPage = firstPage + (counts[at] ?? 1) - 1
    next = lastPage + 1
    return {
      id: part.id,
      number: numbers[at] ?? '',
      title: part.title,
      source: part.source,
      purpose: part.purpose,
      firstPage,
      lastPage,
      pages: firstPage === lastPage ? String(firstPage) : `${firstPage}–${lastPage}`,
    }
  })
}

function bookmarksOf(rows: readonly PlannedRow[], coverPages: number): PlannedBookmark[] {
  const index = coverPages + 1
  return [
    { title: '封面（第 1 页）', page: 1 },
    { title: `证据目录（第 ${index} 页）`, page: index },
    ...rows.map((row) => ({ title: bookmarkTitle(row), page: row.firstPage })),
  ]
}

/** Longer numbers only ever make texts longer, so counting from small numbers up comes to rest. */
const MOST_ROUNDS = 50

/** Works out every page number of a bundle: cover, index, parts in the order given. */
export function planBundle(parts: readonly Entry[], measures: Measures): BundlePlan {
  let coverPages = 1
  let indexPages = 1
  let counts = parts.map(() => 1)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const rows = rowsOf(parts, counts, coverPages + indexPages)
    const totalPages = rows.at(-1)?.lastPage ?? coverPages + indexPages
    const pages = new Map(rows.map((row) => [row.id, row.firstPage]))
    const nextCounts = parts.map((_, at) => measures.partPages(at, (id) => pages.get(id) ?? null))
    const nextIndex = measures.indexPages(rows, totalPages)
    const nextCover = measures.coverPages(totalPages)
    const still = nextCover === coverPages && nextIndex === indexPages && nextCounts.every((n, at) => n === counts[at])
    if (still) return { coverPages, indexPages, totalPages, rows, bookmarks: bookmarksOf(rows, coverPages) }
    ;[coverPages, indexPages, counts] = [nextCover, nextIndex, nextCounts]
  }
  throw new Error('page numbers did not come to rest')
}
