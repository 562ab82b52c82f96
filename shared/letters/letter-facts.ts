import type { LabelCode, NumberKind, Purpose } from '../kinds.ts'

/** One number a letter speaks of; a stored phone number fits once its carrier is given in Chinese. */
export interface LetterNumber {
  readonly id: string
  /** As people write it: 021-6123 4567. */
  readonly shown: string
  readonly kind: NumberKind
  readonly purpose: Purpose
  /** 用途说明; empty when nobody has written it. */
  readonly purposeDetail: string
  /** In Chinese (移动, 联通 …); empty when unknown. */
  readonly carrier: string
  /** 登记机主; null when it is the appellant itself. */
  readonly registeredOwner: string | null
  /** YYYY-MM-DD; null when unknown. */
  readonly inServiceSince: string | null
}

/** One mark as it was seen; clean results do not belong here. */
export interface LetterSighting {
  readonly numberId: string
  /** Empty while it is not known whose mark it is. */
  readonly platformName: string
  readonly labelCode: LabelCode
  /** Verbatim wording on the screen. */
  readonly labelText: string
  readonly handset: string
  /** Verbatim source line on the screen; empty when there was none. */
  readonly sourceLine: string
  /** YYYY-MM-DD, Asia/Shanghai. */
  readonly seenOn: string
}

/** Something a letter can point at with 「见第 N 页」: an exhibit, or another letter of the dossier. */
export interface LetterExhibit {
  /** What `{ ref }` in the document names. */
  readonly id: string
  /** In Chinese: 营业执照, 标记截图, 号码清单 … */
  readonly kind: string
  readonly title: string
  /** 证明目的; may be empty. */
  readonly purpose: string
}

/** Everything a letter may draw on; an empty string or null means unknown, never a guess. */
export interface LetterFacts {
  readonly company: {
    readonly name: string
    readonly code: string
    readonly address: string
    readonly legalRepresentative: string
  }
  /** 经办人 and how to reach them. */
  readonly agent: { readonly name: string; readonly phone: string; readonly email: string }
  readonly platformName: string
  readonly channelName: string
  readonly numbers: readonly LetterNumber[]
  readonly sightings: readonly LetterSighting[]
  readonly exhibits: readonly LetterExhibit[]
  /** 落款日期, YYYY-MM-DD. */
  readonly date: string | null
  /** What was typed for this letter alone, by Chinese field name (受托人, 委托期限 …); only fields with `typed: true` count. */
  readonly typed: Readonly<Record<string, string>>
}
