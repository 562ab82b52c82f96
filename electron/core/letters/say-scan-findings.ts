import type { ScanComparison, ScannedPage } from './compare-scan.ts'

/** Something about the pages of a stamped scan, kept with the letter. */
export interface ScanFinding {
  /** A whole Chinese sentence. */
  readonly sentence: string
  /** The one page it is about, from 0 in the scan's PDF form. */
  readonly page: number | null
  /** The turn of that page that puts it right. */
  readonly turn: 90 | 180 | 270 | null
}

/** Something about the scan as a whole. */
export const finding = (sentence: string): ScanFinding => ({ sentence, page: null, turn: null })

/** Says that nobody but a person can compare the pages. */
export const cannotCompare = finding('扫描件的页面无法自动核对，请人工核对')

/** Says that a later print has taken the place of the one the scan was made from. */
export const printedAgain = finding(
  '盖章扫描件之后又重新导出过打印稿，盖章的不是最后这一稿；请重新用印，或核对两稿一致',
)

const listed = (pages: readonly number[]) => pages.map((page) => page + 1).join('、')

/** Scan pages whose draft pages do not come in order. */
function outOfOrder(matches: readonly { at: number; draftPage: number }[]): readonly ScanFinding[] {
  const sorted = matches.toSorted((one, other) => one.draftPage - other.draftPage)
  const wrong = matches.filter((match, rank) => sorted[rank]?.draftPage !== match.draftPage)
  if (wrong.length === 0) return []
  const [pages, drafts] = [listed(wrong.map(({ at }) => at)), listed(wrong.map(({ draftPage }) => draftPage))]
  const how = wrong.length === 2 ? '顺序颠倒' : '顺序不对'
  return [finding(`扫描件第 ${pages} 页${how}（依次是打印稿第 ${drafts} 页），请按打印稿的顺序重新扫描`)]
}

function repeated(matches: readonly { at: number; draftPage: number }[]): readonly ScanFinding[] {
  const byDraft = Map.groupBy(matches, ({ draftPage }) => draftPage)
  return [...byDraft].flatMap(([draftPage, same]) =>
    same.length > 1
      ? [finding(`扫描件第 ${listed(same.map(({ at }) => at))} 页都是打印稿第 ${draftPage + 1} 页，请去掉重复的页`)]
      : [],
  )
}

function ofPage(page: ScannedPage, name: string, byWord: boolean): readonly ScanFinding[] {
  const say = (sentence: string, turn: ScanFinding['turn'] = null) => [{ sentence, page: page.index, turn }]
  if (page.verdict === 'blank') return say(`${name}是空白页，不属于这份文书；请去掉，或核对是否漏扫`)
  if (page.verdict === 'foreign' && !byWord) return say(`${name}不是这份文书的页面，请核对`)
  if (page.verdict !== 'match') return say(`${name}无法自动核对，请人工核对`)
  if (page.turn === 0) return []
  return say(page.turn === 180 ? `${name}上下颠倒，请旋转` : `${name}横置，请旋转`, page.turn)
}

/**
 * Names what is wrong with the pages of a stamped scan, in Chinese; nothing for a good one. A draft exported
 * for Word may break its pages elsewhere, so what is not found there is left to a person.
 */
export function sayScanFindings({ draftPages, pages }: ScanComparison, byWord: boolean): readonly ScanFinding[] {
  const matches = pages.flatMap(({ verdict, draftPage }, at) =>
    verdict === 'match' && draftPage !== null ? [{ at, draftPage }] : [],
  )
  const first = matches.filter(({ draftPage }, at) => matches.findIndex((each) => each.draftPage === draftPage) === at)
  const open = byWord || pages.some(({ verdict }) => verdict === 'unsure')
  const missing = open
    ? []
    : Array.from({ length: draftPages }, (_, page) => page).filter(
        (page) => !matches.some(({ draftPage }) => draftPage === page),
      )
  const offset = pages[0]?.index !== 0
  const findings = [
    ...missing.map((page) => finding(`打印稿第 ${page + 1} 页在扫描件中没有找到，请补扫`)),
    ...outOfOrder(first),
    ...repeated(matches),
    ...pages.flatMap((page, at) => {
      const name = `扫描件第 ${at + 1} 页${offset ? `（文件第 ${page.index + 1} 页）` : ''}`
      return ofPage(page, name, byWord)
    }),
  ]
  if (!byWord || findings.length === 0) return findings
  return [...findings, finding('打印的是 Word 稿，Word 的分页可能与程序排版不同，按页核对的结果只作提示')]
}
