import type { Document } from '#shared/document.ts'
import type { CheckReport } from '#shared/check-report.ts'

/** A page of a source as it is bound; the source itself is never touched. */
export interface PageChoice {
  /** From 0, in the PDF form. */
  readonly index: number
  /** Clockwise, added to the page's own rotation. */
  readonly rotate: 0 | 90 | 180 | 270
  /** Parts cut off each side of the page as shown after `rotate`, 0 to 0.9; null keeps it whole. */
  readonly crop: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | null
}

/** One source file: its stored PDF form, and the name a person knows it by. */
export interface BoundFile {
  readonly path: string
  readonly name: string
  /** Null binds every page as it is. */
  readonly pages: readonly PageChoice[] | null
}

/** One entry of the index (证据目录). */
export interface BundlePart {
  /** What `{ ref }` in a document names. */
  readonly id: string
  readonly kind: 'letter' | 'exhibit' | 'annex'
  readonly title: string
  /** 来源 */
  readonly source: string
  /** 证明目的 */
  readonly purpose: string
  /** Typeset text, or files already brought into PDF form. */
  readonly content:
    | { readonly kind: 'document'; readonly document: Document }
    | { readonly kind: 'files'; readonly files: readonly BoundFile[] }
  /** Lines printed lightly across each page of a copy, such as 「仅用于××号码标记申诉」; null for none. */
  readonly watermark: readonly string[] | null
}

/** Everything a bundle is made from: the same input gives the same bytes. */
export interface BundleInput {
  /** Where the finished file goes; written only after the check has passed. */
  readonly output: string
  readonly title: string
  /** Label and value rows of the cover. */
  readonly cover: readonly { readonly label: string; readonly value: string }[]
  readonly author: string
  /** ISO instant used for the PDF's dates. */
  readonly at: string
  /** YYYY-MM-DD, printed on the cover. */
  readonly date: string
  readonly parts: readonly BundlePart[]
  /** Notes for the report about how sources were brought into PDF form, in Chinese. */
  readonly notes: readonly string[]
  /** The channel's limit in bytes, when it is known. */
  readonly maxBytes: number | null
}

/** Where each part ended up. */
export interface BundleOutput {
  readonly sha256: string
  readonly size: number
  readonly pages: number
  readonly parts: readonly {
    readonly id: string
    readonly title: string
    readonly firstPage: number
    readonly lastPage: number
  }[]
  readonly report: CheckReport
}
