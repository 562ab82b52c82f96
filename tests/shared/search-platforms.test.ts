import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPlatforms } from '#core/platforms/load-platforms.ts'
import { isStale, isWeak } from '#shared/rules/fact-strength.ts'
import { indexPlatforms } from '#shared/rules/index-platforms.ts'
import { type PlatformQuery, searchPlatforms } from '#shared/rules/search-platforms.ts'

const { platforms } = loadPlatforms(join(import.meta.dirname, '../../templates/platforms'))
const index = indexPlatforms(platforms)
const find = (query: PlatformQuery) => searchPlatforms(index, query, '2026-11-23').map(({ platform }) => platform.id)

test.each([
  ['熊', 'teddymobile'],
  ['泰迪', 'teddymobile'],
  ['taidixiong', 'teddymobile'],
  ['taidix', 'teddymobile'],
  ['tdx', 'teddymobile'],
  ['TDXYD', 'teddymobile'],
  ['tengxun', 'tencent'],
  ['txsj', 'tencent'],
  ['teddy', 'teddymobile'],
  ['360', 'qihoo360'],
  ['３６０', 'qihoo360'],
  ['dhb', 'dianhuabang'],
  ['hw', 'huawei'],
  ['12321', 'isc-12321'],
])('「%s」 finds %s first', (text, id) => {
  expect(find({ text })[0]).toBe(id)
})

test('what is not there is not found', () => {
  expect(find({ text: '不存在的平台' })).toEqual([])
  expect(find({ text: 'zzzz' })).toEqual([])
})

test('free official channels come first', () => {
  const hits = searchPlatforms(index, {}, '2026-11-23')
  const firstPaidOrUnknown = hits.findIndex(({ free }) => !free)
  expect(hits.slice(0, firstPaidOrUnknown).map(({ platform }) => platform.id)).toEqual(
    expect.arrayContaining(['caict-opene164', 'qihoo360', 'teddymobile']),
  )
  expect(hits.slice(firstPaidOrUnknown).some(({ free }) => free)).toBe(false)
})

test('foreign platforms only when asked for; probably dead ones only by name', () => {
  expect(find({}).filter((id) => platforms.find((one) => one.id === id)?.foreign)).toEqual([])
  expect(find({ foreign: true })).toContain('truecaller')
  expect(find({ text: 'truecaller' })).toEqual([])
  expect(find({ text: 'truecaller', foreign: true })).toEqual(['truecaller'])
  expect(find({})).not.toContain('cootek')
  expect(find({ text: '触宝' })).toContain('cootek')
})

test('by handset, kind and label', () => {
  expect(find({ handset: '华为' }).toSorted()).toEqual(['ctcc', 'huawei', 'qihoo360', 'tencent'])
  expect(find({ kind: 'carrier' }).toSorted()).toEqual(['cmcc', 'ctcc', 'cucc'])
  expect(find({ label: 'fraud' })[0]).toBe('antifraud')
  expect(find({ label: 'advertising' })).not.toContain('antifraud')
})

test.each([
  ['2026-11-23', false],
  ['2026-05-27', false],
  ['2026-05-26', true],
  ['2026-07', false],
  ['2026', true],
  ['undated', true],
])('a fact of %s is old: %s', (date, stale) => {
  expect(isStale(date, '2026-11-23')).toBe(stale)
})

test('low and unstated confidence is weak', () => {
  expect((['high', 'medium', 'low', 'unknown'] as const).map(isWeak)).toEqual([false, false, true, true])
})
