import type { ExhibitId } from '#shared/ids.ts'
import type { ExhibitKind } from '#shared/kinds.ts'
import type { PageChoice } from '../bundle/bundle-input.ts'
import type { Changes } from '../changes.ts'
import type { ExhibitRepository } from '../exhibits/exhibit-repository.ts'
import type { InspectionStore } from '../exhibits/inspection-store.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Inbox } from '../inbox.ts'
import type { Jobs } from '../jobs/create-jobs.ts'
import { refuse } from '../refusal.ts'
import type { LetterRepository, StoredLetter } from './letter-repository.ts'
import { cannotCompare, type ScanFinding, sayScanFindings } from './say-scan-findings.ts'

/** About a second a page; a scan whose pages are nowhere in a long letter takes longest. */
const LIMITS = { seconds: 120, megabytes: 768 }

/** Pages (from 1, both included) of a scan that are one letter. */
export interface StampedRange {
  readonly letter: StoredLetter
  readonly firstPage: number
  readonly lastPage: number
}

const exhibitKind = (letter: StoredLetter): ExhibitKind => (letter.kind === 'authorisation' ? 'authorisation' : 'other')

function checkRanges(ranges: readonly StampedRange[], pages: number, name: string) {
  const wrong = ranges.find(({ firstPage, lastPage }) => firstPage > lastPage || lastPage > pages)
  if (wrong)
    throw refuse(
      `《${wrong.letter.title}》的页码范围 ${wrong.firstPage}–${wrong.lastPage} 不对：「${name}」共 ${pages} 页`,
    )
  const sorted = ranges.toSorted((one, other) => one.firstPage - other.firstPage)
  const clash = sorted.find((range, at) => at > 0 && range.firstPage <= (sorted[at - 1]?.lastPage ?? 0))
  if (clash) throw refuse(`第 ${clash.firstPage} 页同时分给了两份文书，请核对页码范围`)
  const twice = ranges.find(({ letter }, at) => ranges.findIndex((each) => each.letter.id === letter.id) < at)
  if (twice) throw refuse(`《${twice.letter.title}》写了两段页码范围；一份文书请只写一段`)
}

const pagesOf = ({ firstPage, lastPage }: StampedRange): readonly PageChoice[] =>
  Array.from({ length: lastPage - firstPage + 1 }, (_, at) => ({ index: firstPage - 1 + at, rotate: 0, crop: null }))

/** Splits one scan by page ranges onto letters; each range is an exhibit of its own over the same untouched file. */
export function createTakeStamped(needs: {
  readonly letters: LetterRepository
  readonly exhibits: ExhibitRepository
  readonly store: InspectionStore
  readonly files: FileStore
  readonly jobs: Jobs
  readonly inbox: Inbox
  readonly changes: Changes
  readonly ids: () => string
  readonly now: () => Date
}) {
  const { letters, exhibits, store, files, jobs, inbox, changes, ids, now } = needs

  async function compare(range: StampedRange, form: string): Promise<readonly ScanFinding[] | null> {
    const { printed } = range.letter
    if (!printed) return null
    if (!printed.file || !files.has(printed.file)) return [cannotCompare]
    const input = { draft: files.pathOf(printed.file), scan: files.pathOf(form), pages: pagesOf(range) }
    try {
      return sayScanFindings(await jobs.run('compare-scan', input, LIMITS), printed.format === 'docx')
    } catch {
      // A scan that cannot be compared is a scan all the same; a person is asked to compare it.
      return [cannotCompare]
    }
  }

  /** `fresh` reads a letter as it is by then, or refuses: reading a scan takes a while and people go on writing. */
  return async function takeStamped(
    token: string,
    ranges: readonly StampedRange[],
    fresh: (letterId: StoredLetter['id']) => StoredLetter,
  ) {
    const item = inbox.find(token)
    const file = await store.take(item.path, item.name)
    const form = file.inspection.pdfForm
    const pages = form?.pages.length ?? 0
    if (!form || pages === 0) throw refuse(`「${item.name}」不能用作扫描件：${file.inspection.refusal ?? '没有页面'}`)
    checkRanges(ranges, pages, item.name)
    const compared = new Map<string, readonly ScanFinding[] | null>()
    for (const range of ranges) compared.set(range.letter.id, await compare(range, form.sha256))
    const what = `导入了盖章扫描件：${ranges.map(({ letter }) => `《${letter.title}》`).join('、')}`
    changes.make(
      { what, subject: ranges[0]?.letter.dossierId ?? '', areas: ['letters', 'dossiers', 'exhibits'] },
      () => {
        for (const range of ranges) {
          const { firstPage, lastPage } = range
          const letter = fresh(range.letter.id)
          const id = ids() as ExhibitId
          exhibits.save({
            id,
            companyId: letter.companyId,
            kind: exhibitKind(letter),
            title: `${letter.title}（盖章扫描件）`,
            source: '',
            purpose: '',
            issuedOn: null,
            validFrom: null,
            validUntil: null,
            stamp: 'seen',
            note: `自「${item.name}」第 ${firstPage}–${lastPage} 页`,
            suggestion: null,
            addedAt: now().toISOString(),
            removedAt: null,
          })
          exhibits.addFile(id, { sha256: file.sha256, name: item.name, pages: pagesOf(range) })
          letters.save({
            ...letter,
            stampedExhibitId: id,
            ridingStamp: null,
            scanFindings: compared.get(letter.id) ?? null,
            savedAt: now().toISOString(),
          })
        }
      },
    )
    await inbox.settle([token])
  }
}

export type TakeStamped = ReturnType<typeof createTakeStamped>
