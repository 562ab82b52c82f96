import type { Channel, ChannelKind, Clock } from '#shared/platforms.ts'

/** What the user reads for each kind of channel. */
export const channelKindNames: Readonly<Record<ChannelKind, string>> = {
  web: '网页',
  app: 'App',
  'mini-program': '小程序',
  email: '电子邮件',
  phone: '电话',
  post: '邮寄',
  other: '其他',
}

/** 3–7 个工作日. */
export const clockWords = ({ min, max, unit }: Clock): string =>
  `${min === max ? max : `${min}–${max}`} ${unit === 'workday' ? '个工作日' : '天'}`

/** What is said of money: stated free, stated paid, or not known. */
export const freeWords = ({ free }: Pick<Channel, 'free'>): string =>
  free.value === null ? '是否收费未知' : free.value ? '官方免费渠道' : '收费'
