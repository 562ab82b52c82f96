import { expect, test } from 'vitest'
import type { Material } from '#shared/platforms.ts'
import type { GateExhibit, GateLetter } from '#shared/rules/gate-input.ts'
import { judgePackage } from '#shared/rules/package-gate.ts'
import { asking, channelOf, exhibit, inputFor, judgeRow, letter, licence, megabytes } from './gate-samples.ts'

const judgeLicence = (one: Partial<GateExhibit>, material: Partial<Material> = {}) =>
  judgeRow(
    `material:${licence.verbatim}`,
    inputFor(asking({ ...licence, ...material }), { exhibits: [exhibit('business-licence', one)] }),
  )

test('tencent’s enterprise channel with nothing: each of its four materials is named as missing', () => {
  const gate = judgePackage(inputFor(channelOf('tencent/web-2')))
  expect(gate.open).toBe(false)
  expect(gate.gaps).toEqual([
    '缺少营业执照，请添加',
    '缺少身份证，请添加',
    '缺少号码归属证明，请添加',
    '缺少标记截图，请添加',
  ])
})

test('tencent’s enterprise channel with all four: the gate is open and says what satisfies what', () => {
  const kinds = ['business-licence', 'identity-card', 'number-proof', 'mark-screenshot'] as const
  const gate = judgePackage(inputFor(channelOf('tencent/web-2'), { exhibits: kinds.map((kind) => exhibit(kind)) }))
  expect(gate).toMatchObject({ open: true, gaps: [] })
  expect(gate.rows.slice(0, 4).map(({ state, by }) => [state, by])).toEqual(kinds.map((kind) => ['satisfied', [kind]]))
})

test.each<[string, Partial<GateExhibit>, Partial<Material>, string, boolean]>([
  ['stamped and valid', {}, {}, 'satisfied', false],
  ['expired yesterday', { validUntil: '2026-11-22' }, {}, 'expired', true],
  ['valid to today', { validUntil: '2026-11-23' }, {}, 'satisfied', false],
  ['validity unknown', { validUntil: null }, {}, 'satisfied', false],
  ['not stamped', { stamp: 'none' }, {}, 'unstamped', true],
  ['stamp unknown', { stamp: 'unknown' }, {}, 'warning', false],
  ['not stamped, none asked', { stamp: 'none' }, { stamp: null }, 'satisfied', false],
  ['issued 31 days ago of 30', { issuedOn: '2026-10-23' }, { maxAgeDays: 30 }, 'too-old', true],
  ['issued 30 days ago of 30', { issuedOn: '2026-10-24' }, { maxAgeDays: 30 }, 'satisfied', false],
  ['issue date unknown', { issuedOn: null }, { maxAgeDays: 30 }, 'warning', false],
  ['illegible', { legible: false }, {}, 'illegible', true],
  ['without files', { files: [] }, {}, 'missing', true],
  ['6 MB PDF, default limit', { files: [{ name: 'a.pdf', type: 'pdf', bytes: megabytes(6) }] }, {}, 'too-large', false],
  [
    '6 MB PDF, stated limit, compressible',
    { files: [{ name: 'a.pdf', type: 'pdf', bytes: megabytes(6) }] },
    { maxBytes: megabytes(5) },
    'too-large',
    false,
  ],
  [
    '6 MB video, stated limit',
    { files: [{ name: 'a.mp4', type: 'mp4', bytes: megabytes(6) }] },
    { maxBytes: megabytes(5), formats: ['mp4'] },
    'too-large',
    true,
  ],
  ['recording, default formats', { files: [{ name: 'a.amr', type: 'audio', bytes: 9 }] }, {}, 'wrong-format', false],
  [
    'recording, stated formats',
    { files: [{ name: 'a.amr', type: 'audio', bytes: 9 }] },
    { formats: ['jpeg'] },
    'wrong-format',
    true,
  ],
  [
    'PNG where JPG is stated: converted',
    { files: [{ name: 'a.png', type: 'png', bytes: 9 }] },
    { formats: ['jpeg'] },
    'satisfied',
    false,
  ],
])('a licence %s', (_, one, material, state, blocks) => {
  expect(judgeLicence(one, material)).toMatchObject({ state, blocks })
})

test('of two licences the good one counts; an expired one beside it does not block', () => {
  const exhibits = [exhibit('business-licence', { id: 'old', validUntil: '2020-01-01' }), exhibit('business-licence')]
  const gate = judgePackage(inputFor(asking(licence), { exhibits }))
  expect(gate.rows[0]).toMatchObject({ state: 'satisfied', by: ['business-licence'] })
  expect(gate.open).toBe(true)
  expect(gate.rows.find(({ key }) => key === 'rule:expired:old')).toMatchObject({ state: 'expired', blocks: false })
})

test('and: both groups are needed; or: any kind of a group will do', () => {
  const both: Material = {
    verbatim: '执照和授权',
    groups: [['business-licence'], ['authorisation', 'letter:authorisation']],
    stamp: null,
  }
  const judge = (exhibits: GateExhibit[], letters: GateLetter[] = []) =>
    judgePackage(inputFor(asking(both), { exhibits, letters })).rows[0]
  expect(judge([exhibit('business-licence')])).toMatchObject({
    state: 'missing',
    sentence: '缺少授权书或授权委托书，请添加',
  })
  expect(judge([exhibit('business-licence'), exhibit('authorisation')])).toMatchObject({ state: 'satisfied' })
  expect(judge([exhibit('business-licence')], [letter({ kind: 'authorisation' })])).toMatchObject({
    state: 'satisfied',
    by: ['business-licence', 'letter'],
  })
})

test('a line that could not be coded waits for a tick; words to type never block', () => {
  const input = inputFor(channelOf('miit-12300/web-1'))
  expect(
    judgePackage(input)
      .rows.map(({ verbatim, state, blocks }) => [verbatim, state, blocks])
      .slice(0, 2),
  ).toEqual([
    ['与申诉事项有直接利害关系的证明', 'tick', true],
    ['明确的被申诉人', 'tick', false],
  ])
  const ticks = ['material:与申诉事项有直接利害关系的证明', 'material:已向企业投诉的记录']
  expect(judgePackage({ ...input, ticks }).open).toBe(true)
})

test('360 takes 机主信息 for a licence when a person says so', () => {
  const input = inputFor(channelOf('qihoo360/web-1'))
  const key = 'material:机主信息/营业执照'
  expect(judgeRow(key, input)).toMatchObject({
    state: 'missing',
    blocks: true,
    sentence: '缺少营业执照，请添加；以「机主信息」代替的，请勾选',
  })
  expect(judgeRow(key, { ...input, ticks: [key] })).toMatchObject({ state: 'satisfied', blocks: false })
})

test('what only a person must give is not asked of a company', () => {
  expect(judgeRow('material:身份证（个人）', inputFor(channelOf('baidu/web-1')))).toMatchObject({
    state: 'not-applicable',
    blocks: false,
  })
})
