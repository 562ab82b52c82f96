import type { InkMap } from './ink-map.ts'

/** Where a point of the draft lies on the scan: x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0, in pixels. */
export interface Placing {
  readonly xx: number
  readonly xy: number
  readonly x0: number
  readonly yx: number
  readonly yy: number
  readonly y0: number
}

/** As it lies. */
export const HERE: Placing = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 }

/** Sums of ink along the lines of a page and across them, and the slope at which its lines run. */
export interface Profiles {
  readonly slope: number
  readonly rows: Float32Array
  readonly columns: Float32Array
}

/** Width of the strips that are slid against each other to find the slope, in pixels. */
const STRIP = 16
const MOST_SLOPE = 0.062
const SLOPE_STEP = 0.0025
/** From a picture shrunk into its page's margins to one that fills it beyond the edges. */
const SCALES = Array.from({ length: 61 }, (_, at) => 0.86 + at * 0.004)
/** How far a page may have slipped, in pixels at 72 dots to the inch. */
const MOST_SLIP = 96

/** Ink per strip: `strips[s][p]` sums the pixels of strip `s` at place `p` along it. */
function sumStrips({ width, height, ink }: InkMap, down: boolean): readonly Float32Array[] {
  const [length, breadth] = down ? [height, width] : [width, height]
  const strips = Array.from({ length: Math.ceil(breadth / STRIP) }, () => new Float32Array(length))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const across = down ? x : y
      const along = down ? y : x
      const strip = strips[Math.floor(across / STRIP)]
      if (strip) strip[along] = (strip[along] ?? 0) + (ink[y * width + x] ?? 0)
    }
  return strips
}

/** Adds the strips up, each slid so that lines of that slope lie level. */
function slideStrips(strips: readonly Float32Array[], slope: number): Float32Array {
  const length = strips[0]?.length ?? 0
  const sum = new Float32Array(length)
  strips.forEach((strip, at) => {
    const slip = Math.round((at - (strips.length - 1) / 2) * STRIP * slope)
    for (let place = 0; place < length; place++) sum[place] = (sum[place] ?? 0) + (strip[place + slip] ?? 0)
  })
  return sum
}

const energy = (profile: Float32Array) => {
  let sum = 0
  for (let i = 1; i < profile.length; i++) sum += ((profile[i] ?? 0) - (profile[i - 1] ?? 0)) ** 2
  return sum
}

function findSlope(lines: readonly Float32Array[]) {
  const level = energy(slideStrips(lines, 0))
  let best = { slope: 0, energy: level * 1.02 }
  for (let slope = -MOST_SLOPE; slope <= MOST_SLOPE; slope += SLOPE_STEP) {
    const found = energy(slideStrips(lines, slope))
    if (found > best.energy) best = { slope, energy: found }
  }
  return best.slope
}

/**
 * How well one slope suits both halves of a page, its lines and its columns, 0 to 1: little for a photograph
 * taken at an angle, which is too crooked to be laid on anything.
 */
export function flatness(map: InkMap): number {
  const lines = sumStrips(map, true)
  const columns = sumStrips(map, false)
  const slope = findSlope(lines)
  // Without the edges: a scanner's own shadow is straight.
  const [breadth, width] = [lines.length, map.width]
  const parts = [
    [lines.slice(breadth * 0.04, breadth / 2), slope],
    [lines.slice(breadth / 2, breadth * 0.96), slope],
    [columns.map((strip) => strip.subarray(width * 0.04, width / 2)), -slope],
    [columns.map((strip) => strip.subarray(width / 2, width * 0.96)), -slope],
  ] as const
  return Math.min(
    ...parts.map(([strips, common]) => {
      const own = energy(slideStrips(strips, findSlope(strips)))
      return own > 0 ? energy(slideStrips(strips, common)) / own : 1
    }),
  )
}

/** Finds the slope at which lines of text stand out most, and the page's profiles at that slope. */
export function profilesOf(map: InkMap): Profiles {
  const lines = sumStrips(map, true)
  const slope = findSlope(lines)
  return { slope, rows: slideStrips(lines, slope), columns: slideStrips(sumStrips(map, false), -slope) }
}

/** Half as many values, their roots, so that one black bar does not outweigh a page of text. */
const halve = (profile: Float32Array) =>
  Float32Array.from({ length: profile.length >> 1 }, (_, i) =>
    Math.sqrt((profile[i * 2] ?? 0) + (profile[i * 2 + 1] ?? 0)),
  )

/** Stretches a profile about its middle, so that it may be laid on another of `length`. */
function stretch(profile: Float32Array, length: number, scale: number): Float32Array {
  const out = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const at = profile.length / 2 + (i - length / 2) * scale
    const floor = Math.floor(at)
    if (floor < 0 || floor >= profile.length - 1) continue
    out[i] = (profile[floor] ?? 0) * (1 - at + floor) + (profile[floor + 1] ?? 0) * (at - floor)
  }
  return out
}

function likeness(one: Float32Array, other: Float32Array, slip: number): number {
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
  for (let i = Math.max(0, -slip); i < Math.min(one.length, other.length - slip); i++) {
    const [p, q] = [one[i] ?? 0, other[i + slip] ?? 0]
    n++
    a += p
    b += q
    aa += p * p
    bb += q * q
    ab += p * q
  }
  const spread = (aa - (a * a) / n) * (bb - (b * b) / n)
  return n > 0 && spread > 0 ? (ab - (a * b) / n) / Math.sqrt(spread) : 0
}

interface Fit {
  readonly scale: number
  /** In pixels of the scan, before stretching. */
  readonly slip: number
  readonly likeness: number
}

/** The best few ways to lay one profile on another that are not all the same way. */
function bestFits(draft: Float32Array, scan: Float32Array, scales: readonly number[], count: number): readonly Fit[] {
  const [one, other] = [halve(draft), halve(scan)]
  const fits = scales.flatMap((scale) => {
    const stretched = stretch(other, one.length, scale)
    const found: Fit[] = []
    for (let slip = -MOST_SLIP / 2; slip <= MOST_SLIP / 2; slip++)
      found.push({ scale, slip: slip * 2 * scale, likeness: likeness(one, stretched, slip) })
    return found
  })
  const chosen: Fit[] = []
  for (const fit of fits.toSorted((x, y) => y.likeness - x.likeness)) {
    const near = chosen.some((each) => Math.abs(each.scale - fit.scale) < 0.01 && Math.abs(each.slip - fit.slip) < 6)
    if (!near) chosen.push(fit)
    if (chosen.length === count) break
  }
  return chosen
}

/** Guesses how a draft page lies on a scanned one, the likeliest first; only one of them needs to be right. */
export function guessPlacings(
  draft: InkMap & { readonly profiles: Profiles },
  scan: InkMap & { readonly profiles: Profiles },
): readonly Placing[] {
  const { slope } = scan.profiles
  return bestFits(draft.profiles.rows, scan.profiles.rows, SCALES, 6).flatMap(({ scale, slip: down }) =>
    bestFits(draft.profiles.columns, scan.profiles.columns, [scale], 2).map(({ slip: along }) => {
      // In the levelled scan, from its middle; then sloped as the scan is.
      const u = along - (draft.width / 2) * scale
      const v = down - (draft.height / 2) * scale
      return {
        xx: scale,
        xy: -slope * scale,
        x0: scan.width / 2 + u - slope * v,
        yx: slope * scale,
        yy: scale,
        y0: scan.height / 2 + v + slope * u,
      }
    }),
  )
}
