import { nameBytes } from '#shared/rules/judge-candidate.ts'
import { drawPages, encodePicture, nameRung, rungs, TALLEST, type Drawing } from './picture-ladder.ts'
import type { PageSource } from './page-source.ts'

/** One finished file's bytes, and what was done to make it fit, in Chinese. */
export interface Fitted {
  readonly bytes: Uint8Array
  readonly pages: readonly number[]
  readonly fitted: string
}

/** Finished files, and what could not be made to fit, in Chinese. */
export interface Fitting {
  readonly files: readonly Fitted[]
  readonly warnings: readonly string[]
}

/** Pages in `count` runs of nearly the same length. */
export function divide(pages: readonly number[], count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, i) =>
    pages.slice(Math.floor((i * pages.length) / count), Math.floor(((i + 1) * pages.length) / count)),
  )
}

const namePages = (pages: readonly number[]) =>
  pages.length === 1 ? `第 ${pages[0]} 页` : `第 ${pages[0]}–${pages.at(-1)} 页`

async function fitOne(source: PageSource, pages: readonly number[], form: 'jpeg' | 'png', maxBytes: number) {
  const height = pages.reduce((sum, page) => sum + source.sizeOf(page).height, 0)
  const name = form === 'jpeg' ? 'JPG' : 'PNG'
  const drawings = new Map<number, Drawing>()
  let last: Fitted | null = null
  for (const rung of rungs) {
    // A picture too tall for its format is drawn with fewer dots.
    if ((height / 72) * rung.dpi > TALLEST) continue
    const drawing = drawings.get(rung.dpi) ?? (await drawPages(source, pages, rung.dpi))
    drawings.clear()
    drawings.set(rung.dpi, drawing)
    const bytes = await encodePicture(drawing, form, rung)
    const joined = pages.length > 1 ? `，${pages.length} 页上下拼成一张长图` : ''
    last = { bytes, pages, fitted: `由卷宗${namePages(pages)}转成 ${name}（${nameRung(rung)}）${joined}` }
    if (bytes.length <= maxBytes) return last
  }
  if (!last) throw new Error('a run of pages taller than a picture can be')
  return last
}

/** How many pictures the pages need at least, since one can only be so tall. */
function fewestPictures(source: PageSource, pages: readonly number[]): number {
  const tallest = (TALLEST / Math.min(...rungs.map(({ dpi }) => dpi))) * 72
  for (let count = 1; count < pages.length; count++) {
    const heights = divide(pages, count).map((run) => run.reduce((sum, page) => sum + source.sizeOf(page).height, 0))
    if (Math.max(...heights) <= tallest) return count
  }
  return pages.length
}

/** Turns pages into pictures: one a page, or joined into tall ones where only so many files are taken. */
export async function fitPictures(
  source: PageSource,
  pages: readonly number[],
  form: 'jpeg' | 'png',
  limits: { readonly maxBytes: number; readonly count: number | null },
  onPicture: (done: number) => void,
): Promise<Fitting> {
  const fewest = fewestPictures(source, pages)
  const count = limits.count === null ? pages.length : Math.min(pages.length, Math.max(limits.count, fewest))
  const warnings: string[] = []
  if (limits.count !== null && fewest > limits.count)
    warnings.push(
      `共 ${pages.length} 页，最少要 ${fewest} 张图，超过最多 ${limits.count} 个文件的限制；请减少页数，或分次提交。`,
    )
  const files: Fitted[] = []
  for (const run of divide(pages, count)) {
    const file = await fitOne(source, run, form, limits.maxBytes)
    files.push(file)
    onPicture(files.length / count)
    if (file.bytes.length > limits.maxBytes)
      warnings.push(
        `卷宗${namePages(run)}压缩到最低仍有 ${nameBytes(file.bytes.length)}，超过 ${nameBytes(limits.maxBytes)} 的限制；请换用较小的扫描件，或减少页数。`,
      )
  }
  return { files, warnings }
}
