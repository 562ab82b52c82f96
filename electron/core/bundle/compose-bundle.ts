import type { PDFRef } from 'pdf-lib'
import type { LaidPage } from '../typeset/laid-page.ts'
import type { BundleFacts } from './bundle-facts.ts'
import type { BundleInput } from './bundle-input.ts'
import type { Collected } from './collect-sources.ts'
import {
  boundFrame,
  composeExhibitPage,
  composeTypedPage,
  type ComposedPage,
  type LinkTarget,
  type Press,
} from './compose-pages.ts'
import { cornerTaken } from './corner-taken.ts'
import { rowWords } from './layout-index.ts'
import type { LaidBundle } from './lay-out-bundle.ts'
import { pageFrame } from './page-frame.ts'
import { destination, type Landing } from './write-outline.ts'

/** All pages of a bundle, not yet in the page tree, and what the finished file promises. */
export interface ComposedBundle {
  readonly refs: readonly PDFRef[]
  readonly pages: readonly ComposedPage[]
  readonly landings: readonly Landing[]
  readonly facts: BundleFacts
}

/** One page of the bundle before it is composed. */
type Leaf =
  | { readonly kind: 'typed'; readonly page: LaidPage; readonly part: number | null }
  | { readonly kind: 'bound'; readonly part: number; readonly file: number; readonly choice: number }

function leavesOf({ parts }: BundleInput, laid: LaidBundle, collected: Collected): Leaf[] {
  const typed = (pages: readonly LaidPage[], part: number | null): Leaf[] =>
    pages.map((page) => ({ kind: 'typed', page, part }))
  const bound = (part: number): Leaf[] =>
    (collected.get(part) ?? []).flatMap(({ pages }, file) =>
      pages.map((_, choice): Leaf => ({ kind: 'bound', part, file, choice })),
    )
  return [
    ...typed(laid.cover, null),
    ...typed(laid.index, null),
    ...parts.flatMap((_, part) => {
      const pages = laid.documents.get(part)
      return pages ? typed(pages, part) : bound(part)
    }),
  ]
}

/** Composes pages; `targetOf` may only be asked once all frames are known. */
function createComposer({ parts }: BundleInput, collected: Collected, press: Press, targetOf: LinkTarget) {
  return (leaf: Leaf, at: number): ComposedPage => {
    const watermark = leaf.part === null ? null : (parts[leaf.part]?.watermark ?? null)
    if (leaf.kind === 'typed') return composeTypedPage(leaf.page, at + 1, watermark, targetOf, press)
    const file = collected.get(leaf.part)?.[leaf.file]
    const choice = file?.pages[leaf.choice]
    if (!file || !choice) throw new Error('a page of no file')
    const form = file.source.form(choice.index)
    const drawn = file.drawn.get(choice.index) ?? null
    const taken = !drawn || cornerTaken(drawn, pageFrame(form.box, form.rotate), boundFrame(form, choice))
    return composeExhibitPage(form, choice, at + 1, taken, watermark, press)
  }
}

function frameOf(leaf: Leaf, collected: Collected) {
  if (leaf.kind === 'typed') return pageFrame([0, 0, leaf.page.width, leaf.page.height], 0)
  const file = collected.get(leaf.part)?.[leaf.file]
  const choice = file?.pages[leaf.choice]
  if (!file || !choice) throw new Error('a page of no file')
  return boundFrame(file.source.form(choice.index), choice)
}

function wasDrawn(leaf: Extract<Leaf, { kind: 'bound' }>, collected: Collected) {
  const file = collected.get(leaf.part)?.[leaf.file]
  const choice = file?.pages[leaf.choice]
  // A crop may leave an empty part of a page that is not empty.
  if (!file || !choice || choice.crop) return false
  return (file.drawn.get(choice.index) ?? []).some(({ kind }) => kind !== 'blank')
}

function factsOf(
  input: BundleInput,
  laid: LaidBundle,
  leaves: readonly Leaf[],
  pages: readonly ComposedPage[],
  collected: Collected,
): BundleFacts {
  const { plan } = laid
  const firstPage = new Map(plan.rows.map((row) => [row.id, row.firstPage]))
  const indexFrom = plan.coverPages + 1
  return {
    title: input.title,
    maxBytes: input.maxBytes,
    pages: leaves.map((leaf, at) => ({
      width: (pages[at]?.frame.width ?? 0) * (pages[at]?.userUnit ?? 1),
      height: (pages[at]?.frame.height ?? 0) * (pages[at]?.userUnit ?? 1),
      typed: leaf.kind === 'typed',
      drawn: leaf.kind === 'typed' || wasDrawn(leaf, collected),
    })),
    rows: plan.rows.map((row) => ({
      name: `${row.number} ${row.title}`,
      words: rowWords(row).join(''),
      firstPage: row.firstPage,
      lastPage: row.lastPage,
    })),
    indexPages: Array.from({ length: plan.indexPages }, (_, at) => indexFrom + at),
    bookmarks: plan.bookmarks,
    links: leaves.flatMap((leaf, at) =>
      leaf.kind !== 'typed'
        ? []
        : leaf.page.links.map(({ ref }) => ({
            page: at + 1,
            target: firstPage.get(ref) ?? 0,
            words: leaf.part === null ? null : `第 ${firstPage.get(ref) ?? 0} 页`,
          })),
    ),
    notes: input.notes,
  }
}

/** Composes every page of a bundle in order, with links between them. */
export function composeBundle(
  input: BundleInput,
  laid: LaidBundle,
  collected: Collected,
  press: Press,
): ComposedBundle {
  const leaves = leavesOf(input, laid, collected)
  const refs = leaves.map(() => press.document.context.nextRef())
  const landings = leaves.map((leaf, at): Landing => {
    const ref = refs[at]
    if (!ref) throw new Error('a page without a reference')
    const [x, y] = frameOf(leaf, collected).point(0, 0)
    return { ref, x, y }
  })
  const pageOf = new Map(laid.plan.rows.map((row) => [row.id, row.firstPage]))
  const compose = createComposer(input, collected, press, (ref) => {
    const landing = landings[(pageOf.get(ref) ?? 0) - 1]
    if (!landing) throw new Error(`a link to ${ref}, which is not there`)
    return destination(landing)
  })
  const pages = leaves.map(compose)
  return { refs, pages, landings, facts: factsOf(input, laid, leaves, pages, collected) }
}
