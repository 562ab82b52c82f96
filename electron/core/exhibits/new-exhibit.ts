import { extname } from 'node:path'
import type { CompanyId, ExhibitId } from '#shared/ids.ts'
import { exhibitKindNames } from '#shared/kinds.ts'
import { suggestKind } from '../intake/suggest-kind.ts'
import type { StoredExhibit } from './exhibit-repository.ts'
import type { StoredFile } from './inspection-store.ts'

/** A fresh exhibit from one file: its kind and dates only as suggestions for a person to confirm. */
export function newExhibit(
  file: StoredFile,
  about: { readonly companyId: CompanyId; readonly id: ExhibitId; readonly at: Date },
): Omit<StoredExhibit, 'files' | 'uses'> {
  const suggested = suggestKind(file.name, file.inspection)
  const stem = file.name.slice(0, file.name.length - extname(file.name).length).trim()
  return {
    id: about.id,
    companyId: about.companyId,
    kind: suggested.kind,
    title: stem === '' ? exhibitKindNames[suggested.kind] : stem.slice(0, 200),
    source: '',
    purpose: '',
    issuedOn: suggested.issuedOn,
    validFrom: null,
    validUntil: suggested.validUntil,
    stamp: 'unknown',
    note: '',
    suggestion: suggested.why,
    addedAt: about.at.toISOString(),
    removedAt: null,
  }
}
