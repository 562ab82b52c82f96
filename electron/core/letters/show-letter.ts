import type { Exhibit } from '#shared/exhibits.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import { findField } from '#shared/letters/letter-fields.ts'
import { parseLetter } from '#shared/letters/letter-text.ts'
import { resolveFields, whereToFill } from '#shared/letters/resolve-fields.ts'
import type { Letter } from '#shared/letters.ts'
import { factsForLetter, type GatheredDossier, type GatheredItem } from '../dossiers/gather-dossier.ts'
import { differencesOf } from '../dossiers/judge-dossier.ts'
import type { ScanFinding } from './say-scan-findings.ts'

type LetterItem = GatheredItem & { kind: 'letter' }

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

function differencesFromPrint(
  { letter, stamped }: LetterItem,
  titles: ReadonlyMap<string, string>,
  placeOf: PlaceOf,
): string[] {
  if (!stamped) return []
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

/** A letter as the window shows it: its fields filled or missing, what is wrong with it, its stamped version. */
export function showLetter(item: LetterItem, gathered: GatheredDossier, placeOf: PlaceOf): Letter {
  const { letter, stamped, template } = item
  const facts = factsForLetter(gathered, item)
  const composed = composeLetter(letter.text, facts, { title: letter.title })
  const values = resolveFields(facts)
  const named = new Set([
    ...(template?.fields ?? []),
    ...parseLetter(letter.text).lines.flatMap((line) =>
      'pieces' in line ? line.pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.name] : [])) : [],
    ),
  ])
  const titles = new Map(
    gathered.items.map((each) => [each.id as string, each.kind === 'letter' ? each.letter.title : each.exhibit.title]),
  )
  return {
    id: letter.id,
    dossierId: letter.dossierId,
    companyId: letter.companyId,
    kind: letter.kind,
    templateId: letter.templateId,
    title: letter.title,
    text: letter.text,
    typed: { ...letter.typed },
    fields: [...named].map((name) => ({
      name,
      value: values[name],
      where: whereToFill(name, facts),
      typed: findField(name)?.typed ?? false,
    })),
    problems: [
      ...composed.missing.map(({ field, where }) => ({
        line: 0,
        sentence: `缺「${field}」：请${where.replace(/^请/, '')}`,
      })),
      ...composed.problems.map(({ line, message }) => ({ line, sentence: message })),
    ],
    differences: [...differencesOf(gathered, letter.text)],
    needsStamp: (template?.stamps.length ?? 0) > 0,
    stamped: stamped && {
      exhibitId: stamped.id,
      pages: stamped.pages,
      ridingStamp: letter.ridingStamp,
      differences: differencesFromPrint(item, titles, placeOf),
    },
    savedAt: letter.savedAt,
  }
}
