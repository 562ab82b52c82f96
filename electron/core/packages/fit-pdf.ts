import { nameBytes } from '#shared/rules/judge-candidate.ts'
import type { Fitting } from './fit-pictures.ts'
import type { CutPage, PageSource } from './page-source.ts'
import { drawPages, encodePicture, nameRung, rungs, type Rung } from './picture-ladder.ts'

const picturePage = async (source: PageSource, page: number, rung: Rung) =>
  encodePicture(await drawPages(source, [page], rung.dpi), 'jpeg', rung)

/** Bytes each page takes as it is, alone. */
async function weighPages(source: PageSource, pages: readonly number[]) {
  const weights = new Map<number, number>()
  for (const page of pages) weights.set(page, (await source.cut([{ page, jpeg: null }], '')).length)
  return weights
}

/** The first rung on which a few of the heavy pages promise that the whole will fit; null when none does. */
async function chooseRung(
  source: PageSource,
  weights: ReadonlyMap<number, number>,
  maxBytes: number,
): Promise<number | null> {
  const heavy = [...weights].toSorted(([, a], [, b]) => b - a)
  const places = new Set([0, heavy.length >> 1, heavy.length - 1])
  const samples = heavy.filter((_, at) => places.has(at))
  for (const [index, rung] of rungs.entries()) {
    let asIs = 0
    let drawn = 0
    for (const [page, weight] of samples) {
      asIs += weight
      drawn += Math.min(weight, (await picturePage(source, page, rung)).length)
    }
    const total = heavy.reduce((sum, [, weight]) => sum + weight, 0)
    // A page drawn as a picture is often far off the samples' mean: a wide margin, and the whole is measured after.
    if ((total * drawn) / asIs <= maxBytes * 1.3) return index
  }
  return null
}

async function press(
  source: PageSource,
  weights: ReadonlyMap<number, number>,
  rung: Rung,
  onPage: (done: number) => void,
): Promise<{ readonly cut: readonly CutPage[]; readonly drawn: number }> {
  const cut: CutPage[] = []
  for (const [page, weight] of weights) {
    const jpeg = await picturePage(source, page, rung)
    // Typed pages stay as they are: they are small, and their text can be searched.
    cut.push({ page, jpeg: jpeg.length < weight * 0.9 ? jpeg : null })
    onPage(cut.length / weights.size)
  }
  return { cut, drawn: cut.filter(({ jpeg }) => jpeg !== null).length }
}

/**
 * Cuts pages out of the bundle as one PDF of at most `maxBytes`. When they are too heavy, pages that are
 * smaller as pictures become pictures, coarser and coarser; when even that is too much, the pages come as
 * they are with a warning.
 */
export async function fitPdf(
  source: PageSource,
  pages: readonly number[],
  title: string,
  maxBytes: number,
  onPage: (done: number) => void,
): Promise<Fitting> {
  const whole = await source.cut(
    pages.map((page) => ({ page, jpeg: null })),
    title,
  )
  if (whole.length <= maxBytes) return { files: [{ bytes: whole, pages, fitted: '' }], warnings: [] }
  const weights = await weighPages(source, pages)
  const first = await chooseRung(source, weights, maxBytes)
  for (const rung of first === null ? [] : rungs.slice(first)) {
    const { cut, drawn } = await press(source, weights, rung, onPage)
    const bytes = await source.cut(cut, title)
    const fitted = `其中 ${drawn} 页按 ${nameRung(rung)} 转成图片以减小体积（原 ${nameBytes(whole.length)}）`
    if (bytes.length <= maxBytes) return { files: [{ bytes, pages, fitted }], warnings: [] }
  }
  const warning = `「${title}」共 ${pages.length} 页，有 ${nameBytes(whole.length)}，压缩到最低仍超过 ${nameBytes(maxBytes)} 的限制；请减少页数、换用较小的扫描件，或询问渠道能否分次提交。`
  return { files: [{ bytes: whole, pages, fitted: '' }], warnings: [warning] }
}
