import { join } from 'node:path'
import { loadPlatforms } from '#core/platforms/load-platforms.ts'
import type { ExhibitKind } from '#shared/kinds.ts'
import type { Channel, Material } from '#shared/platforms.ts'
import type { GateExhibit, GateInput, GateLetter, GateNumber } from '#shared/rules/gate-input.ts'
import { houseDefaults, judgePackage } from '#shared/rules/package-gate.ts'

/** The shipped catalogue. */
export const { platforms } = loadPlatforms(join(import.meta.dirname, '../../templates/platforms'))
/** A shipped channel by its id. */
export const channelOf = (id: string): Channel =>
  platforms.flatMap(({ channels }) => channels).find((one) => one.id === id)!
/** So many megabytes, in bytes. */
export const megabytes = (count: number) => count * 1024 * 1024

/** An exhibit that is in order, unless changed. */
export const exhibit = (kind: ExhibitKind, changes: Partial<GateExhibit> = {}): GateExhibit => ({
  id: kind,
  title: kind,
  kind,
  files: [{ name: `${kind}.pdf`, type: 'pdf', bytes: megabytes(1) }],
  issuedOn: '2026-11-01',
  validUntil: '2030-01-01',
  stamp: 'seen',
  ...changes,
})
/** A letter without stamp, of one page. */
export const letter = (changes: Partial<GateLetter> = {}): GateLetter => ({
  id: 'letter',
  title: '申诉函',
  kind: 'appeal',
  needsStamp: false,
  stamped: false,
  pages: 1,
  ridingStampConfirmed: null,
  ...changes,
})
/** A number without any trouble. */
export const mobile: GateNumber = {
  id: 'n',
  shown: '138 1234 5678',
  kind: 'mobile',
  ownedByCompany: true,
  receivesSms: 'yes',
}
/** The appellant. */
export const company = { name: '样本理财有限责任公司', code: '91350100M000100Y43', address: '样本路 1 号' }

/** What the gate sees of a channel, with nothing in the dossier. */
export const inputFor = (channel: Channel, changes: Partial<GateInput> = {}): GateInput => ({
  channel,
  defaults: houseDefaults,
  company,
  exhibits: [],
  letters: [],
  numbers: [mobile],
  ticks: [],
  overrides: [],
  today: '2026-11-23',
  ...changes,
})
/** One row of the gate's answer. */
export const judgeRow = (key: string, input: GateInput) => judgePackage(input).rows.find((row) => row.key === key)

/** A channel that asks for just these materials. */
export const asking = (...materials: Material[]): Channel => {
  const channel = channelOf('qihoo360/web-1')
  return { ...channel, materials: { ...channel.materials, value: materials } }
}
/** A licence that must be stamped. */
export const licence: Material = { verbatim: '营业执照（加盖公章）', groups: [['business-licence']], stamp: 'required' }
