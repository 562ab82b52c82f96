import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { makeZip } from '../support/make-zip.ts'
import {
  drop,
  dumpRows,
  errorOf,
  fullCode,
  numberOf,
  openCompany,
  openSample,
  reasonOf,
  sightingOf,
} from './core-steps.ts'

const header = '号码,用途,运营商,登记机主,实际使用人,能否接收短信验证码,启用日期,备注'

/** What a list of numbers comes to: shown number or problems, row by row. */
async function previewOf(opened: Awaited<ReturnType<typeof openCompany>>, name: string, body: Uint8Array | string) {
  const token = await drop(opened, name, body)
  return { token, preview: await opened.client.numbers.previewImport({ companyId: opened.companyId, token }) }
}

test('a number is found however it is typed, kept in one way, and not registered twice', async () => {
  const { client, companyId } = await openCompany()
  const number = await numberOf({ client }, companyId, '＋８６ 138-0013-8000')
  expect(number).toMatchObject({ digits: '13800138000', shown: '138 0013 8000', kind: 'mobile', state: 'active' })
  expect(valueOf(await client.numbers.find({ id: number.id }))).toEqual(number)
  expect(
    reasonOf(await client.numbers.save({ companyId, draft: { text: '13800138000', purpose: 'notice' } })),
  ).toContain('138 0013 8000 已经登记过')
  for (const search of ['8000', '138 0013', '1380-0138'])
    expect(valueOf(await client.numbers.list({ companyId, search })).total, search).toBe(1)
  for (const search of ["' OR 1=1 --", '%', '_', '没有'])
    expect(valueOf(await client.numbers.list({ companyId, search })).total, search).toBe(0)
})

test('a wrong number comes back at its field with a sentence that says what to change', async () => {
  const { client, companyId } = await openCompany()
  for (const [text, words] of [
    ['', '请填写号码'],
    ['1380013800', '应为 11 位，现在是 10 位'],
    ['61234567', '固话请带区号'],
    ['021-61234567转801', '请去掉分机号'],
    ['400-123', '应为 10 位'],
    ['客服热线', '只能有数字'],
  ])
    expect(
      errorOf(await client.numbers.save({ companyId, draft: { text: text ?? '', purpose: 'notice' } })),
      text,
    ).toEqual({
      code: 'invalid-input',
      issues: [{ path: 'draft.text', message: expect.stringContaining(words ?? '') }],
    })
  expect(valueOf(await client.numbers.list({ companyId })).total).toBe(0)
})

test('a number that appeals speak of keeps its digits and stays; others may change, pause, retire and go', async () => {
  const { client, companyId } = await openSample()
  const { rows } = valueOf(await client.numbers.list({ companyId }))
  const [first, second] = rows
  if (!first || !second) throw new Error('sample')
  const marked = valueOf(await client.sightings.list({ companyId })).find(({ numberId }) => numberId === first.id)
  if (!marked?.platformId) throw new Error('sample')
  valueOf(await client.appeals.open({ sightingId: marked.id, platformId: marked.platformId }))
  const draft = { ...first, text: '021-61239999' }
  expect(reasonOf(await client.numbers.save({ id: first.id, companyId, draft }))).toContain('不能改成另一个号码')
  expect(reasonOf(await client.numbers.remove({ id: first.id }))).toContain('不能删除')
  expect(
    valueOf(await client.numbers.save({ id: first.id, companyId, draft: { ...first, text: first.digits, note: '改' } }))
      .note,
  ).toBe('改')
  expect(valueOf(await client.numbers.setState({ id: second.id, state: 'paused', reason: '排查' })).state).toBe(
    'paused',
  )
  expect(valueOf(await client.numbers.list({ companyId, state: 'paused' })).total).toBe(1)
  expect(valueOf(await client.history.list({ subject: second.id }))[0]?.what).toBe(
    `把号码 ${second.shown} 改为已暂停：排查`,
  )
  valueOf(await client.numbers.remove({ id: second.id }))
  expect(valueOf(await client.numbers.list({ companyId })).total).toBe(2)
})

