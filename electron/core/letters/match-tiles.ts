import type { InkMap } from './ink-map.ts'
import type { Placing } from './place-page.ts'

/** A piece of a draft page, about five characters by two lines, with what is in it besides lines and rules. */
export interface Tile {
  readonly left: number
  readonly top: number
  /** Ink with the mean of every row and column taken out, of length 1. */
  readonly shape: Float32Array
  /** Its length before. */
  readonly ink: number
  /** What it counts for; 0 where nothing is written. */
  readonly weight: number
}

export const TILE = { width: 72, height: 36 } as const
const AREA = TILE.width * TILE.height
/** Less than this is paper, dust and the shine of the next line. */
const LEAST_WEIGHT = 1.2
/** A picture or a thick rule counts for no more than dense text. */
export const MOST_WEIGHT = 12
/** Added to the ink of a scan, so that noise on empty paper is like nothing. */
const FLOOR = 1

/** Takes out of a tile what any page of the same layout has: lines of text at the same heights, rules of a table. */
export function centre(patch: Float32Array): Float32Array {
  const rows = new Float32Array(TILE.height)
  const columns = new Float32Array(TILE.width)
  let total = 0
  for (let y = 0; y < TILE.height; y++)
    for (let x = 0; x < TILE.width; x++) {
      const value = patch[y * TILE.width + x] ?? 0
      rows[y] = (rows[y] ?? 0) + value
      columns[x] = (columns[x] ?? 0) + value
      total += value
    }
  return patch.map((value, i) => {
    const row = (rows[Math.floor(i / TILE.width)] ?? 0) / TILE.width
    return value - row - (columns[i % TILE.width] ?? 0) / TILE.height + total / AREA
  })
}

/** Root of the sum of squares. */
export const lengthOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))

/** A page cut into tiles; those with nothing in them keep weight 0. */
export function cutTiles(page: InkMap): readonly Tile[] {
  const tiles: Tile[] = []
  for (let top = 0; top + TILE.height <= page.height; top += TILE.height)
    for (let left = 0; left + TILE.width <= page.width; left += TILE.width) {
      const patch = new Float32Array(AREA)
      for (let y = 0; y < TILE.height; y++) {
        const from = (top + y) * page.width + left
        patch.set(page.ink.subarray(from, from + TILE.width), y * TILE.width)
      }
      const shape = centre(patch)
      const ink = lengthOf(shape)
      tiles.push({
        left,
        top,
        shape: ink > 0 ? shape.map((value) => value / ink) : shape,
        ink,
        weight: ink < LEAST_WEIGHT ? 0 : Math.min(ink, MOST_WEIGHT),
      })
    }
  return tiles
}

/** The scan as it lies under a tile with `margin` pixels more on each side. */
export function lift(scan: InkMap, place: Placing, tile: { left: number; top: number }, margin: number): Float32Array {
  const width = TILE.width + 2 * margin
  const height = TILE.height + 2 * margin
  const patch = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const dx = tile.left + x - margin
      const dy = tile.top + y - margin
      const sx = place.xx * dx + place.xy * dy + place.x0
      const sy = place.yx * dx + place.yy * dy + place.y0
      const fx = Math.floor(sx)
      const fy = Math.floor(sy)
      if (fx < 0 || fy < 0 || fx >= scan.width - 1 || fy >= scan.height - 1) continue
      const at = fy * scan.width + fx
      const u = sx - fx
      const v = sy - fy
      const top = (scan.ink[at] ?? 0) * (1 - u) + (scan.ink[at + 1] ?? 0) * u
      const low = (scan.ink[at + scan.width] ?? 0) * (1 - u) + (scan.ink[at + scan.width + 1] ?? 0) * u
      patch[y * width + x] = top * (1 - v) + low * v
    }
  return patch
}

/** One tile found on the scan: how alike (−1 to 1), where against the expected place, and how much is written there. */
export interface Found {
  readonly likeness: number
  readonly dx: number
  readonly dy: number
  readonly ink: number
}

function likenessAt(shape: Float32Array, patch: Float32Array, width: number, from: number) {
  const columns = new Float32Array(TILE.width)
  let [dot, squares, rowSquares, total] = [0, 0, 0, 0]
  for (let y = 0; y < TILE.height; y++) {
    let row = 0
    for (let x = 0; x < TILE.width; x++) {
      const value = patch[from + y * width + x] ?? 0
      dot += value * (shape[y * TILE.width + x] ?? 0)
      squares += value * value
      row += value
      columns[x] = (columns[x] ?? 0) + value
    }
    rowSquares += row * row
    total += row
  }
  let columnSquares = 0
  for (let x = 0; x < TILE.width; x++) columnSquares += (columns[x] ?? 0) ** 2
  // Length of the patch with rows and columns centred, without centring it.
  const left = squares - rowSquares / TILE.width - columnSquares / TILE.height + (total * total) / AREA
  const ink = Math.sqrt(Math.max(0, left))
  return { likeness: dot / Math.hypot(ink, FLOOR), ink }
}

/** Looks for a tile within `margin` pixels of where it should be, at every `step`th pixel. */
export function findTile(
  tile: Pick<Tile, 'left' | 'top' | 'shape'>,
  scan: InkMap,
  place: Placing,
  margin: number,
  step = 1,
): Found {
  const patch = lift(scan, place, tile, margin)
  const width = TILE.width + 2 * margin
  let best: Found = { likeness: -1, dx: 0, dy: 0, ink: 0 }
  for (let dy = -margin; dy <= margin; dy += step)
    for (let dx = -margin; dx <= margin; dx += step) {
      const { likeness, ink } = likenessAt(tile.shape, patch, width, (dy + margin) * width + dx + margin)
      if (likeness > best.likeness) best = { likeness, dx, dy, ink }
    }
  return best
}

/** How much is written on the scan under a tile. */
export function inkUnder(tile: Tile, scan: InkMap, place: Placing): number {
  return lengthOf(centre(lift(scan, place, tile, 0)))
}
