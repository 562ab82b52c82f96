import { readFile } from 'node:fs/promises'
import type { PageChoice } from '../bundle/bundle-input.ts'
import { loadPdfium, type PdfFile, type Pdfium } from '../intake/pdfium.ts'
import type { JobContext } from '../jobs/job.ts'
import { type InkMap, inkMap, turnInk } from './ink-map.ts'
import { isEmpty, matchPage, type PageMatch, type ReadPage, readPage } from './match-page.ts'
import { flatness, type Placing } from './place-page.ts'
import { likeText, plainText } from './like-text.ts'
import { likenessOfPages, tellPagesApart } from './tell-pages-apart.ts'

/** A scan to hold against the draft it was printed from. */
export interface CompareScanInput {
  /** Path of the PDF that was printed. */
  readonly draft: string
  /** Path of the scan's PDF form. */
  readonly scan: string
  /** The scan's pages that are this letter. */
  readonly pages: readonly PageChoice[]
}

/** What one page of a scan turned out to be. */
export interface ScannedPage {
  /** From 0, in the scan's PDF form. */
  readonly index: number
  /** `match` is certain; `foreign` is certainly no page of the draft; `unsure` is for a person to look at. */
  readonly verdict: 'match' | 'foreign' | 'blank' | 'unsure'
  /** The draft page it matches or is most like, from 0. */
  readonly draftPage: number | null
  /** Clockwise turn that would set it upright, beyond the choice; known for matches alone. */
  readonly turn: 0 | 90 | 180 | 270
  /** 0 to 1. */
  readonly score: number
}

/** What came of the comparison. */
export interface ScanComparison {
  readonly draftPages: number
  readonly pages: readonly ScannedPage[]
}

/** Dots to the inch at which pages are compared: a character is some twelve pixels wide. */
const DPI = 72
/** Measured: good scans of the right page 0.76 and more, pages with other text 0.20 and less. */
const MATCH = { found: 0.6, lost: 0.25, explained: 0.12 }
const FOREIGN = 0.25
/** Letters of one company share lines; where other pages of a scan are clear, this little is another page. */
const FOREIGN_BESIDE_GOOD = 0.45
const GOOD = 0.75
/** Measured: scans 0.67 and more, photographs at an angle that do not match 0.44 and less. */
const FLAT = 0.6
/** Tiles with ink a page must have before it may be called a page of something else. */
const LEAST_TILES = 25
/** Pages of one letter this alike are told apart by what differs. */
const ALIKE = 0.35
/** Measured: 0.6 and more for the right one of two. */
const APART = 0.3

interface DraftPage extends ReadPage {
  readonly text: string
}

interface Scan {
  readonly drafts: readonly DraftPage[]
  readonly alike: (one: number, other: number) => boolean
  /** Where pages of this scan were found to lie; the newest first. */
  readonly hints: Placing[]
}

const isMatch = ({ found, lost, explained }: PageMatch) =>
  found >= MATCH.found && lost <= MATCH.lost && explained >= MATCH.explained

async function openPdf(pdfium: Pdfium, path: string): Promise<PdfFile> {
  const opening = pdfium.open(await readFile(path))
  if (!opening.ok) throw new Error(`cannot open ${path}: ${opening.why}`)
  return opening.file
}

/** The draft page a scan page is, among those that look like `guess`; null when they cannot be told apart. */
function settleAlike(guess: number, { place }: PageMatch, page: ReadPage, { drafts, alike }: Scan): number | null {
  const others = [...drafts.keys()].filter((other) => other !== guess && alike(guess, other))
  let winner = guess
  for (let round = 0; round <= others.length; round++) {
    const votes = [guess, ...others].flatMap((other) => {
      const [one, rival] = [drafts[winner], drafts[other]]
      return one && rival && other !== winner ? [{ other, vote: tellPagesApart(one, rival, page, place) }] : []
    })
    const better = votes.find(({ vote }) => vote <= -APART)
    if (!better) return votes.every(({ vote }) => vote >= APART) ? winner : null
    winner = better.other
  }
  return null
}

/** Looks for the draft page a scan page shows, as it lies. */
function findDraft(page: ReadPage, order: readonly number[], scan: Scan) {
  let best = { draftPage: null as number | null, score: 0, sure: false }
  for (const at of order) {
    const draft = scan.drafts[at]
    if (!draft) continue
    const match = matchPage(draft, page, scan.hints.slice(0, 2))
    if (!isMatch(match) && match.found <= best.score) continue
    best = { draftPage: at, score: match.found, sure: false }
    if (!isMatch(match)) continue
    scan.hints.unshift(match.place)
    const settled = settleAlike(at, match, page, scan)
    return { draftPage: settled ?? at, score: match.found, sure: settled !== null }
  }
  return best
}

