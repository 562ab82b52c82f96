import type { CompanyId, DossierId, LetterId } from '#shared/ids.ts'
import type { LetterKind } from '#shared/kinds.ts'
import { type LetterTemplate, titleOfTemplate } from '#shared/letters/letter-template.ts'
import type { StoredLetter } from './letter-repository.ts'

/** A template that makes a letter rather than a text to paste. */
export type LetterMaker = LetterTemplate & { readonly kind: LetterKind }

/** Whether a template makes a letter of the dossier. */
export const makesLetter = (template: LetterTemplate): template is LetterMaker => template.kind !== 'paste'

/** A fresh letter from its template: nothing typed, printed or stamped yet. */
export const newLetter = (
  template: LetterMaker,
  about: { readonly id: LetterId; readonly dossierId: DossierId; readonly companyId: CompanyId; readonly at: Date },
): StoredLetter => ({
  id: about.id,
  dossierId: about.dossierId,
  companyId: about.companyId,
  kind: template.kind,
  templateId: template.id,
  title: titleOfTemplate(template),
  text: template.text.join('\n'),
  typed: {},
  savedAt: about.at.toISOString(),
  printed: null,
  stampedExhibitId: null,
  ridingStamp: null,
  scanFindings: null,
})
