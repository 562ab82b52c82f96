import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { makeLockedPdf, makePdf } from '../support/make-files.ts'
import { errorOf, openCore, passingFolder, reasonOf } from './core-steps.ts'

const asked = () => ({ title: '材料', date: '2026-11-23', job: randomUUID() })

test('files are bound in the order given, and the check agrees; a second run gives the same bytes', async () => {
  const { client, folder } = await openCore()
  const place = passingFolder()
  const path = (name: string) => join(place, name)
  writeFileSync(path('11.pdf'), await makePdf(['ELEVEN']))
  writeFileSync(path('1.pdf'), await makePdf(['ONE', 'ONE B']))
  const files = [path('11.pdf'), path('1.pdf'), path('11.pdf')]
  const bound = valueOf(await client.documents.bind({ files, output: path('out.pdf'), ...asked() }))
  expect(bound.parts.map(({ title }) => title)).toEqual(['11', '1', '11'])
  expect((await PDFDocument.load(readFileSync(path('out.pdf')))).getPageCount()).toBe(bound.pages)
  expect(bound.report.checks.filter(({ ok }) => !ok)).toEqual([])
  const again = valueOf(await client.documents.bind({ files, output: path('again.pdf'), ...asked() }))
  expect(again.sha256).toBe(bound.sha256)
  expect(valueOf(await client.documents.verify({ path: path('out.pdf') }))).toMatchObject({ pages: bound.pages })
  expect(readdirSync(join(folder, 'scratch')).filter((name) => name.startsWith('bind-'))).toEqual([])
})

test('every bad file is named at once, and nothing is written', async () => {
  const { client } = await openCore()
  const place = passingFolder()
  const path = (name: string) => join(place, name)
  writeFileSync(path('good.pdf'), await makePdf(['GOOD']))
  writeFileSync(path('locked.pdf'), await makeLockedPdf('secret'))
  writeFileSync(path('empty.pdf'), '')
  mkdirSync(path('folder.pdf'))
  writeFileSync(path('out.pdf'), 'what was there')
  const names = ['good.pdf', 'locked.pdf', 'empty.pdf', 'folder.pdf', 'gone.pdf']
  const error = errorOf(await client.documents.bind({ files: names.map(path), output: path('out.pdf'), ...asked() }))
  if (error.code !== 'files-refused') throw new Error(JSON.stringify(error))
  expect(error.files.map(({ name }) => name)).toEqual(names.slice(1).map(path))
  for (const { reason } of error.files) expect(reason).toMatch(/[\u4e00-\u9fff]{4}/)
  expect(readFileSync(path('out.pdf'), 'utf8')).toBe('what was there')
  expect(readdirSync(place)).toHaveLength(5)
})

test('a source is never overwritten by its own bundle, by whatever way it is named', async () => {
  const { client } = await openCore()
  const place = passingFolder()
  const source = join(place, 'a.pdf')
  const bytes = await makePdf(['A'])
  writeFileSync(source, bytes)
  symlinkSync(source, join(place, 'link.pdf'))
  for (const output of [source, join(place, 'x', '..', 'a.pdf'), join(place, 'link.pdf')])
    expect(reasonOf(await client.documents.bind({ files: [source], output, ...asked() }))).toContain('会把它覆盖')
  expect(readFileSync(source).equals(Buffer.from(bytes))).toBe(true)
  expect(
    errorOf(await client.documents.bind({ files: [source], output: join(place, 'no', 'where.pdf'), ...asked() })),
  ).toMatchObject({
    code: 'storage',
    problem: 'missing',
  })
})

test('cancelled, binding leaves no file', async () => {
  const { client, core } = await openCore()
  const place = passingFolder()
  const source = join(place, 'a.pdf')
  writeFileSync(source, await makePdf(['A']))
  const input = { files: Array(20).fill(source) as string[], output: join(place, 'out.pdf'), ...asked() }
  core.subscribe((event) => event.kind === 'progress' && void client.jobs.cancel({ job: input.job }))
  expect(errorOf(await client.documents.bind(input))).toEqual({ code: 'cancelled' })
  expect(existsSync(input.output)).toBe(false)
})

test('what is no PDF is not checked as one', async () => {
  const { client } = await openCore()
  const path = join(passingFolder(), 'a.pdf')
  expect(reasonOf(await client.documents.verify({ path }))).toContain('找不到文件')
  writeFileSync(path, 'not a pdf')
  const answer = await client.documents.verify({ path })
  expect(answer.ok && answer.value.clean).toBe(false)
})

test('the window may not name paths: binding and checking by path are the terminal’s', async () => {
  const { client } = await openCore({ terminal: false })
  const path = join(passingFolder(), 'a.pdf')
  writeFileSync(path, await makePdf(['A']))
  const output = join(passingFolder(), 'out.pdf')
  expect(reasonOf(await client.documents.bind({ files: [path], output, ...asked() }))).toContain('命令行')
  expect(reasonOf(await client.documents.verify({ path }))).toContain('命令行')
  expect(existsSync(output)).toBe(false)
})
