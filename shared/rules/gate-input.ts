import type { FileType } from '../inspection.ts'
import type { ExhibitKind, LetterKind, NumberKind } from '../kinds.ts'
import type { Channel } from '../platforms.ts'
import type { CalendarDate } from './calendar-dates.ts'

/** What is used where a channel publishes no limits; the user may change it, and it is shown as 默认. */
export interface HouseDefaults {
  readonly formats: readonly FileType[]
  readonly maxBytes: number
}

/** JPG or PDF, 5 MB. */
export const houseDefaults: HouseDefaults = { formats: ['jpeg', 'pdf'], maxBytes: 5 * 1024 * 1024 }

/** An exhibit of the dossier, as far as the gate cares. */
export interface GateExhibit {
  readonly id: string
  readonly title: string
  readonly kind: ExhibitKind
  /** True while its kind is only the program's guess. */
  readonly guessed?: boolean
  readonly files: readonly { readonly name: string; readonly type: FileType; readonly bytes: number }[]
  readonly issuedOn: CalendarDate | null
  readonly validUntil: CalendarDate | null
  readonly stamp: 'seen' | 'none' | 'unknown'
  /** False: a person found it illegible. Null: nobody has said. */
  readonly legible?: boolean | null
  /** Why it cannot be bound, as a Chinese sentence; null when it can. */
  readonly refusal?: string | null
}

/** A letter of the dossier, as far as the gate cares. */
export interface GateLetter {
  readonly id: string
  readonly title: string
  readonly kind: LetterKind
  readonly needsStamp: boolean
  /** True when the stamped scan is there. */
  readonly stamped: boolean
  /** Pages as bound; 0 when not yet typeset. */
  readonly pages: number
  /** 骑缝章已盖？ Null: nobody has said. */
  readonly ridingStampConfirmed: boolean | null
  /** What it says of the company; a field it does not name is absent or null. */
  readonly facts?: Partial<Record<'name' | 'code' | 'address', string | null>>
  /** Differences found elsewhere, as Chinese sentences. */
  readonly differences?: readonly string[]
  /** What sets the stamped scan apart from what was printed or is bound now, as Chinese sentences. */
  readonly fromPrint?: readonly string[]
  /** What its text still lacks, as Chinese sentences. */
  readonly gaps?: readonly string[]
}

/** A number the dossier appeals for. */
export interface GateNumber {
  readonly id: string
  readonly shown: string
  readonly kind: NumberKind
  /** Null: not known. */
  readonly ownedByCompany: boolean | null
  /** The 登记机主 by name, when it is somebody else. */
  readonly registeredOwner?: string | null
  readonly receivesSms: 'yes' | 'no' | 'unknown'
  /** The last day an appeal for it through this platform succeeded; absent or null when never. */
  readonly clearedOn?: CalendarDate | null
}

/** Everything the gate looks at; plain data, no clock. */
export interface GateInput {
  readonly channel: Channel
  readonly defaults: HouseDefaults
  readonly company: { readonly name: string; readonly code: string; readonly address: string }
  readonly exhibits: readonly GateExhibit[]
  readonly letters: readonly GateLetter[]
  readonly numbers: readonly GateNumber[]
  /** Keys of rows a person has ticked. */
  readonly ticks: readonly string[]
  /** Rows passed with a written reason. */
  readonly overrides: readonly { readonly key: string; readonly reason: string }[]
  readonly today: CalendarDate
}
