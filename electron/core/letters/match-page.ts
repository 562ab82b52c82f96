import type { InkMap } from './ink-map.ts'
import { cutTiles, findTile, type Found, inkUnder, MOST_WEIGHT, type Tile, TILE } from './match-tiles.ts'
import { guessPlacings, HERE, type Placing, type Profiles, profilesOf } from './place-page.ts'

/** A page ready to be looked for, or to be looked at. */
export interface ReadPage extends InkMap {
  readonly profiles: Profiles
  readonly tiles: readonly Tile[]
}

/** A draft page laid on a scanned one. */
export interface PageMatch {
  /** Share of what the draft says that is seen on the scan, 0 to 1. */
  readonly found: number
  /** Share of the draft that is not recognised at all, 0 to 1. */
  readonly lost: number
  /** Share of what the scan shows that the draft says, 0 to 1; stamps in grey and handwriting lower it. */
  readonly explained: number
  readonly place: Placing
}

/** A few tiles of another page are never less like than this; so there is no need to look closer. */
const HOPELESS = 0.14

/** Reads a page's ink once. */
export const readPage = (map: InkMap): ReadPage => ({ ...map, profiles: profilesOf(map), tiles: cutTiles(map) })

const written = (tiles: readonly Tile[]) => tiles.filter(({ weight }) => weight > 0)

/** Tiles spread over the page by turns, the fullest first, to try a guess with little work. */
function sampleTiles(tiles: readonly Tile[], count: number): readonly Tile[] {
  const full = written(tiles).toSorted((one, other) => other.weight - one.weight)
  const kept = full.slice(0, Math.max(count * 2, Math.ceil(full.length / 2))).toSorted((a, b) => a.top - b.top)
  const step = Math.max(1, kept.length / count)
  return Array.from({ length: Math.min(count, kept.length) }, (_, at) => kept[Math.floor(at * step)] as Tile)
}

const look = (tiles: readonly Tile[], scan: ReadPage, place: Placing, margin: number, step = 1) =>
  tiles.map((tile) => [tile, findTile(tile, scan, place, margin, step)] as const)

function meanLikeness(found: readonly (readonly [Tile, Found])[]): number {
  const weight = found.reduce((sum, [tile]) => sum + tile.weight, 0)
  return weight > 0 ? found.reduce((sum, [tile, { likeness }]) => sum + tile.weight * likeness, 0) / weight : 0
}

/** Solves the three unknowns of weighted least squares z = p·x + q·y + r; null where the points do not say. */
function fitPlane(points: readonly { x: number; y: number; z: number; w: number }[]) {
  const sum = (value: (point: (typeof points)[number]) => number) =>
    points.reduce((total, point) => total + point.w * value(point), 0)
  const w = sum(() => 1)
  const [mx, my, mz] = [sum((p) => p.x) / w, sum((p) => p.y) / w, sum((p) => p.z) / w]
  const xx = sum((p) => (p.x - mx) ** 2) + w * 400
  const yy = sum((p) => (p.y - my) ** 2) + w * 400
  const xy = sum((p) => (p.x - mx) * (p.y - my))
  const xz = sum((p) => (p.x - mx) * (p.z - mz))
  const yz = sum((p) => (p.y - my) * (p.z - mz))
  const det = xx * yy - xy * xy
  if (!(det > 0)) return null
  const p = (xz * yy - yz * xy) / det
  const q = (yz * xx - xz * xy) / det
  return { p, q, r: mz - p * mx - q * my }
}

