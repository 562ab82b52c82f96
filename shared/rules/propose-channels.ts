import type { Confidence } from '../facts.ts'
import type { HandsetBrand, LabelCode } from '../kinds.ts'
import type { Platform } from '../platforms.ts'
import { isFreeChannel } from './fact-strength.ts'
import { recogniseHandset } from './recognise-handset.ts'

/** What the screen showed, as far as it decides whose mark it is. */
export interface SeenMark {
  /** The source line, verbatim; empty when the screen named none. */
  readonly sourceLine: string
  /** As typed: 「华为 Mate 70」. */
  readonly handset: string
  readonly labelCode: LabelCode | null
}

/** A platform a mark may come from, why, and how sure; its channels in the order to try. */
export interface ChannelProposal {
  readonly platformId: string
  readonly platformName: string
  readonly channels: readonly { readonly id: string; readonly name: string }[]
  /** A whole Chinese sentence. */
  readonly why: string
  readonly confidence: Confidence
}

const ranks: readonly Confidence[] = ['unknown', 'low', 'medium', 'high']

const kindNames = {
  web: '网页',
  app: 'App',
  'mini-program': '小程序',
  email: '邮件',
  phone: '电话',
  post: '邮寄',
  other: '其他',
} as const

/** What people call a channel: 「网页 https://…」. */
export const nameChannel = (channel: Platform['channels'][number]): string =>
  `${kindNames[channel.kind]} ${channel.address.value ?? '地址未知'}`

const isForPersonsOnly = ({ submitter }: Platform['channels'][number]): boolean =>
  submitter.value !== null && submitter.value.startsWith('个人') && !submitter.value.includes('企业')

// What a wealth company can use comes first: free, not for a person only, better founded.
const channelScore = (channel: Platform['channels'][number]): number =>
  (isFreeChannel(channel) ? 8 : 0) + (isForPersonsOnly(channel) ? -20 : 0) + ranks.indexOf(channel.address.confidence)

/** A platform's channels in the order to try: free and fit for a company first, then the better founded. */
export const listChannels = (platform: Platform): ChannelProposal['channels'] =>
  platform.channels
    .toSorted((a, b) => channelScore(b) - channelScore(a))
    .map((channel) => ({ id: channel.id, name: nameChannel(channel) }))

const propose = (platform: Platform, why: string, confidence: Confidence): ChannelProposal => ({
  platformId: platform.id,
  platformName: platform.name.value ?? platform.id,
  channels: listChannels(platform),
  why,
  confidence,
})

const squeeze = (words: string): string => words.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/** Platforms the source line names; a hint about one make counts for that make alone. */
function proposeBySourceLine(
  platforms: readonly Platform[],
  line: string,
  brand: HandsetBrand | null,
): readonly ChannelProposal[] {
  const words = squeeze(line)
  return platforms.flatMap((platform) => {
    const hints = platform.sourceLineHints
      .filter(
        ({ value }) => value && words.includes(squeeze(value.words)) && (!value.handset || value.handset === brand),
      )
      .toSorted((a, b) => ranks.indexOf(b.confidence) - ranks.indexOf(a.confidence))
    const best = hints[0]
    if (!best?.value) return []
    const where = best.value.handset ? `${best.value.handset}手机上` : ''
    const confidence = best.confidence === 'unknown' ? 'low' : best.confidence
    return [
      propose(
        platform,
        `屏幕上写着「${line.trim()}」，${where}「${best.value.words}」指${platform.name.value}`,
        confidence,
      ),
    ]
  })
}

/** Without a source line: the maker's own list where that is known to be meant, and whose marks are said to show. */
function proposeByHandset(platforms: readonly Platform[], brand: HandsetBrand): readonly ChannelProposal[] {
  return platforms.flatMap((platform) => {
    const shows = platform.handsets.find(({ value }) => value === brand)
    if (!shows) return []
    if (platform.ownWhenNoSource.value)
      return [
        propose(platform, `${brand}手机上没有写来源的，是${brand}自己的标记库`, platform.ownWhenNoSource.confidence),
      ]
    if (platform.kind === 'handset')
      return [
        propose(platform, `屏幕没有写来源，先按${brand}自己的渠道；数据由谁提供未知，请尽量看清来源再申诉`, 'low'),
      ]
    return [
      propose(
        platform,
        `据说${brand}手机会显示${platform.name.value}的标记（多为转述，未核实），请以屏幕上写的来源为准`,
        'low',
      ),
    ]
  })
}

const rank = (a: ChannelProposal, b: ChannelProposal): number =>
  ranks.indexOf(b.confidence) - ranks.indexOf(a.confidence)

/**
 * The platforms a mark may come from, best first, each with its reason. A source line decides; without
 * one the handset's maker is only hearsay. 诈骗 takes the anti-fraud route before anything else.
 */
export function proposeChannels(platforms: readonly Platform[], seen: SeenMark): readonly ChannelProposal[] {
  const home = platforms.filter(({ foreign }) => !foreign)
  const brand = recogniseHandset(seen.handset)
  const fraud =
    seen.labelCode === 'fraud'
      ? home
          .filter(({ labels }) => labels.value?.length === 1 && labels.value[0] === 'fraud')
          .map((platform) =>
            propose(
              platform,
              '诈骗标记走反诈处置途径：先向运营商、公安查明处置原因再申诉；据称普通平台的申诉不能去除诈骗标记',
              'medium',
            ),
          )
      : []
  const named = seen.sourceLine.trim() === '' ? [] : proposeBySourceLine(home, seen.sourceLine, brand)
  const guessed = named.length > 0 || brand === null || brand === '其他' ? [] : proposeByHandset(home, brand)
  return [...fraud, ...[...named, ...guessed].toSorted(rank)]
}
