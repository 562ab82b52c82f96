import type { FileType } from '#shared/inspection.ts'
import type { Channel, Material } from '#shared/platforms.ts'
import type { HouseDefaults } from '#shared/rules/gate-input.ts'

/** What one upload place takes. */
export interface SlotLimits {
  readonly formats: readonly FileType[]
  readonly maxBytes: number
  /** Files for this place, at most; null when nothing was said. */
  readonly count: number | null
  /** Which of them are the house default because the channel says nothing. */
  readonly assumed: { readonly formats: boolean; readonly maxBytes: boolean }
}

/** The limits of a material's place: its own, else the channel's, else the house default. */
export function limitSlot(channel: Channel, material: Material | undefined, house: HouseDefaults): SlotLimits {
  const limits = channel.limits.value
  const formats = material?.formats ?? limits?.formats ?? null
  const maxBytes = material?.maxBytes ?? limits?.maxBytes ?? null
  return {
    formats: formats ?? house.formats,
    maxBytes: maxBytes ?? house.maxBytes,
    count: material?.count ?? null,
    assumed: { formats: formats === null, maxBytes: maxBytes === null },
  }
}

/** How pages are handed over. */
export type Form = 'pdf' | 'jpeg' | 'png'

/**
 * The form that fits best: PDF keeps text and page numbers, but phone albums only offer pictures, and a
 * form that says nothing more surely takes a picture of a single page. Null when none of them is taken.
 */
export function chooseForm(kind: Channel['kind'], limits: SlotLimits, pages: number): Form | null {
  const { formats, assumed } = limits
  const picture = formats.includes('jpeg') ? 'jpeg' : formats.includes('png') ? 'png' : null
  const pdf = formats.includes('pdf') ? 'pdf' : null
  const phone = kind === 'app' || kind === 'mini-program'
  const preferPicture = phone || (kind !== 'email' && assumed.formats && pages === 1)
  return preferPicture ? (picture ?? pdf) : (pdf ?? picture)
}
