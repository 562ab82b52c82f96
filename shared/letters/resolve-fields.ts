import { labelNames, type Purpose } from '../kinds.ts'
import type { LetterFacts, LetterNumber } from './letter-facts.ts'
import { type FieldName, findField, letterFields } from './letter-fields.ts'
import { stripInvisible } from './strip-invisible.ts'

/** What a letter calls each purpose (domain.md: A 咨询, B 已合作客户服务, C 合规产品通知). */
export const purposePhrases: Readonly<Record<Purpose, string>> = {
  consulting: '客户咨询',
  service: '已合作客户服务',
  notice: '合规产品通知',
}

const distinct = (values: readonly string[]) => [...new Set(values.map((value) => value.trim()).filter(Boolean))]

/** Values named once each; beyond five the rest are counted, because the table of numbers lists them all. */
function list(values: readonly string[], unit: string): string | null {
  const each = distinct(values)
  if (each.length === 0) return null
  return each.length <= 5 ? each.join('、') : `${each.slice(0, 2).join('、')}等${each.length}${unit}`
}

const quote = (values: readonly string[]) => distinct(values).map((value) => `“${value}”`)

/** A calendar date as a letter writes it: 2026年11月3日. */
export function writeDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

function span(dates: readonly string[]): string | null {
  const sorted = distinct(dates).toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return null
  return first === last ? writeDate(first) : `${writeDate(first)}至${writeDate(last)}`
}

/** The values of all the numbers, or null as soon as one of them has none. */
const ofEvery = (numbers: readonly LetterNumber[], read: (number: LetterNumber) => string) =>
  numbers.length > 0 && numbers.every((number) => read(number) !== '') ? numbers.map(read) : []

const readers: Readonly<Partial<Record<FieldName, (facts: LetterFacts) => string | null>>> = {
  公司名称: (facts) => facts.company.name,
  统一社会信用代码: (facts) => facts.company.code,
  住所: (facts) => facts.company.address,
  法定代表人: (facts) => facts.company.legalRepresentative,
  经办人: (facts) => facts.agent.name,
  联系电话: (facts) => facts.agent.phone,
  电子邮箱: (facts) => facts.agent.email,
  标记平台: (facts) => facts.platformName,
  申诉渠道: (facts) => facts.channelName,
  号码: (facts) =>
    list(
      facts.numbers.map((number) => number.shown),
      '个号码（详见号码清单）',
    ),
  号码数量: (facts) => (facts.numbers.length > 0 ? String(facts.numbers.length) : null),
  登记机主: (facts) =>
    list(
      ofEvery(facts.numbers, (number) => number.registeredOwner ?? facts.company.name),
      '家',
    ),
  运营商: (facts) =>
    list(
      ofEvery(facts.numbers, (number) => number.carrier),
      '家',
    ),
  号码用途: (facts) =>
    list(
      facts.numbers.map((number) => purposePhrases[number.purpose]),
      '类',
    ),
  用途说明: (facts) => distinct(ofEvery(facts.numbers, (number) => number.purposeDetail.trim())).join('；'),
  启用日期: (facts) => {
    const dates = distinct(ofEvery(facts.numbers, (number) => number.inServiceSince ?? '')).toSorted()
    return dates.length <= 5 ? list(dates.map(writeDate), '日') : span(dates)
  },
  标记内容: (facts) => list(quote(facts.sightings.map((sighting) => sighting.labelText)), '种标记'),
  标记类别: (facts) =>
    list(
      facts.sightings.map((sighting) => labelNames[sighting.labelCode]),
      '类',
    ),
  发现日期: (facts) => span(facts.sightings.map((sighting) => sighting.seenOn)),
  发现终端: (facts) =>
    list(
      facts.sightings.map((sighting) => sighting.handset),
      '款终端',
    ),
  页面来源提示: (facts) => list(quote(facts.sightings.map((sighting) => sighting.sourceLine)), '种提示'),
  落款日期: (facts) => (facts.date === null ? null : writeDate(facts.date)),
  受托人: (facts) => facts.agent.name,
}

/** A value as it can stand in a line: trimmed, on one line, without what nobody can see. */
const tidy = (value: string) => stripInvisible(value.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')).text.trim()

/** The value of every field on these facts; null where it is not known. */
export function resolveFields(facts: LetterFacts): Readonly<Record<FieldName, string | null>> {
  const values = letterFields.map((field) => {
    const typed = field.typed && Object.hasOwn(facts.typed, field.name) ? tidy(facts.typed[field.name] ?? '') : ''
    const value = typed || tidy(readers[field.name]?.(facts) ?? '')
    return [field.name, value === '' ? null : value]
  })
  return Object.fromEntries(values) as Record<FieldName, string | null>
}

const lacking: Readonly<Partial<Record<FieldName, (number: LetterNumber) => boolean>>> = {
  运营商: (number) => number.carrier === '',
  用途说明: (number) => number.purposeDetail.trim() === '',
  启用日期: (number) => number.inServiceSince === null,
}

/** What the company's form calls the facts of the person in charge. */
const contactNames: Readonly<Partial<Record<FieldName, string>>> = { 经办人: '联系人', 电子邮箱: '联系邮箱' }

/** Where a person fills in a field that is empty, as a Chinese phrase that names the numbers at fault. */
export function whereToFill(name: FieldName, facts: LetterFacts): string {
  const origin = findField(name)?.origin ?? 'letter'
  if (origin === 'number') {
    if (facts.numbers.length === 0) return '先在卷宗中加入要申诉的号码'
    const numbers = facts.numbers.filter(lacking[name] ?? (() => false)).map((number) => number.shown)
    return `在「号码」中填写${list(numbers, '个号码') ?? '各号码'}的「${name}」`
  }
  if (origin === 'company') return `在「设置 → 公司主体」中填写「${name}」`
  if (origin === 'agent') return `在「设置 → 公司主体」中填写「${contactNames[name] ?? name}」`
  if (origin === 'channel') return `先为卷宗选定「${name}」`
  if (origin === 'sighting') return `在「标记记录」中补记「${name}」`
  return `在本文书的「本文书填写」中填写「${name}」`
}
