import { composeLetter } from '#shared/letters/compose-letter.ts'
import { findField } from '#shared/letters/letter-fields.ts'
import { parseLetter } from '#shared/letters/letter-text.ts'
import { resolveFields, whereToFill } from '#shared/letters/resolve-fields.ts'
import type { Letter } from '#shared/letters.ts'
import { factsForLetter, type GatheredDossier, type GatheredItem } from '../dossiers/gather-dossier.ts'
import { differencesOf } from '../dossiers/judge-dossier.ts'
import { compareWithPrint, type PlaceOf } from './compare-with-print.ts'

type LetterItem = GatheredItem & { kind: 'letter' }

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
      differences: compareWithPrint(item, gathered, placeOf),
    },
    savedAt: letter.savedAt,
  }
}
