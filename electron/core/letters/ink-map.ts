import type { Bitmap } from '../intake/pdfium-page.ts'

/** How dark each pixel is against the paper round it, 0 (paper) to 1 (black); red stamps count as paper. */
export interface InkMap {
  readonly width: number
  readonly height: number
  readonly ink: Float32Array
}

/** Side of the squares in which the shade of the paper is measured, in pixels. */
const SQUARE = 24
/** What the noise of a scanner darkens paper by, as a share of its shade. */
const NOISE = 0.12

/** Brightness with red ink taken out: what is redder than anything printed black is as bright as its red alone, and more. */
function brightness({ width, height, rgba }: Bitmap): Uint8Array {
  const levels = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < levels.length; i++, at += 4) {
    const r = rgba[at] ?? 0
    const g = rgba[at + 1] ?? 0
    const b = rgba[at + 2] ?? 0
    const red = r - Math.max(g, b)
    levels[i] = red > 25 ? Math.min(255, r + red / 2) : (r * 77 + g * 151 + b * 28) >> 8
  }
  return levels
}

/** The shade of the paper per square: what all but the brightest seventh of its pixels stay below. */
function paperShades(levels: Uint8Array, width: number, height: number) {
  const columns = Math.ceil(width / SQUARE)
  const rows = Math.ceil(height / SQUARE)
  const shades = new Float32Array(columns * rows)
  const counts = new Uint32Array(256)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      counts.fill(0)
      let total = 0
      for (let y = row * SQUARE; y < Math.min(height, (row + 1) * SQUARE); y++)
        for (let x = column * SQUARE; x < Math.min(width, (column + 1) * SQUARE); x++, total++) {
          const level = levels[y * width + x] ?? 0
          counts[level] = (counts[level] ?? 0) + 1
        }
      let shade = 255
      for (let above = counts[255] ?? 0; shade > 0 && above < total / 7; above += counts[--shade] ?? 0);
      shades[row * columns + column] = shade
    }
  return { columns, rows, shades }
}

const median = (values: Float32Array) => values.toSorted()[values.length >> 1] ?? 0

/** Blurs a little (1 2 1 both ways), so that a stroke half a pixel off is still the same stroke. */
function soften(ink: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(ink.length)
  for (let i = 1; i < ink.length - 1; i++) across[i] = ((ink[i - 1] ?? 0) + 2 * (ink[i] ?? 0) + (ink[i + 1] ?? 0)) / 4
  const soft = new Float32Array(ink.length)
  for (let i = width; i < width * (height - 1); i++)
    soft[i] = ((across[i - width] ?? 0) + 2 * (across[i] ?? 0) + (across[i + width] ?? 0)) / 4
  return soft
}

/** The ink on a picture of a page; shadows and black edges of the scanner count as paper. */
export function inkMap(bitmap: Bitmap): InkMap {
  const { width, height } = bitmap
  const levels = brightness(bitmap)
  const { columns, rows, shades } = paperShades(levels, width, height)
  const usual = median(shades)
  const ink = new Float32Array(width * height)
  const shadeAt = (row: number, column: number) =>
    shades[Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))] ?? 255
  for (let y = 0; y < height; y++) {
    const v = y / SQUARE - 0.5
    const [row, down] = [Math.floor(v), v - Math.floor(v)]
    for (let x = 0; x < width; x++) {
      const u = x / SQUARE - 0.5
      const column = Math.floor(u)
      const along = u - column
      const top = shadeAt(row, column) * (1 - along) + shadeAt(row, column + 1) * along
      const bottom = shadeAt(row + 1, column) * (1 - along) + shadeAt(row + 1, column + 1) * along
      const paper = top * (1 - down) + bottom * down
      if (paper < usual * 0.55) continue
      const dark = 1 - (levels[y * width + x] ?? 0) / paper
      if (dark > NOISE) ink[y * width + x] = (dark - NOISE) / (1 - NOISE)
    }
  }
  return { width, height, ink: soften(ink, width, height) }
}

/** The same page turned clockwise. */
export function turnInk(map: InkMap, turn: 0 | 90 | 180 | 270): InkMap {
  const { width, height, ink } = map
  if (turn === 0) return map
  if (turn === 180) return { width, height, ink: ink.toReversed() }
  const turned = new Float32Array(ink.length)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < height; x++)
      turned[y * height + x] = (turn === 90 ? ink[(height - 1 - x) * width + y] : ink[x * width + (width - 1 - y)]) ?? 0
  return { width: height, height: width, ink: turned }
}
