import type { Document } from '#shared/document.ts'
import type { InspectionStore } from '../exhibits/inspection-store.ts'
import { Refusal } from '../refusal.ts'
import type { LetterPrinter } from './letter-printer.ts'
import type { Printed, StoredLetter } from './letter-repository.ts'
import { printedAgain } from './say-scan-findings.ts'

/** Keeps what is printed of a letter, for the scan that comes back. */
export function createKeepPrint({
  printer,
  store,
}: {
  readonly printer: LetterPrinter
  readonly store: InspectionStore
}) {
  return async function keepPrint(
    text: string,
    document: Document,
    format: Printed['format'],
    places: ReadonlyMap<string, number>,
  ): Promise<Printed> {
    const printed = { text, format, places: Object.fromEntries(places) }
    try {
      const { path, pages } = await printer.typeset(document, places)
      return { ...printed, pages, file: (await store.putFile(path)).sha256 }
    } catch (thrown) {
      // Word may have a font for characters that the program cannot draw.
      if (!(thrown instanceof Refusal) || format === 'pdf') throw thrown
      return { ...printed, pages: null, file: null }
    }
  }
}

export type KeepPrint = ReturnType<typeof createKeepPrint>

/** What changes on a letter that was printed; a stamped scan of an earlier print is then one of another text. */
export function withPrint(letter: StoredLetter, printed: Printed): Partial<StoredLetter> {
  const again = letter.stampedExhibitId !== null && letter.printed !== null && letter.printed.file !== printed.file
  if (!again) return { printed }
  const findings = (letter.scanFindings ?? []).filter(({ sentence }) => sentence !== printedAgain.sentence)
  return { printed, scanFindings: [...findings, printedAgain] }
}
