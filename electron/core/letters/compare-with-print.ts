import type { Exhibit } from '#shared/exhibits.ts'
import { type GatheredDossier, type GatheredItem, titleOf } from '../dossiers/gather-dossier.ts'
import type { ScanFinding } from './say-scan-findings.ts'

/** Page N of what was printed against where the same material is bound now. */
export type PlaceOf = (itemId: string) => { readonly firstPage: number } | null

/** What a comparison found and nobody has put right since by turning or leaving out the page. */
const standing = (findings: readonly ScanFinding[], { files }: Exhibit) =>
  findings
    .filter(({ page, turn }) => {
      if (page === null || files.some(({ pages }) => pages === null)) return true
      const chosen = files.flatMap(({ pages }) => pages ?? []).find(({ index }) => index === page)
      return chosen !== undefined && (turn === null || chosen.rotate !== turn)
    })
    .map(({ sentence }) => sentence)

/**
 * What sets a stamped scan apart from what was printed, and what was printed from how the dossier is bound
 * now, as Chinese sentences: the letters' screen and the gate both say it. Nothing while there is no scan.
 */
export function compareWithPrint(
  { letter, stamped }: GatheredItem & { kind: 'letter' },
  gathered: GatheredDossier,
  placeOf: PlaceOf,
): string[] {
  if (!stamped) return []
  const titles = new Map(gathered.items.map((item) => [item.id as string, titleOf(item)]))
  const { printed } = letter
  if (!printed) return ['这份文书没有在本程序中导出打印过，无法与底稿核对页数，请人工核对']
  const { pages: drafted } = printed
  const draft = printed.format === 'docx' ? '底稿按程序排版' : '打印稿'
  const pages =
    stamped.pages === drafted || drafted === null
      ? []
      : [`${draft}有 ${drafted} 页，扫描件是 ${stamped.pages} 页，可能缺页或多页，请核对`]
  const text =
    printed.text === letter.text ? [] : ['文书在打印之后又改过，盖章的不是现在这一稿；请重新打印用印，或撤销修改']
  const moved = Object.entries(printed.places).flatMap(([id, page]) => {
    const now = placeOf(id)
    return now && now.firstPage !== page
      ? [
          `打印稿写的是「${titles.get(id) ?? '材料'}」见第 ${page} 页，现在是第 ${now.firstPage} 页；请恢复顺序或重新打印用印`,
        ]
      : []
  })
  return [...pages, ...standing(letter.scanFindings ?? [], stamped), ...text, ...moved]
}
