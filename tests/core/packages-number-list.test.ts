import { readXlsx } from 'hucre'
import PostalMime from 'postal-mime'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Material } from '#shared/platforms.ts'
import { build, makeChannel, makeInput, sampleNumber } from './package-fixture.ts'

const list: Material = { verbatim: '号码清单表格', groups: [['letter:number-list']], stamp: null }

test('a channel that asks for a table of the numbers gets a spreadsheet that opens, attached to the mail as well', async () => {
  const input = await makeInput(makeChannel('email', null, [list]), {
    numbers: [sampleNumber, { ...sampleNumber, shown: '=HYPERLINK("x")', digits: '01012345678' }],
  })
  const output = await build(input)
  const file = output.package.files.find(({ name }) => name.endsWith('.xlsx'))
  const path = output.paths.find(({ name }) => name === file?.name)?.path ?? ''
  const bytes = await readFile(path)
  const rows = (await readXlsx(bytes)).sheets[0]?.rows
  expect(rows?.[0]?.slice(0, 4)).toEqual(['序号', '号码', '标记内容', '登记机主'])
  expect(rows?.[1]?.slice(0, 4)).toEqual(['1', '400-123-4567', '广告推销', '样本理财有限责任公司'])
  // What looks like a formula stays the text it is.
  expect(rows?.[2]?.[1]).toBe('=HYPERLINK("x")')
  const mail = output.paths.find(({ name }) => name.endsWith('.eml'))?.path ?? ''
  const attached = (await PostalMime.parse(await readFile(mail))).attachments.map(({ filename }) => filename)
  expect(attached[0]).toBe(file?.name)
  const again = await build({ ...input, staging: (await makeInput(input.channel)).staging })
  expect(again.package.files.find(({ name }) => name.endsWith('.xlsx'))?.sha256).toBe(file?.sha256)
})

test('a channel that does not ask for one gets none', async () => {
  const output = await build(await makeInput(makeChannel('email', null)))
  expect(output.package.files.some(({ name }) => name.endsWith('.xlsx'))).toBe(false)
})
