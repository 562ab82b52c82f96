import type { PlannedBookmark } from './plan-bundle.ts'

/** What a finished bundle promises, as plain data the check compares the file with. Pages count from 1. */
export interface BundleFacts {
  readonly title: string
  readonly maxBytes: number | null
  /** Every page: its size as shown in points, whether it must carry text, whether its source page showed anything. */
  readonly pages: readonly {
    readonly width: number
    readonly height: number
    readonly typed: boolean
    readonly drawn: boolean
    /** Made a little smaller, so that the number stands in a strip of its own. */
    readonly shrunk: boolean
  }[]
  readonly rows: readonly {
    /** 证据一 营业执照 */
    readonly name: string
    /** Every word of the row, in order, as it must read back. */
    readonly words: string
    readonly firstPage: number
    readonly lastPage: number
  }[]
  readonly indexPages: readonly number[]
  readonly bookmarks: readonly PlannedBookmark[]
  /** Every link, in the order of pages and places on them, by what it must lead to. */
  readonly links: readonly { readonly page: number; readonly target: number; readonly words: string | null }[]
  /** Said in the report as they are. */
  readonly notes: readonly string[]
}
