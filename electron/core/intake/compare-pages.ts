import type { Bitmap } from './pdfium-page.ts'

/** A channel may differ by this much (of 255) before a pixel counts as different: anti-aliasing is not a difference. */
const LEVELS = 48
/** Share of pixels that may differ: libraries.md §2. */
const SHARE = 0.002

/** True when two pictures of a page show the same. */
export function looksSame(a: Bitmap, b: Bitmap): boolean {
  if (Math.abs(a.width - b.width) > 1 || Math.abs(a.height - b.height) > 1) return false
  const width = Math.min(a.width, b.width)
  const height = Math.min(a.height, b.height)
  const most = Math.max(4, Math.floor(width * height * SHARE))
  let different = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * a.width + x) * 4
      const j = (y * b.width + x) * 4
      for (let c = 0; c < 3; c++)
        if (Math.abs((a.rgba[i + c] ?? 0) - (b.rgba[j + c] ?? 0)) > LEVELS) {
          different++
          break
        }
    }
    if (different > most) return false
  }
  return true
}

/** True when nothing is to be seen: every pixel (almost) as light as paper. */
export function isBlank({ rgba }: Bitmap): boolean {
  for (let i = 0; i < rgba.length; i += 4)
    if ((rgba[i] ?? 0) < 245 || (rgba[i + 1] ?? 0) < 245 || (rgba[i + 2] ?? 0) < 245) return false
  return true
}