test('a number of one company is not changed in the name of another', async () => {
  const { client, companyId } = await openCompany()
  const number = await numberOf({ client }, companyId, '13800138000')
  const other = valueOf(await client.companies.save({ draft: { name: '乙', code: fullCode('91310000MA1FL0001') } }))
  const draft = { text: '13900139000', purpose: 'notice' as const }
  expect(errorOf(await client.numbers.save({ id: number.id, companyId: other.id, draft })).code).toBe('not-found')
  expect(valueOf(await client.numbers.find({ id: number.id }))).toEqual(number)
  await numberOf({ client }, other.id, '13800138000')
})

test('a number counts as marked while any platform showed a mark last', async () => {
  const { client, companyId } = await openCompany()
  const { id } = await numberOf({ client }, companyId, '13800138000')
  const marks = async () => valueOf(await client.numbers.find({ id })).marks
  valueOf(await client.sightings.record({ draft: sightingOf(id) }))
  valueOf(await client.sightings.record({ draft: sightingOf(id, { platformId: 'tencent' }) }))
  expect(await marks()).toBe(2)
  const clean = { clean: true, labelCode: null, labelText: '' }
  valueOf(await client.sightings.record({ draft: sightingOf(id, { ...clean, seenAt: '2026-11-21T02:00:00.000Z' }) }))
  expect(await marks()).toBe(1)
  valueOf(
    await client.sightings.record({
      draft: sightingOf(id, { ...clean, platformId: 'tencent', seenAt: '2026-11-01T02:00:00.000Z' }),
    }),
  )
  expect(await marks()).toBe(1)
})

test.each(['haoma-qingdan.xlsx', 'haoma-qingdan.csv'])(
  'the list %s is previewed, and exactly its good rows are stored',
  async (name) => {
    const opened = await openCompany()
    const { client, companyId, folder } = opened
    const before = dumpRows(folder)
    const { token, preview } = await previewOf(opened, name, readFileSync(`templates/sample/${name}`))
    const planned = valueOf(preview)
    expect(dumpRows(folder)).toEqual(before)
    expect(planned.taken).toBeGreaterThan(2)
    expect(planned.encoding).toBe(name.endsWith('csv') ? 'GB18030' : '.xlsx')
    expect(valueOf(await client.numbers.import({ companyId, token }))).toEqual(planned)
    const stored = valueOf(await client.numbers.list({ companyId, pageSize: 500 }))
    expect(stored.rows.map(({ shown }) => shown)).toEqual(
      planned.rows.flatMap(({ draft, shown }) => (draft ? [shown] : [])),
    )
    expect(stored.total).toBe(planned.taken)
    expect(reasonOf(await client.numbers.import({ companyId, token }))).toContain('不在待处理区')
    const again = await drop(opened, name, readFileSync(`templates/sample/${name}`))
    expect(reasonOf(await client.numbers.import({ companyId, token: again }))).toContain('没有可以登记的号码')
  },
)

test('each bad row is named with every reason and the row the spreadsheet shows; the good ones are taken', async () => {
  const opened = await openCompany()
  const { client, companyId } = opened
  await numberOf({ client }, companyId, '13800138000')
  const csv = [
    `\uFEFF${header}`,
    '"139 0013 9000",咨询,移动,,客服部,能,2024/3/5,"有""引号""，和\n换行"',
    '',
    '13800138000,咨询,,,,,,',
    '13900139000,咨询,,,,,,',
    '12345,吹牛,火星,,,也许,2024-02-30,',
    ',咨询,,,,,,没有号码',
    ` 021 - ${' '.repeat(60)}61234567 ,B 服务,电信,本公司,,否,2024年3月5日,${'长'.repeat(5001)}`,
    '021-61234568,通知,电信,某某通信有限公司,,不能,,',
  ].join('\n')
  const { token, preview } = await previewOf(opened, '清单.csv', csv)
  const rows = valueOf(preview).rows.map(({ row, shown, problems }) => ({ row, shown, problems }))
  expect(rows).toEqual([
    { row: 2, shown: '139 0013 9000', problems: [] },
    { row: 4, shown: '138 0013 8000', problems: ['这个号码已经登记过'] },
    { row: 5, shown: '139 0013 9000', problems: ['与第 2 行是同一个号码'] },
    {
      row: 6,
      shown: null,
      problems: [
        expect.stringContaining('认不出这个号码'),
        '用途「吹牛」不认识，请写咨询、服务或通知',
        '运营商「火星」不认识，请写移动、联通、电信、广电或其他',
        '「能否接收短信验证码」写的是「也许」，请写能、不能或未知',
        '启用日期「2024-02-30」不是日期，请写成 2026-11-23 的形式',
      ],
    },
    { row: 7, shown: null, problems: ['没有号码'] },
    { row: 8, shown: '021-61234567', problems: ['「备注」请控制在 5000 字以内'] },
    { row: 9, shown: '021-61234568', problems: [] },
  ])
  valueOf(await client.numbers.import({ companyId, token }))
  const stored = valueOf(await client.numbers.list({ companyId })).rows
  expect(
    stored.map(({ shown, note, registeredOwner, inServiceSince }) => [shown, note, registeredOwner, inServiceSince]),
  ).toEqual([
    ['138 0013 8000', '', null, null],
    ['139 0013 9000', '有"引号"，和\n换行', null, '2024-03-05'],
    ['021-61234568', '', '某某通信有限公司', null],
  ])
})

