import { refuse } from '../refusal.ts'
import type { LaidPage } from '../typeset/laid-page.ts'
import { layoutDocument } from '../typeset/layout-document.ts'
import type { Typefaces } from '../typeset/open-typefaces.ts'
import type { BundleInput } from './bundle-input.ts'
import type { Collected } from './collect-sources.ts'
import { layoutCover } from './layout-cover.ts'
import { layoutIndex } from './layout-index.ts'
import { planBundle, type BundlePlan } from './plan-bundle.ts'

/** The plan of a bundle and every page that is typeset for it. */
export interface LaidBundle {
  readonly plan: BundlePlan
  readonly cover: readonly LaidPage[]
  readonly index: readonly LaidPage[]
  /** Typeset parts by their place in the bundle. */
  readonly documents: ReadonlyMap<number, readonly LaidPage[]>
}

type PageOf = (id: string) => number | null

/** The words of a reference; a reference to something that is not bound is refused by name. */
function wordsFor(letter: string, pageOf: PageOf) {
  return (ref: string) => {
    const page = pageOf(ref)
    if (page === null)
      throw refuse(`「${letter}」引用了一份不在卷宗里的材料；请把那份材料加进卷宗，或在文书里去掉这处引用。`)
    return `第 ${page} 页`
  }
}

/** Sets every typed page, over and over until all page numbers are at rest. */
export function layOutBundle(input: BundleInput, collected: Collected, fonts: Typefaces): LaidBundle {
  const { parts } = input
  const documents = new Map<number, LaidPage[]>()
  let cover: LaidPage[] = []
  let index: LaidPage[] = []
  const plan = planBundle(parts, {
    coverPages: (totalPages) => (cover = layoutCover(input, totalPages, fonts)).length,
    indexPages: (rows, totalPages) => (index = layoutIndex(rows, totalPages, input, fonts)).length,
    partPages(at, pageOf) {
      const part = parts[at]
      if (part?.content.kind !== 'document')
        return (collected.get(at) ?? []).reduce((sum, file) => sum + file.pages.length, 0)
      const laid = layoutDocument(part.content.document, fonts, { resolveRef: wordsFor(part.title, pageOf) })
      documents.set(at, laid)
      return laid.length
    },
  })
  return { plan, cover, index, documents }
}
