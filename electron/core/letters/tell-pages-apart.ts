import type { ReadPage } from './match-page.ts'
import { centre, findTile, lengthOf, lift, type Tile, TILE } from './match-tiles.ts'
import { HERE, type Placing } from './place-page.ts'

const SEARCH = 3
/** Two drafts that differ by less ink than one character cannot be told apart. */
const LEAST_DIFFERENCE = 1.5

/** How alike two pages of the same size are as they lie, 0 to 1. */
export function likenessOfPages(one: ReadPage, other: ReadPage): number {
  const tiles = one.tiles.filter(({ weight }) => weight > 0)
  const weight = tiles.reduce((sum, tile) => sum + tile.weight, 0)
  const alike = tiles.reduce((sum, tile) => sum + tile.weight * findTile(tile, other, HERE, 4, 2).likeness, 0)
  return weight > 0 ? alike / weight : 0
}

const scaled = ({ shape, ink }: Tile) => shape.map((value) => value * ink)

const dot = (one: Float32Array, other: Float32Array) => one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0)

/** The scan under a tile where it fits `shape` best, centred. */
function scanUnder(shape: Float32Array, tile: Tile, scan: ReadPage, place: Placing): Float32Array {
  const length = lengthOf(shape)
  const unit = length > 0 ? shape.map((value) => value / length) : shape
  const { dx, dy } = findTile({ ...tile, shape: unit }, scan, place, SEARCH)
  const patch = lift(scan, place, tile, SEARCH)
  const width = TILE.width + 2 * SEARCH
  return centre(
    shape.map((_, i) => {
      const x = (i % TILE.width) + dx + SEARCH
      return patch[(Math.floor(i / TILE.width) + dy + SEARCH) * width + x] ?? 0
    }),
  )
}

/**
 * Which of two draft pages that look alike a scan shows, from what differs between them alone: 1 is all for
 * `one`, −1 all for `other`, 0 does not say.
 */
export function tellPagesApart(one: ReadPage, other: ReadPage, scan: ReadPage, place: Placing): number {
  const tiles = one.tiles.flatMap((tile, at) => {
    const rival = other.tiles[at]
    if (!rival || (tile.weight === 0 && rival.weight === 0)) return []
    const [a, b] = [scaled(tile), scaled(rival)]
    const middle = a.map((value, i) => (value + (b[i] ?? 0)) / 2)
    const difference = a.map((value, i) => value - (b[i] ?? 0))
    const both = tile.weight > 0 && rival.weight > 0
    return [{ middle, difference, both, under: scanUnder(middle, tile, scan, place) }]
  })
  // How strongly the scan shows ink, where both drafts have some.
  const shared = tiles.filter(({ both }) => both)
  const drawn = shared.reduce((sum, { middle }) => sum + dot(middle, middle), 0)
  const seen = shared.reduce((sum, { middle, under }) => sum + dot(middle, under), 0)
  const strength = drawn > 0 ? Math.max(0.3, Math.min(2, seen / drawn)) : 1
  let [votes, most] = [0, 0]
  for (const { middle, difference, under } of tiles) {
    if (lengthOf(difference) < LEAST_DIFFERENCE) continue
    const half = dot(difference, difference) / 2
    const vote = dot(difference, under) / strength - dot(difference, middle)
    votes += Math.max(-half, Math.min(half, vote))
    most += half
  }
  return most > 0 ? votes / most : 0
}