/** The draft page whose words the scan's own text layer repeats; null when it does not say. */
function findByText(text: string, drafts: readonly DraftPage[]): { draftPage: number; score: number } | null {
  if (text.length < 20) return null
  const same = drafts.flatMap((draft, at) => (draft.text === text ? [at] : []))
  if (same.length === 1) return { draftPage: same[0] ?? 0, score: 1 }
  const scores = drafts.map((draft, draftPage) => ({ draftPage, score: likeText(text, draft.text) }))
  const [best, next] = scores.toSorted((one, other) => other.score - one.score)
  return best && best.score >= 0.85 && best.score - (next?.score ?? 0) >= 0.1 ? best : null
}

/** Reads one page of the scan, about as large as the draft's. */
function readScanPage(file: PdfFile, choice: PageChoice, draft: InkMap) {
  return file.page(choice.index, (page) => {
    const short = Math.min(draft.width, draft.height) / Math.min(page.width, page.height)
    const long = Math.max(draft.width, draft.height) / Math.max(page.width, page.height)
    const ink = turnInk(inkMap(page.render(DPI * Math.min(short, long))), choice.rotate)
    return { ink, text: plainText(page.text()) }
  })
}

const shapeOf = ({ width, height }: InkMap) => width > height

function lookAtPage(read: { ink: InkMap; text: string }, at: number, scan: Scan): Omit<ScannedPage, 'index'> {
  const { drafts } = scan
  const first = drafts[0]
  const upright = first === undefined || shapeOf(first) === shapeOf(read.ink)
  const byText = findByText(read.text, drafts)
  const order = [...new Set([byText?.draftPage ?? at, at, ...drafts.keys()])].filter((each) => each < drafts.length)
  let best = { draftPage: null as number | null, score: 0, sure: false }
  let turn: ScannedPage['turn'] = 0
  for (const tried of upright ? ([0, 180] as const) : ([90, 270] as const)) {
    const page = readPage(turnInk(read.ink, tried))
    if (isEmpty(page)) return { verdict: 'blank', draftPage: null, turn: 0, score: 0 }
    const found = findDraft(page, order, scan)
    if (found.score > best.score) [best, turn] = [found, tried]
    if (best.score >= FOREIGN) break
  }
  const { draftPage, score, sure } = best
  if (byText) return { verdict: 'match', ...byText, turn: score >= MATCH.found ? turn : 0 }
  if (sure) return { verdict: 'match', draftPage, turn, score }
  return { verdict: 'unsure', draftPage, turn: 0, score }
}

/** True for a page that would have been found, were it in the draft. */
const readsLikePrint = (ink: InkMap) =>
  flatness(ink) >= FLAT && readPage(ink).tiles.filter(({ weight }) => weight > 2.5).length >= LEAST_TILES

/**
 * Job `compare-scan`: finds each page of a stamped scan among the pages of the draft it was printed from. There
 * is no reading of characters: pages are compared by where their ink is. A page of another text is only called
 * foreign when the scan is good enough to tell.
 */
export async function compareScan(input: CompareScanInput, context: JobContext): Promise<ScanComparison> {
  const pdfium = await loadPdfium(context.resources.fonts)
  const draft = await openPdf(pdfium, input.draft)
  const drafts = Array.from({ length: draft.pageCount }, (_, index) =>
    draft.page(index, (page) => ({ ...readPage(inkMap(page.render(DPI))), text: plainText(page.text()) })),
  ).filter((page) => page !== null)
  draft.close()
  const likeness = drafts.map((one) => drafts.map((other) => (one === other ? 1 : likenessOfPages(one, other))))
  const alike = (one: number, other: number) =>
    Math.max(likeness[one]?.[other] ?? 0, likeness[other]?.[one] ?? 0) > ALIKE
  const scan: Scan = { drafts, alike, hints: [] }
  const file = await openPdf(pdfium, input.scan)
  const reads = input.pages.map((choice, at) => {
    context.progress(at, input.pages.length, `核对扫描件第 ${at + 1} 页`)
    const read = drafts[0] ? readScanPage(file, choice, drafts[0]) : null
    const unread = { verdict: 'unsure', draftPage: null, turn: 0, score: 0 } as const
    return { index: choice.index, read, page: read ? lookAtPage(read, at, scan) : unread }
  })
  file.close()
  const good = reads.some(({ page }) => page.verdict === 'match' && page.score >= GOOD)
  return {
    draftPages: drafts.length,
    pages: reads.map(({ index, read, page }) => {
      const foreign = page.verdict === 'unsure' && page.score < (good ? FOREIGN_BESIDE_GOOD : FOREIGN)
      return { index, ...page, ...(foreign && read && readsLikePrint(read.ink) ? { verdict: 'foreign' } : {}) }
    }),
  }
}
