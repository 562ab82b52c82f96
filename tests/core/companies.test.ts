import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { errorOf, fullCode, numberOf, openCompany, openCore, reasonOf } from './core-steps.ts'

test('a company is kept as registered: cleaned code, several names of its own, in the order of its name', async () => {
  const { client } = await openCore()
  const code = fullCode('91310000MA1FL0000')
  const spaced = ` ${code.slice(0, 6)} ${code.slice(6).toLowerCase()} `
  const draft = { name: '  甲理财有限责任公司 ', code: spaced, allowList: ['甲理财', '021-61234567'] }
  const company = valueOf(await client.companies.save({ draft }))
  expect(company).toMatchObject({
    name: '甲理财有限责任公司',
    code,
    allowList: ['甲理财', '021-61234567'],
    sample: false,
  })
  const changed = valueOf(
    await client.companies.save({ id: company.id, draft: { ...draft, address: '上海市某路 1 号' } }),
  )
  expect(changed).toEqual({ ...company, address: '上海市某路 1 号' })
  expect(valueOf(await client.companies.list({}))).toEqual([changed])
})

test('a wrong code comes back at its field with what to do', async () => {
  const { client } = await openCore()
  const code = fullCode('91310000MA1FL0000')
  const save = async (text: string) => errorOf(await client.companies.save({ draft: { name: '甲', code: text } }))
  const sentence = async (text: string) => {
    const error = await save(text)
    return error.code === 'invalid-input' ? error.issues : error
  }
  expect(await sentence('')).toEqual([{ path: 'draft.code', message: expect.stringContaining('18 位，见营业执照') }])
  expect(await sentence(code.slice(1))).toEqual([
    { path: 'draft.code', message: expect.stringContaining('现在是 17 位') },
  ])
  expect(await sentence(code.slice(0, 17) + (code[17] === '0' ? '1' : '0'))).toEqual([
    { path: 'draft.code', message: expect.stringContaining('校验位不对') },
  ])
  expect(await sentence(code.replace('L', 'I'))).toEqual([
    { path: 'draft.code', message: expect.stringContaining('「I」') },
  ])
  expect(await sentence('x'.repeat(200_000))).toEqual([{ path: 'draft.code', message: expect.any(String) }])
})

test('input that no schema has words for is still answered in Chinese, without type names', async () => {
  const { client, core } = await openCore()
  const draft = { name: '甲', code: fullCode('91310000MA1FL0000') }
  const issuesOf = async (input: object) => {
    const error = errorOf(await core.dispatch({ area: 'companies', operation: 'save', input }))
    return error.code === 'invalid-input' ? error.issues : []
  }
  expect(await issuesOf({ draft: { ...draft, name: 7 } })).toEqual([
    { path: 'draft.name', message: '填写的内容类型不对，请核对' },
  ])
  expect(await issuesOf({ draft: { code: draft.code } })).toEqual([{ path: 'draft.name', message: '请填写' }])
  expect(await issuesOf({ draft: { ...draft, allowList: Array(501).fill('名') } })).toEqual([
    { path: 'draft.allowList', message: '最多 500 项，请减少一些' },
  ])
  expect(await issuesOf({ draft: { ...draft, name: '长'.repeat(201) } })).toEqual([
    { path: 'draft.name', message: '请控制在 200 字以内' },
  ])
  expect(valueOf(await client.companies.list({}))).toEqual([])
})

test('the same code is not registered twice, and a company that something hangs on stays', async () => {
  const { client, companyId } = await openCompany()
  const [company] = valueOf(await client.companies.list({}))
  const code = company?.code ?? ''
  expect(reasonOf(await client.companies.save({ draft: { name: '别的公司', code } }))).toContain(
    `${code} 已登记为「测试理财有限责任公司」`,
  )
  await numberOf({ client }, companyId, '13800138000')
  expect(reasonOf(await client.companies.remove({ id: companyId }))).toContain('还有 1 个号码、0 份证据材料、0 个卷宗')
  const other = valueOf(await client.companies.save({ draft: { name: '乙', code: fullCode('91310000MA1FL0001') } }))
  valueOf(await client.companies.remove({ id: other.id }))
  expect(valueOf(await client.companies.list({})).map(({ id }) => id)).toEqual([companyId])
})
