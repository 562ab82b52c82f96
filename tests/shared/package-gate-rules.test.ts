import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExhibitKind } from '#shared/kinds.ts'
import type { GateExhibit } from '#shared/rules/gate-input.ts'
import { gateRowSchema, judgePackage } from '#shared/rules/package-gate.ts'
import {
  asking,
  channelOf,
  company,
  exhibit,
  inputFor,
  judgeRow,
  letter,
  licence,
  megabytes,
  mobile,
  platforms,
} from './gate-samples.ts'

test('a number registered to somebody else demands an authorisation; an unknown owner only a look', () => {
  const channel = asking()
  const other = { ...mobile, ownedByCompany: false, registeredOwner: '样本集团' }
  expect(judgeRow('rule:owner', inputFor(channel, { numbers: [other] }))).toMatchObject({
    state: 'missing',
    blocks: true,
    sentence:
      '138 1234 5678的登记机主（样本集团）不是申诉公司：缺少授权书或授权委托书，请添加；以「关联关系证明」代替的，请勾选',
  })
  expect(judgePackage(inputFor(channel, { numbers: [other], exhibits: [exhibit('authorisation')] })).open).toBe(true)
  expect(judgePackage(inputFor(channel, { numbers: [other], ticks: ['rule:owner'] })).open).toBe(true)
  expect(
    judgeRow('rule:owner-unknown', inputFor(channel, { numbers: [{ ...mobile, ownedByCompany: null }] })),
  ).toMatchObject({ state: 'warning', blocks: false })
})

test('a line that cannot receive the SMS code is warned of, only where the code goes to that line', () => {
  const numbers = [{ ...mobile, receivesSms: 'no' as const }]
  expect(judgeRow('rule:sms', inputFor(channelOf('tencent/web-1'), { numbers }))).toMatchObject({
    state: 'warning',
    blocks: false,
    fix: 'edit-number',
  })
  expect(judgeRow('rule:sms', inputFor(channelOf('teddymobile/web-1'), { numbers }))).toBeUndefined()
  expect(judgeRow('rule:sms', inputFor(channelOf('miit-12300/web-1'), { numbers }))).toBeUndefined()
})

test('泰迪熊 takes mobiles and landlines, and its e-mail a hundred numbers: said, not blocked', () => {
  const numbers = [{ ...mobile, kind: '400' as const, shown: '400-123-4567' }]
  expect(judgeRow('rule:number-kinds', inputFor(channelOf('teddymobile/web-1'), { numbers }))).toMatchObject({
    state: 'warning',
    blocks: false,
  })
  expect(judgeRow('rule:min-numbers', inputFor(channelOf('teddymobile/email-1'), { numbers }))).toMatchObject({
    state: 'warning',
    blocks: false,
  })
})

test('360: no repeat within three months after a success', () => {
  const judge = (clearedOn: string) =>
    judgeRow('rule:cool-down', inputFor(channelOf('qihoo360/web-1'), { numbers: [{ ...mobile, clearedOn }] }))
  expect(judge('2026-08-24')).toMatchObject({ blocks: true, sentence: expect.stringContaining('2026-11-24') })
  expect(judge('2026-08-23')).toBeUndefined()
})

test('a company name, code or address that differs from the registered one stops the export', () => {
  const wrong = letter({ facts: { name: '样本理财公司', code: company.code, address: null } })
  expect(judgeRow('rule:letter-facts:letter', inputFor(asking(), { letters: [wrong] }))).toMatchObject({
    state: 'mismatch',
    blocks: true,
    sentence: '「申诉函」里名称写作「样本理财公司」，登记的是「样本理财有限责任公司」，请改成一致',
  })
})

test('a stamped scan that differs from what was printed is asked about, and again when something else differs', () => {
  const differing = (...fromPrint: readonly string[]) =>
    inputFor(asking(), { letters: [letter({ stamped: true, pages: 1, fromPrint })] })
  const input = differing('打印稿第 1 页在扫描件中没有找到，请补扫')
  const row = judgePackage(input).rows.find(({ key }) => key.startsWith('rule:stamped-differs:letter'))
  expect(row).toMatchObject({ state: 'tick', blocks: true })
  expect(row?.sentence).toContain('打印稿第 1 页在扫描件中没有找到')
  const ticks = [row?.key ?? '']
  expect(judgePackage({ ...input, ticks }).open).toBe(true)
  expect(judgePackage({ ...differing('打印稿写的是「营业执照」见第 9 页，现在是第 14 页'), ticks }).open).toBe(false)
  expect(judgePackage(differing()).open).toBe(true)
})

