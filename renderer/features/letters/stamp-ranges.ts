/** Which pages (from 1) of a scan are given to a letter; null when it is not in the scan. */
export interface StampRange {
  readonly letterId: string
  readonly title: string
  readonly range: { readonly firstPage: number; readonly lastPage: number } | null
}

/** Shares a scan out in the letters' order by how many pages each draft has. */
export function proposeRanges(
  letters: readonly { readonly id: string; readonly title: string; readonly pages: number }[],
  scanned: number,
): StampRange[] {
  let next = 1
  return letters.map(({ id, title, pages }, index) => {
    const left = scanned - next + 1
    if (left <= 0) return { letterId: id, title, range: null }
    const isLast = index === letters.length - 1
    const taken = isLast ? left : Math.min(pages, left)
    const range = { firstPage: next, lastPage: next + taken - 1 }
    next += taken
    return { letterId: id, title, range }
  })
}

/** What is wrong with how a scan is shared out, as Chinese sentences; empty when it can be taken. */
export function findRangeFaults(ranges: readonly StampRange[], scanned: number): string[] {
  const given = ranges.filter(({ range }) => range !== null)
  const faults: string[] = []
  if (given.length === 0) faults.push('请至少为一份文书指定页码。')
  const owners = new Map<number, string>()
  for (const { title, range } of given) {
    if (!range) continue
    if (range.firstPage > range.lastPage) faults.push(`「${title}」的起页在止页之后，请改正。`)
    if (range.lastPage > scanned) faults.push(`「${title}」的止页超出了扫描件的 ${scanned} 页。`)
    for (let page = range.firstPage; page <= Math.min(range.lastPage, scanned); page += 1) {
      const other = owners.get(page)
      if (other) faults.push(`第 ${page} 页同时给了「${other}」和「${title}」。`)
      else owners.set(page, title)
    }
  }
  return faults
}

/** The letter a page is given to. */
export const ownerOf = (ranges: readonly StampRange[], page: number): string | null =>
  ranges.find(({ range }) => range && page >= range.firstPage && page <= range.lastPage)?.title ?? null
