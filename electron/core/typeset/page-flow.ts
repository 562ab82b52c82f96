import { A4, MM, type LaidPage, type PlacedLink, type PlacedRule, type PlacedRun } from './laid-page.ts'

/** A page size with its margins, in points. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** A4 as Chinese letters are set: room for the binding at the left, 37 characters of 12 points a line. */
export const LETTER_SHEET: Sheet = {
  ...A4,
  top: 33 * MM,
  bottom: 30 * MM,
  left: 28 * MM,
  right: A4.width - 28 * MM - 37 * 12,
}

/** A4 for wide tables such as the index. */
export const TABLE_SHEET: Sheet = { ...A4, top: 28 * MM, bottom: 25 * MM, left: 20 * MM, right: 20 * MM }

interface OpenPage {
  runs: PlacedRun[]
  links: PlacedLink[]
  rules: PlacedRule[]
}

/** What is put on a page at once. */
export interface Put {
  readonly runs?: readonly PlacedRun[]
  readonly links?: readonly PlacedLink[]
  readonly rules?: readonly PlacedRule[]
}

/** Pages being filled from the top; `y` is the next free place in points from the page's top edge. */
export function createFlow(sheet: Sheet) {
  const pages: OpenPage[] = [{ runs: [], links: [], rules: [] }]
  const flow = {
    sheet,
    left: sheet.left,
    /** Points between the margins. */
    width: sheet.width - sheet.left - sheet.right,
    y: sheet.top,
    /** Points left on this page. */
    room: () => sheet.height - sheet.bottom - flow.y,
    /** Points of an empty page. */
    height: sheet.height - sheet.top - sheet.bottom,
    atTop: () => flow.y <= sheet.top + 0.01,
    turn() {
      pages.push({ runs: [], links: [], rules: [] })
      flow.y = sheet.top
    },
    put({ runs = [], links = [], rules = [] }: Put) {
      const page = pages.at(-1)
      page?.runs.push(...runs)
      page?.links.push(...links)
      page?.rules.push(...rules)
    },
    finish: (): LaidPage[] => pages.map((page) => ({ width: sheet.width, height: sheet.height, ...page })),
  }
  return flow
}

export type Flow = ReturnType<typeof createFlow>
