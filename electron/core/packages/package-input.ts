import type { MaterialKind } from '#shared/kinds.ts'
import type { Package } from '#shared/packages.ts'
import type { Channel } from '#shared/platforms.ts'
import type { HouseDefaults } from '#shared/rules/gate-input.ts'

/** Where one part of the dossier lies in the checked bundle; pages from 1, both included. */
export interface PackagePart {
  readonly id: string
  readonly kind: MaterialKind
  readonly title: string
  readonly firstPage: number
  readonly lastPage: number
}

/** What answers one material of the channel. */
export interface Satisfied {
  /** The channel's own words. */
  readonly material: string
  /** Its place in the form, from 1; null when the channel has no places. */
  readonly slot: number | null
  readonly partIds: readonly string[]
}

/** A number of the dossier, in the words of the 号码清单. */
export interface PackageNumber {
  readonly shown: string
  readonly digits: string
  readonly labelText: string
  /** 登记机主 by name. */
  readonly owner: string
  readonly carrier: string
  readonly purpose: string
  readonly purposeDetail: string
}

/** Everything a package is made from: the same input gives the same bytes. */
export interface PackageInput {
  /** An empty folder to write into. */
  readonly staging: string
  readonly channel: Channel
  readonly platformName: string
  readonly companyName: string
  readonly numbers: readonly PackageNumber[]
  /** YYYY-MM-DD, the documents' date. */
  readonly date: string
  /** From 1. */
  readonly round: number
  readonly title: string
  /** ISO instant; the only clock that reaches the bytes. */
  readonly at: string
  readonly house: HouseDefaults
  readonly bundle: { readonly path: string; readonly name: string; readonly size: number; readonly pages: number }
  /** In the order of the bundle. */
  readonly parts: readonly PackagePart[]
  readonly satisfies: readonly Satisfied[]
  readonly texts: readonly { readonly title: string; readonly text: string; readonly limit: number | null }[]
  readonly email: { readonly from: string | null; readonly subject: string; readonly body: string } | null
}

/** What a package consists of: bundle, what the channel takes, 提交说明, manifest; `paths` says where each lies. */
export interface PackageOutput {
  readonly package: Package
  readonly paths: readonly { readonly name: string; readonly path: string }[]
}

/** One file of a package as the window shows it. */
export type PackageFile = Package['files'][number]
