import type { PDFRef } from 'pdf-lib'
import type { LaidPage } from '../typeset/laid-page.ts'
import type { BundleFacts } from './bundle-facts.ts'
import type { BundleInput } from './bundle-input.ts'
import type { Collected, CollectedPage } from './collect-sources.ts'
import {
  composeExhibitPage,
  composeTypedPage,
  type ComposedPage,
  type LinkTarget,
  type Press,
} from './compose-pages.ts'
import { rowWords } from './layout-index.ts'
import type { LaidBundle } from './lay-out-bundle.ts'
import { boundFrame, pageFrame } from './page-frame.ts'
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
  | { readonly kind: 'bound'; readonly page: CollectedPage; readonly part: number }

function leavesOf({ parts }: BundleInput, laid: LaidBundle, collected: Collected): Leaf[] {
  const typed = (pages: readonly LaidPage[], part: number | null): Leaf[] =>
    pages.map((page) => ({ kind: 'typed', page, part }))
  const bound = (part: number): Leaf[] =>
    (collected.get(part) ?? []).flatMap(({ pages }) => pages.map((page): Leaf => ({ kind: 'bound', page, part })))
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
function createComposer({ parts }: BundleInput, press: Press, targetOf: LinkTarget) {
  return (leaf: Leaf, at: number): ComposedPage => {
    const watermark = leaf.part === null ? null : (parts[leaf.part]?.watermark ?? null)
    return leaf.kind === 'typed'
      ? composeTypedPage(leaf.page, at + 1, watermark, targetOf, press)
      : composeExhibitPage(leaf.page, at + 1, watermark, press)
  }
}

const frameOf = (leaf: Leaf) =>
  leaf.kind === 'typed'
    ? pageFrame([0, 0, leaf.page.width, leaf.page.height], 0)
    : boundFrame(leaf.page.form, leaf.page.choice)

/** Notes of the caller, and what binding itself had to change. */
function notesOf({ notes }: BundleInput, collected: Collected) {
  const cut = [...collected.values()].flat().flatMap(({ name, pages }) => {
    const count = pages.filter(({ cut: isCut }) => isCut).length
    return count === 0 ? [] : [`「${name}」有 ${count} 页裁去了内容；裁去的部分已不在文件中，这些页成为图像。`]
  })
  return [...notes, ...cut]
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
      // In the page's own units: the second reader does not apply UserUnit.
      width: pages[at]?.frame.width ?? 0,
      height: pages[at]?.frame.height ?? 0,
      typed: leaf.kind === 'typed',
      drawn: leaf.kind === 'typed' || leaf.page.drawn,
      shrunk: leaf.kind === 'bound' && leaf.page.taken,
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
    notes: notesOf(input, collected),
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
    const [x, y] = frameOf(leaf).point(0, 0)
    return { ref, x, y }
  })
  const pageOf = new Map(laid.plan.rows.map((row) => [row.id, row.firstPage]))
  const compose = createComposer(input, press, (ref) => {
    const landing = landings[(pageOf.get(ref) ?? 0) - 1]
    if (!landing) throw new Error(`a link to ${ref}, which is not there`)
    return destination(landing)
  })
  const pages = leaves.map(compose)
  return { refs, pages, landings, facts: factsOf(input, laid, leaves, pages, collected) }
}
