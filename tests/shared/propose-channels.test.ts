import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPlatforms } from '#core/platforms/load-platforms.ts'
import { proposeChannels, type SeenMark } from '#shared/rules/propose-channels.ts'
import { recogniseHandset } from '#shared/rules/recognise-handset.ts'

const { platforms } = loadPlatforms(join(import.meta.dirname, '../../templates/platforms'))
const propose = (seen: Partial<SeenMark>) =>
  proposeChannels(platforms, { sourceLine: '', handset: '', labelCode: 'advertising', ...seen })
const first = (seen: Partial<SeenMark>) => {
  const [proposal] = propose(seen)
  return proposal && [proposal.platformId, proposal.confidence]
}

test.each<[Partial<SeenMark>, string, string]>([
  [{ sourceLine: '数据由泰迪熊移动提供', handset: 'OPPO Find X8' }, 'teddymobile', 'high'],
  [{ sourceLine: '号码识别服务由 泰迪熊移动 提供' }, 'teddymobile', 'high'],
  [{ sourceLine: '（腾讯）', handset: '华为 Mate 70' }, 'tencent', 'medium'],
  [{ sourceLine: '（360）', handset: '华为' }, 'qihoo360', 'medium'],
  [{ sourceLine: '号码百事通', handset: '华为' }, 'ctcc', 'medium'],
  [{ sourceLine: '腾讯手机管家', handset: 'iPhone 17' }, 'tencent', 'low'],
  [{ sourceLine: '电话邦' }, 'dianhuabang', 'low'],
  [{ handset: '华为' }, 'huawei', 'medium'],
  [{ handset: 'vivo X200' }, 'teddymobile', 'low'],
])('%o points at %s', (seen, id, confidence) => {
  expect(first(seen)).toEqual([id, confidence])
})

test('without a source line the reason says that it is hearsay', () => {
  const proposals = propose({ handset: 'OPPO' })
  expect(proposals.map(({ platformId }) => platformId).toSorted()).toEqual(['oppo', 'teddymobile'])
  for (const { why } of proposals) expect(why).toMatch(/未核实|未知/)
})

test('诈骗 takes the anti-fraud route first, and other labels never do', () => {
  expect(
    propose({ labelCode: 'fraud', sourceLine: '数据由泰迪熊移动提供' }).map(({ platformId }) => platformId),
  ).toEqual(['antifraud', 'teddymobile'])
  expect(propose({ sourceLine: '数据由泰迪熊移动提供' }).map(({ platformId }) => platformId)).toEqual(['teddymobile'])
})

test('a channel for persons only comes last', () => {
  expect(propose({ sourceLine: '腾讯' })[0]?.channels.at(-1)?.id).toBe('tencent/web-1')
  expect(propose({ sourceLine: '泰迪熊' })[0]?.channels[0]?.id).toBe('teddymobile/web-1')
})

test('nothing seen, nothing proposed', () => {
  expect(propose({})).toEqual([])
  expect(propose({ handset: '诺基亚' })).toEqual([])
})

test.each([
  ['HUAWEI Mate 70', '华为'],
  ['荣耀 Magic7', '荣耀'],
  ['红米 K70', '小米'],
  ['OnePlus 13', '一加'],
  ['iQOO 13', 'vivo'],
  ['诺基亚', '其他'],
  [' ', null],
])('「%s」 is made by %s', (words, brand) => {
  expect(recogniseHandset(words)).toBe(brand)
})
