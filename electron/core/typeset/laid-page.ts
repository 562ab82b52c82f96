import type { Weight } from './open-typefaces.ts'

/** Text set at a place; coordinates are points from the page's top-left corner, `y` is the baseline. */
export interface PlacedRun {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly weight: Weight
  readonly text: string
  /** Extra room after each character in em, negative where punctuation closes up; null where nothing moves. */
  readonly shifts: readonly number[] | null
}

/** An area that leads to a part of the bundle. */
export interface PlacedLink {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly ref: string
}

/** A straight line; thickness in points, shade from 0 (black) to 1 (white). */
export interface PlacedRule {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly thickness: number
  readonly shade: number
}

/** A page as it will be drawn. */
export interface LaidPage {
  readonly width: number
  readonly height: number
  readonly runs: readonly PlacedRun[]
  readonly links: readonly PlacedLink[]
  readonly rules: readonly PlacedRule[]
}

/** A4 in points. */
export const A4 = { width: 595.28, height: 841.89 } as const

/** One millimetre in points. */
export const MM = 72 / 25.4
