import { expect, test } from 'vitest'
import { findClock } from '#shared/rules/channel-clocks.ts'
import { channelOf, platforms } from './gate-samples.ts'

const clockOf = (id: string, step: 'acceptance' | 'answer' | 'display') =>
  findClock(channelOf(id), step, platforms.find((platform) => id.startsWith(`${platform.id}/`))!.sources)

test('泰迪熊 answers in 3–5 working days and shows the change in 3–5 more, and says where that is from', () => {
  const answer = clockOf('teddymobile/web-1', 'answer')
  expect(answer).toMatchObject({ count: { min: 3, max: 5, unit: 'workday' }, houseDefault: false })
  expect(answer?.basis).toContain('https://www.teddymobile.cn/numberComplain/illustrate（未注明日期）')
  expect(clockOf('teddymobile/web-1', 'display')?.count).toEqual({ min: 3, max: 5, unit: 'workday' })
})

test('a channel that publishes no time is given 3–7 working days, called a default', () => {
  expect(clockOf('cmcc/phone-1', 'answer')).toEqual({
    count: { min: 3, max: 7, unit: 'workday' },
    basis: '默认值，来源：通行做法',
    houseDefault: true,
  })
  expect(clockOf('cmcc/phone-1', 'acceptance')).toBeNull()
})
