import { numberKindNames } from '../kinds.ts'
import { addMonths } from './calendar-dates.ts'
import type { GateInput, GateNumber } from './gate-input.ts'
import { type GateRow, rule } from './gate-row.ts'
import { judgeMaterial } from './judge-material.ts'

const shownNumbers = (numbers: readonly GateNumber[]): string => {
  const names = numbers.slice(0, 3).map(({ shown }) => shown)
  return `${names.join('、')}${numbers.length > 3 ? ` 等 ${numbers.length} 个号码` : ''}`
}

/** Demands 授权 or 关联关系证明 where the 登记机主 is not the appellant; says which owners are unknown. */
export function judgeOwner(input: GateInput): readonly GateRow[] {
  const rows: GateRow[] = []
  const others = input.numbers.filter(({ ownedByCompany }) => ownedByCompany === false)
  const unknown = input.numbers.filter(({ ownedByCompany }) => ownedByCompany === null)
  if (others.length > 0) {
    const owners = [...new Set(others.flatMap(({ registeredOwner }) => (registeredOwner ? [registeredOwner] : [])))]
    const material = {
      verbatim: '登记机主的授权或关联关系证明',
      groups: [['authorisation' as const, 'letter:authorisation' as const]],
      alternative: '关联关系证明',
      stamp: null,
    }
    const row = judgeMaterial(material, 'rule:owner', input)
    const who = `${shownNumbers(others)}的登记机主${owners.length > 0 ? `（${owners.join('、')}）` : ''}不是申诉公司`
    rows.push({
      ...row,
      origin: 'rule',
      sentence: row.state === 'satisfied' ? row.sentence : `${who}：${row.sentence}`,
    })
  }
  if (unknown.length > 0)
    rows.push(
      rule('owner-unknown', '登记机主', {
        state: 'warning',
        sentence: `${shownNumbers(unknown)}的登记机主未知，请填写；不是申诉公司的要附授权或关联关系证明`,
        fix: 'edit-number',
      }),
    )
  return rows
}

function judgeSms({ channel, numbers }: GateInput): readonly GateRow[] {
  const code = channel.smsCode.value
  if (!code?.needed || code.to === 'submitter') return []
  const doubt = code.to === null ? '（发给哪个号码未知）' : ''
  const unable = numbers.filter(({ receivesSms }) => receivesSms === 'no')
  const unknown = numbers.filter(({ receivesSms }) => receivesSms === 'unknown')
  if (unable.length === 0 && unknown.length === 0)
    return [rule('sms', '短信验证码', { state: 'satisfied', sentence: '渠道会发短信验证码，这些号码都能接收' })]
  const sentence =
    unable.length > 0
      ? `渠道会发短信验证码${doubt}，${shownNumbers(unable)}不能接收：请改走别的渠道，或先请运营商开通短信接收`
      : `渠道会发短信验证码${doubt}，${shownNumbers(unknown)}能否接收未知，请先试一下并填写`
  return [rule('sms', '短信验证码', { state: 'warning', sentence, fix: 'edit-number' })]
}

function judgeKindsAndCount({ channel, numbers }: GateInput): readonly GateRow[] {
  const rows: GateRow[] = []
  const kinds = channel.numberKinds.value
  const outside = kinds ? numbers.filter(({ kind }) => !kinds.includes(kind)) : []
  if (kinds && outside.length > 0)
    rows.push(
      rule('number-kinds', '号码类型', {
        state: 'warning',
        sentence: `据现有资料，这个渠道只收${kinds.map((kind) => numberKindNames[kind]).join('、')}，${shownNumbers(outside)}可能填不进去，请考虑别的渠道`,
      }),
    )
  const least = channel.minNumbers.value
  if (least !== null && numbers.length < least)
    rows.push(
      rule('min-numbers', '号码数量', {
        state: 'warning',
        sentence: `据现有资料，这个渠道要 ${least} 个号码以上才受理，现在是 ${numbers.length} 个，请考虑别的渠道`,
      }),
    )
  return rows
}

function judgeCoolDown({ channel, numbers, today }: GateInput): readonly GateRow[] {
  const coolDown = channel.coolDown.value
  if (!coolDown) return []
  const early = numbers.filter(({ clearedOn }) => clearedOn && today < addMonths(clearedOn, coolDown.months))
  if (early.length === 0) return []
  const until = early
    .map(({ clearedOn }) => addMonths(clearedOn!, coolDown.months))
    .toSorted()
    .at(-1)
  return [
    rule('cool-down', '重复申诉间隔', {
      state: 'warning',
      sentence: `渠道对 ${coolDown.months} 个月内已申诉成功的号码不重复处理：${shownNumbers(early)}请在 ${until} 之后再提交`,
      blocks: true,
    }),
  ]
}

/** What the channel wants of the numbers themselves: SMS codes, kinds, how many, and how soon again. */
export const judgeNumbers = (input: GateInput): readonly GateRow[] => [
  ...judgeSms(input),
  ...judgeKindsAndCount(input),
  ...judgeCoolDown(input),
]