test('a stamped letter of several pages is asked for its 骑缝章; one page is not', () => {
  const input = inputFor(asking(), { letters: [letter({ stamped: true, pages: 2 })] })
  expect(judgeRow('rule:riding-stamp:letter', input)).toMatchObject({ state: 'tick', blocks: true })
  expect(judgePackage({ ...input, ticks: ['rule:riding-stamp:letter'] }).open).toBe(true)
  expect(
    judgePackage({ ...input, letters: [letter({ stamped: true, pages: 2, ridingStampConfirmed: true })] }).open,
  ).toBe(true)
  expect(judgePackage({ ...input, letters: [letter({ stamped: true, pages: 1 })] }).open).toBe(true)
})

test('unknown limits use the house default, shown as 默认', () => {
  expect(judgeRow('rule:limits', inputFor(channelOf('tencent/web-2')))).toMatchObject({
    origin: 'house-default',
    blocks: false,
    sentence: '渠道没有公布文件格式和大小（未知），按默认：JPG 或 PDF，每个文件不超过 5 MB',
  })
})

test('an override with a reason passes a gap; an empty one does not', () => {
  const input = inputFor(asking(licence))
  const key = 'material:营业执照（加盖公章）'
  expect(judgePackage({ ...input, overrides: [{ key, reason: ' ' }] }).open).toBe(false)
  const passed = judgePackage({ ...input, overrides: [{ key, reason: '已当面递交' }] })
  expect(passed.open).toBe(true)
  expect(passed.rows[0]).toMatchObject({ state: 'overridden', blocks: false })
  expect(JSON.stringify(passed)).not.toContain('已当面递交')
})

const someExhibit = fc.record({
  id: fc.uuid(),
  title: fc.constant('证据'),
  kind: fc.constantFrom<ExhibitKind>(
    'business-licence',
    'identity-card',
    'number-proof',
    'mark-screenshot',
    'authorisation',
    'other',
  ),
  files: fc.array(
    fc.record({
      name: fc.constant('a'),
      type: fc.constantFrom('pdf', 'jpeg', 'audio', 'mp4'),
      bytes: fc.nat(megabytes(9)),
    }),
    { maxLength: 2 },
  ),
  issuedOn: fc.constantFrom(null, '2020-01-01', '2026-11-01'),
  validUntil: fc.constantFrom(null, '2020-01-01', '2030-01-01'),
  stamp: fc.constantFrom('seen', 'none', 'unknown'),
}) as fc.Arbitrary<GateExhibit>
const homeChannels = platforms.filter(({ foreign }) => !foreign).flatMap(({ channels }) => channels)
const askingChannels = homeChannels.filter(({ materials }) => materials.value?.some(({ groups }) => groups !== null))

test('adding an exhibit never opens a gap, and every row is whole', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...askingChannels),
      fc.array(someExhibit, { maxLength: 6 }),
      someExhibit,
      (channel, exhibits, more) => {
        const before = judgePackage(inputFor(channel, { exhibits }))
        const after = judgePackage(inputFor(channel, { exhibits: [...exhibits, more] }))
        const gaps = (gate: typeof before) => gate.rows.filter(({ blocks }) => blocks).map(({ key }) => key)
        expect(gaps(after).filter((key) => !gaps(before).includes(key))).toEqual([])
        for (const row of after.rows) {
          gateRowSchema.parse(row)
          expect(row.sentence).not.toBe('')
          expect(
            row.blocks &&
              ['satisfied', 'not-applicable', 'overridden', 'warning'].includes(row.state) &&
              row.key !== 'rule:cool-down',
          ).toBe(false)
        }
        expect(new Set(after.rows.map(({ key }) => key)).size).toBe(after.rows.length)
      },
    ),
    { numRuns: 400 },
  )
})

test('every gap can be passed with a reason', () => {
  for (const channel of homeChannels) {
    const input = inputFor(channel)
    const overrides = judgePackage(input).rows.map(({ key }) => ({ key, reason: '有理由' }))
    expect(judgePackage({ ...input, overrides }).open).toBe(true)
  }
})

test('a kind that is only guessed is a line to confirm, until a person has said it', () => {
  const guessed = exhibit('business-licence', { guessed: true })
  expect(judgeRow(`rule:guess:${guessed.id}`, inputFor(asking(licence), { exhibits: [guessed] }))).toMatchObject({
    state: 'tick',
    blocks: false,
    by: [guessed.id],
  })
  const said = exhibit('business-licence', { guessed: false })
  expect(judgeRow(`rule:guess:${said.id}`, inputFor(asking(licence), { exhibits: [said] }))).toBeUndefined()
})
