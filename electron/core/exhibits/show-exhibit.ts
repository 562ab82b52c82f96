import type { Exhibit, ExhibitFile } from '#shared/exhibits.ts'
import { addDays } from '#shared/rules/calendar-dates.ts'
import type { StoredExhibit } from './exhibit-repository.ts'

/** Within this many days an expiry is near enough to say so. */
const SOON_DAYS = 30

/** How many pages a file binds to; 0 when it cannot be bound. */
export const countPages = ({ pages, inspection }: ExhibitFile) => pages?.length ?? inspection.pdfForm?.pages.length ?? 0

function expiryOf(validUntil: string | null, today: string): Exhibit['expiry'] {
  if (validUntil === null) return 'none'
  if (validUntil < today) return 'expired'
  return validUntil <= addDays(today, SOON_DAYS) ? 'soon' : 'valid'
}

/** An exhibit as the window shows it: its pages, whether it can be bound, and what today says of its validity. */
export function showExhibit({ removedAt, ...exhibit }: StoredExhibit, today: string): Exhibit {
  // A video or recording that has a still or transcript beside it binds through that.
  const bindable = exhibit.files.some(({ inspection }) => inspection.pdfForm !== null)
  const isCompanion = ({ inspection }: ExhibitFile) =>
    bindable && (inspection.type === 'mp4' || inspection.type === 'audio')
  const refusals = exhibit.files
    .filter((file) => file.inspection.refusal !== null && !isCompanion(file))
    .map(({ name, inspection }) => `「${name}」${inspection.refusal}`)
  return {
    ...exhibit,
    pages: exhibit.files.reduce((sum, file) => sum + countPages(file), 0),
    refusal: refusals.length === 0 ? null : refusals.join('；'),
    expiry: expiryOf(exhibit.validUntil, today),
    removed: removedAt !== null,
  }
}