/** Moves a placing to where the tiles that were recognised say it is. */
function adjust(place: Placing, found: readonly (readonly [Tile, Found])[]): Placing {
  const sure = found.filter(([, { likeness }]) => likeness > 0.35)
  if (sure.length < 3) return place
  const points = (pick: (found: Found) => number) =>
    sure.map(([tile, each]) => ({
      x: tile.left + 36,
      y: tile.top + 18,
      z: pick(each),
      w: tile.weight * each.likeness ** 2,
    }))
  const [right, down] = [fitPlane(points(({ dx }) => dx)), fitPlane(points(({ dy }) => dy))]
  if (!right || !down) return place
  // The draft point moves by (dx, dy) before it is placed.
  const { xx, xy, x0, yx, yy, y0 } = place
  return {
    xx: xx * (1 + right.p) + xy * down.p,
    xy: xx * right.q + xy * (1 + down.q),
    x0: x0 + xx * right.r + xy * down.r,
    yx: yx * (1 + right.p) + yy * down.p,
    yy: yx * right.q + yy * (1 + down.q),
    y0: y0 + yx * right.r + yy * down.r,
  }
}

/** Tries the guesses with a few tiles; the likeliest placing, and how likely. */
function bestGuess(draft: ReadPage, scan: ReadPage, hints: readonly Placing[]) {
  const sample = sampleTiles(draft.tiles, 12)
  let best = { place: HERE, likeness: -1 }
  for (const hint of hints) {
    const seen = look(sample, scan, hint, 12, 2)
    const place = adjust(hint, seen)
    const likeness = meanLikeness(look(sample, scan, place, 4, 2))
    if (likeness > best.likeness) best = { place, likeness }
    if (likeness > 0.5) return best
  }
  for (const place of guessPlacings(draft, scan)) {
    const likeness = meanLikeness(look(sample, scan, place, 4, 2))
    if (likeness > best.likeness) best = { place, likeness }
    if (likeness > 0.5) break
  }
  return best
}

/** Moves a placing to where it fits best. */
function settle(tiles: readonly Tile[], scan: ReadPage, guess: Placing) {
  let place = guess
  let seen = look(tiles, scan, place, 4)
  for (let round = 0; round < 3; round++) {
    const moved = adjust(place, seen)
    const again = look(tiles, scan, moved, 3)
    if (meanLikeness(again) <= meanLikeness(seen)) break
    ;[place, seen] = [moved, again]
  }
  return { place, seen }
}

/** True for tiles in the margins, where scanners leave shadows and binders leave holes. */
const atEdge = (tile: Tile, page: ReadPage) =>
  tile.left < TILE.width / 2 ||
  tile.top < TILE.height ||
  tile.left + TILE.width > page.width - TILE.width / 2 ||
  tile.top + TILE.height > page.height - TILE.height

/** True when nothing is written on a page, whatever its edges look like. */
export const isEmpty = (page: ReadPage) => page.tiles.every((tile) => tile.weight < 2.5 || atEdge(tile, page))

/**
 * Lays a draft page on a scanned one as well as it goes, and says how well that is. `hints` are placings of
 * other pages of the same scan, for pages with too little on them to be found unaided.
 */
export function matchPage(draft: ReadPage, scan: ReadPage, hints: readonly Placing[] = []): PageMatch {
  const guess = bestGuess(draft, scan, hints)
  if (guess.likeness < HOPELESS)
    return { found: Math.max(0, guess.likeness), lost: 1, explained: 0, place: guess.place }
  const { place, seen } = settle(written(draft.tiles), scan, guess.place)
  const total = (value: (tile: Tile, found: Found) => number) =>
    seen.reduce((sum, [tile, found]) => sum + value(tile, found), 0)
  const said = total((_, { ink, likeness }) => Math.min(ink, MOST_WEIGHT) * Math.max(0, likeness))
  const drawn = total((_, { ink }) => Math.min(ink, MOST_WEIGHT))
  const stray = draft.tiles
    .filter((tile) => tile.weight === 0 && !atEdge(tile, draft))
    .map((tile) => Math.min(MOST_WEIGHT, inkUnder(tile, scan, place)))
    .reduce((sum, ink) => sum + (ink > 2 ? ink : 0), 0)
  return {
    found: Math.max(0, meanLikeness(seen)),
    lost: total(({ weight }, { likeness }) => (likeness < 0.35 ? weight : 0)) / total(({ weight }) => weight),
    explained: drawn + stray > 0 ? said / (drawn + stray) : 0,
    place,
  }
}