test('a spreadsheet made in Excel is read as it shows: numbers, dates, rich text, formulas, links, a gap above', async () => {
  const opened = await openCompany()
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('号码')
  sheet.addRow([])
  sheet.addRow(['号 码', '用途：', '启用日期', '备注*', '电话'])
  sheet.addRow([
    13800138000,
    { richText: [{ text: '咨' }, { text: '询' }] },
    new Date('2024-03-05T00:00:00Z'),
    { text: '见网站', hyperlink: 'https://example.com' },
  ])
  sheet.addRow([null, '服务', null, { formula: '1+1', result: 2 }, '400-123-4567'])
  const { preview } = await previewOf(opened, '号码.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
  expect(
    valueOf(preview).rows.map(({ row, shown, draft, problems }) => [
      row,
      shown,
      draft?.inServiceSince,
      draft?.note,
      problems,
    ]),
  ).toEqual([
    [3, '138 0013 8000', '2024-03-05', '见网站', []],
    [4, '400-123-4567', null, '2', []],
  ])
})

test('what is not a list of numbers is refused with what to do, and nothing is stored', async () => {
  const opened = await openCompany()
  const before = dumpRows(opened.folder)
  const xlsx = readFileSync('templates/sample/haoma-qingdan.xlsx')
  const bomb = makeZip([{ name: 'xl/workbook.xml', content: Buffer.alloc(80 * 1048576, 'ab') }])
  for (const [name, body, words] of [
    ['空.csv', '', '0 字节'],
    ['空表.csv', `${header}\n\n\n`, '没有数据行'],
    ['旧.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '另存为 .xlsx'],
    ['号码.pdf', '%PDF-1.7 ...', '是 PDF'],
    ['二进制.csv', Buffer.from([1, 2, 0, 3, 0]), '不是文本表格'],
    ['别的.csv', '姓名,年龄\n张三,30', '没有「号码」列'],
    ['引号.csv', `${header}\n"13800138000,咨询`, '引号没有成对'],
    ['半截.xlsx', xlsx.subarray(0, 2000), '打不开'],
    ['炸弹.xlsx', bomb, '打不开'],
    ['很多.csv', `${header}\n${'13800138000,咨询\n'.repeat(20_001)}`, '超过 20000 行'],
    ['很大.csv', Buffer.alloc(21 * 1048576, '1'), '超过 20 MB'],
  ] as const) {
    const { preview, token } = await previewOf(opened, name, body)
    expect(reasonOf(preview), name).toContain(words)
    expect(reasonOf(await opened.client.numbers.import({ companyId: opened.companyId, token })), name).toContain(words)
  }
  expect(dumpRows(opened.folder)).toEqual(before)
  expect(opened.ports.incidents).toEqual([])
})

test('two clicks on 导入 store the list once, and the second is told why', async () => {
  const opened = await openCompany()
  const { client, companyId } = opened
  const csv = `${header}\n13800138000,咨询\n13900139000,咨询`
  const tokens = [await drop(opened, 'a.csv', csv), await drop(opened, 'b.csv', csv)]
  const answers = await Promise.all(tokens.map((token) => client.numbers.import({ companyId, token })))
  const refused = answers.filter(({ ok }) => !ok)
  expect(refused.map(reasonOf)).toEqual([expect.stringMatching(/已经登记过|没有可以登记/)])
  expect(valueOf(await client.numbers.list({ companyId })).total).toBe(2)
})
