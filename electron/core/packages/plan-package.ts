import { nameMaterialKind } from '#shared/kinds.ts'
import type { ChannelKind } from '#shared/platforms.ts'
import { nameBytes, nameFormats } from '#shared/rules/judge-candidate.ts'
import { nameSubmission, plainWords } from './name-files.ts'
import type { PackageInput, PackagePart, Satisfied } from './package-input.ts'
import { chooseForm, limitSlot, type Form, type SlotLimits } from './slot-limits.ts'

/** Pages of the bundle meant for one upload place. */
export interface PlannedUpload {
  /** The file name before its ending. */
  readonly stem: string
  readonly slot: string
  readonly title: string
  /** Pages of the bundle, from 1, in order. */
  readonly pages: readonly number[]
  readonly form: Form
  readonly limits: SlotLimits
}

/** What a package will hold; nothing is read or written yet. */
export interface PackagePlan {
  /** 平台_号码_日期_第N轮 */
  readonly base: string
  readonly bundle: {
    readonly slot: string
    /** Bytes to press it into; null leaves it as it is. */
    readonly pressTo: number | null
  }
  readonly uploads: readonly PlannedUpload[]
  readonly warnings: readonly string[]
}

interface Place {
  readonly slot: number | null
  readonly materials: readonly string[]
  readonly partIds: readonly string[]
}

/** Upload places in upload order: numbered ones first, materials answered by the very same parts only once. */
function findPlaces(satisfies: readonly Satisfied[]): readonly Place[] {
  const places = new Map<string, Place>()
  for (const { material, slot, partIds } of satisfies) {
    if (partIds.length === 0) continue
    const key = slot === null ? partIds.join('\n') : `slot ${slot}`
    const known = places.get(key)
    places.set(key, {
      slot,
      materials: [...(known?.materials ?? []), material],
      partIds: [...new Set([...(known?.partIds ?? []), ...partIds])],
    })
  }
  return [...places.values()].toSorted((a, b) => (a.slot ?? Infinity) - (b.slot ?? Infinity) || 0)
}

/** At most `most` places: what is too many goes together into the last. */
function squeeze(places: readonly Place[], most: number | null): readonly Place[] {
  if (most === null || most === 0 || places.length <= most) return places
  const rest = places.slice(most - 1)
  const last: Place = {
    slot: null,
    materials: rest.flatMap(({ materials }) => materials),
    partIds: [...new Set(rest.flatMap(({ partIds }) => partIds))],
  }
  return [...places.slice(0, most - 1), last]
}

const pagesOf = (parts: readonly PackagePart[]) => {
  const pages = parts.flatMap(({ firstPage, lastPage }) =>
    Array.from({ length: lastPage - firstPage + 1 }, (_, i) => firstPage + i),
  )
  return [...new Set(pages)].sort((a, b) => a - b)
}

const nameParts = (parts: readonly PackagePart[]) =>
  parts.map(({ kind, title }) => (kind === 'other' ? title : nameMaterialKind(kind))).join('、')

const phoneLike = (kind: ChannelKind) => kind === 'app' || kind === 'mini-program'

const UPLOAD_WHOLE = '可一次上传整本卷宗时上传'

/** Whether the form names places to upload to. */
const hasPlaces = ({ channel, satisfies }: PackageInput) =>
  (channel.limits.value?.slots ?? []).length > 0 || satisfies.some(({ slot }) => slot !== null)

/** What the person does with the bundle itself. */
function placeBundle({ channel, bundle }: PackageInput, hasSlots: boolean): PackagePlan['bundle'] {
  const limits = channel.limits.value
  if (channel.kind === 'post') return { slot: '打印、装订后邮寄', pressTo: null }
  if (channel.kind === 'email') return { slot: '作为邮件附件发送', pressTo: null }
  if (channel.kind === 'phone') return { slot: '通话时对照；对方要求书面材料时发送', pressTo: null }
  const takesPdf = limits?.formats?.includes('pdf') ?? true
  if (hasSlots || limits?.maxCount === 0 || !takesPdf || phoneLike(channel.kind))
    return { slot: '存档备查，不上传', pressTo: null }
  const most = limits?.maxBytes ?? null
  return { slot: UPLOAD_WHOLE, pressTo: most !== null && bundle.size > most ? most : null }
}

function planUploads(input: PackageInput, base: string, slots: readonly string[]): PlannedUpload[] {
  const { channel, house, parts } = input
  const maxCount = channel.limits.value?.maxCount ?? null
  if (channel.kind === 'post' || maxCount === 0) return []
  const find = (ids: readonly string[]) => parts.filter(({ id }) => ids.includes(id))
  const all = findPlaces(input.satisfies)
  const used = new Set(all.flatMap(({ partIds }) => partIds))
  const spare = parts
    .filter(({ id }) => !used.has(id))
    .map((part): Place => ({ slot: null, materials: [], partIds: [part.id] }))
  const hasSlots = hasPlaces(input)
  const places = hasSlots ? [...all, ...spare] : squeeze([...all, ...spare], maxCount)
  const share = shareOfCount(maxCount, hasSlots ? all.length : places.length)
  const width = Math.max(2, String(places.length).length)

  return places.map((place, index): PlannedUpload => {
    const inPlace = find(place.partIds)
    const pages = pagesOf(inPlace)
    const slotName = place.slot === null ? null : (slots[place.slot - 1] ?? null)
    const material = channel.materials.value?.find(({ verbatim }) => place.materials.includes(verbatim))
    const own = limitSlot(channel, material, house)
    const limits = { ...own, count: own.count ?? share }
    const order = String(place.slot ?? index + 1).padStart(width, '0')
    const words = slotName ?? nameParts(inPlace)
    const isSpare = hasSlots && !place.materials.length
    const stem = phoneLike(channel.kind)
      ? `${order}_${plainWords(words, 40)}`
      : `${base}_${isSpare ? '备用' : order}_${plainWords(words, 30)}`
    return {
      stem,
      slot: nameSlot(place, slotName, isSpare, nameParts(inPlace)),
      title: inPlace.map(({ title }) => title).join('、'),
      pages,
      form: chooseForm(channel.kind, limits, pages.length) ?? 'pdf',
      limits,
    }
  })
}

/** Files left for each place when the channel only says how many in all. */
const shareOfCount = (maxCount: number | null, places: number) =>
  maxCount === null ? null : Math.max(1, Math.floor(maxCount / Math.max(1, places)))

function nameSlot(place: Place, slotName: string | null, isSpare: boolean, parts: string): string {
  if (isSpare) return `备用（渠道没有对应的栏目）：${parts}`
  if (place.slot !== null) return `第 ${place.slot} 栏「${slotName ?? place.materials.join('；')}」`
  return place.materials.length > 0 ? place.materials.map((words) => `「${words}」`).join('、') : `其他材料：${parts}`
}

/** Decides what goes where and how; the same for every clock and machine. */
export function planPackage(input: PackageInput): PackagePlan {
  const { channel } = input
  const limits = channel.limits.value
  const slots = limits?.slots ?? []
  const base = nameSubmission(input)
  const uploads = planUploads(input, base, slots)
  return {
    base,
    bundle: placeBundle(input, hasPlaces(input)),
    uploads,
    warnings: [...warnAssumed(input, uploads), ...warnGaps(input, uploads, slots)],
  }
}

function warnAssumed({ house, channel }: PackageInput, uploads: readonly PlannedUpload[]): readonly string[] {
  const formats = uploads.some(({ limits }) => limits.assumed.formats)
  const bytes =
    uploads.some(({ limits }) => limits.assumed.maxBytes) ||
    (channel.kind === 'email' && !channel.limits.value?.maxBytes)
  if (!formats && !bytes) return []
  const limit = [formats ? nameFormats(house.formats) : '', bytes ? nameBytes(house.maxBytes) : '']
    .filter(Boolean)
    .join('，')
  const what = [formats ? '格式' : '', bytes ? '大小' : ''].filter(Boolean).join('和')
  return [`渠道没有公布文件${what}的限制，按默认（${limit}）准备；提交时如页面另有要求，以页面为准。`]
}

function warnGaps(input: PackageInput, uploads: readonly PlannedUpload[], slots: readonly string[]) {
  const { channel, texts, bundle, house } = input
  const warnings: string[] = []
  const whole = channel.limits.value?.maxBytes == null && bundle.size > house.maxBytes
  if (whole && placeBundle(input, hasPlaces(input)).slot === UPLOAD_WHOLE)
    warnings.push(
      `渠道没有公布大小限制，整本卷宗有 ${nameBytes(bundle.size)}，超过默认的 ${nameBytes(house.maxBytes)}；传不上去时请改传分开的文件。`,
    )
  for (const [index, name] of slots.entries())
    if (!uploads.some(({ slot }) => slot.startsWith(`第 ${index + 1} 栏`)))
      warnings.push(`第 ${index + 1} 栏「${name}」没有对应的材料，请在卷宗里补上，或提交前确认该栏可以留空。`)
  for (const { slot, limits, pages } of uploads)
    if (chooseForm(channel.kind, limits, pages.length) === null)
      warnings.push(`${slot}只收 ${nameFormats(limits.formats)}，本程序只能给出 PDF；请用原始文件提交这一项。`)
  for (const { title, text, limit } of texts)
    if (limit !== null && [...text].length > limit)
      warnings.push(`「${title}」有 ${[...text].length} 字，超过该栏 ${limit} 字的限制，请先删减。`)
  return warnings
}
