import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { contract } from '#shared/contract.ts'
import { checkReportSchema } from '#shared/check-report.ts'
import { runTerminal } from '../../electron/cli/run-terminal.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { holdDataFolder } from '../../electron/host/hold-data-folder.ts'
import { openTestCore, valueOf } from '../support/open-test-core.ts'

const root = join(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'zhengming-terminal-'))
const sample = (name: string) => join(root, 'templates/sample', name)
const place = (name: string) => join(work, name)

afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line as a script would, from a folder of its own. */
function zm(line: readonly string[], stdin = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'electron/cli/index.ts'), ...line], { cwd: work })
    const heard = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (heard.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (heard.stderr += text))
    child.on('close', (code) => resolve({ code, ...heard }))
    child.stdin.end(stdin)
  })
}

/** The same without a process of its own, where the line is all that matters. */
async function zmHere(line: readonly string[]): Promise<Ended> {
  const heard = { stdout: '', stderr: '' }
  const code = await runTerminal(line, {
    program: findInCheckout(root),
    stdin: Readable.from([]),
    stdout: { write: (text) => (heard.stdout += text) },
    stderr: { write: (text) => (heard.stderr += text) },
    interrupted: new AbortController().signal,
  })
  return { code, ...heard }
}

const json = ({ stdout }: Ended): unknown => JSON.parse(stdout)

test.each([
  [[], '请写出命令'],
  [['nothing'], '没有这个命令'],
  [['bundle', 'a.pdf'], '--out'],
  [['bundle', '--out', 'a.pdf'], '要装订的文件'],
  [['verify'], 'verify'],
  [['verify', '--out', 'x', 'a.pdf'], '没有选项 --out'],
  [['call', 'app'], 'call'],
  [['call', 'app.status', '{'], 'JSON'],
  [['demo'], '--out'],
  [['--nonsense'], '--nonsense'],
])('wrong usage %j ends with 2, says what is wrong and how it is written, and prints no result', async (line, said) => {
  const ended = await zmHere(line)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(said)
  expect(ended.stderr).toContain('用法：')
})

test('help explains every verb', async () => {
  const { code, stdout } = await zmHere(['help'])
  expect(code).toBe(0)
  for (const verb of ['operations', 'call', 'bundle', 'verify', 'demo']) expect(stdout).toContain(`\n  ${verb} `)
})

test('operations lists the whole contract with the schema of what goes in and what comes out', async () => {
  const listed = json(await zmHere(['operations', '--json'])) as { name: string; reads: boolean; input: object }[]
  const named = Object.entries(contract).flatMap(([area, operations]) =>
    Object.entries(operations).map(([name, { reads }]) => `${area}.${name} ${reads}`),
  )
  expect(listed.map(({ name, reads }) => `${name} ${reads}`)).toEqual(named)
  expect(listed.find(({ name }) => name === 'dossiers.moveItem')).toMatchObject({
    input: {
      type: 'object',
      required: ['itemId', 'position'],
      properties: { itemId: { type: 'string', format: 'uuid' }, position: { type: 'integer', minimum: 1 } },
    },
    output: { type: 'object' },
  })
})

test('call runs an operation, from the line or from stdin, and keeps what it did', async () => {
  const line = ['call', 'people.save', '--data', place('call'), '--json']
  expect(await zm([...line, '-'], '{"name":"李示例","role":"agent"}')).toMatchObject({ code: 0 })
  const listed = await zm(['call', 'people.list', '{}', '--data', place('call'), '--json'])
  expect(json(listed)).toMatchObject([{ name: '李示例', role: 'agent' }])
  expect(listed.stdout.trim().split('\n')).toHaveLength(1)
})

test.each([
  ['people.save', '{"name":"","role":"agent"}', 'invalid-input'],
  ['people.nothing', '{}', 'not-found'],
  ['catalogue.export', '{}', 'refused'],
])('a refused call of %s ends with 1 and the error as JSON', async (name, input, code) => {
  const ended = await zmHere(['call', name, input, '--data', place('refused'), '--json'])
  expect(ended.code).toBe(1)
  expect(json(ended)).toMatchObject({ code })
  expect(ended.stderr).not.toBe('')
})

test('a file on disk is named where an operation takes one, and --out says where one is saved', async () => {
  const data = ['--data', place('files'), '--json']
  const { company } = json(await zm(['call', 'app.addSample', '{}', ...data])) as { company: { id: string } }
  const input = { companyId: company.id, token: `@${sample('haoma-qingdan.csv')}` }
  const preview = await zm(['call', 'numbers.previewImport', JSON.stringify(input), ...data])
  expect(preview, preview.stderr).toMatchObject({ code: 0 })
  const saved = await zm(['call', 'catalogue.export', '{}', '--out', 'catalogue.json', ...data])
  expect(saved, saved.stderr).toMatchObject({ code: 0 })
  expect(existsSync(place('catalogue.json'))).toBe(true)
})

test('beside an open window reading works and changing is refused', async () => {
  const folder = place('shared')
  const held = holdDataFolder(folder)
  const window = await openTestCore({ folder })
  const refused = await zm(['call', 'people.save', '{"name":"王样例","role":"head"}', '--data', folder, '--json'])
  expect(refused.code).toBe(1)
  expect(json(refused)).toEqual({ code: 'app-running' })
  expect(await zm(['call', 'app.status', '{}', '--data', folder, '--json'])).toMatchObject({ code: 0 })
  expect(valueOf(await window.client.people.list({}))).toEqual([])
  await window.close()
  held?.release()
})

test('a data folder is held by one, given back on release, and freed by the death of its holder', async () => {
  const folder = place('held')
  const first = holdDataFolder(folder)
  expect(first).not.toBeNull()
  expect(holdDataFolder(folder)).toBeNull()
  first?.release()
  const script = `import { holdDataFolder } from '${join(root, 'electron/host/hold-data-folder.ts')}'
    console.log(holdDataFolder('${folder}') !== null); setInterval(() => globalThis.gc(), 100)`
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script])
  const [said] = await new Promise<string[]>((resolve) => child.stdout.once('data', (text) => resolve([String(text)])))
  expect(said).toBe('true\n')
  expect(holdDataFolder(folder)).toBeNull()
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect(holdDataFolder(folder)).not.toBeNull()
})

test('bundle binds files in their order and checks the result; verify finds it clean', async () => {
  const line = ['--out', 'bound.pdf', '--title', '样本', '--date', '2026-11-23', '--report', 'report.json', '--json']
  const bound = await zm(['bundle', ...line, sample('yingye-zhizhao.jpg'), sample('haoma-guishu-zhengming.pdf')])
  expect(bound, bound.stderr).toMatchObject({ code: 0 })
  const { parts, pages } = json(bound) as { parts: { title: string }[]; pages: number }
  expect(parts.map(({ title }) => title)).toEqual(['yingye-zhizhao', 'haoma-guishu-zhengming'])
  expect(checkReportSchema.parse(JSON.parse(readFileSync(place('report.json'), 'utf8')))).toMatchObject({ clean: true })
  const verified = await zm(['verify', 'bound.pdf', '--json'])
  expect(verified).toMatchObject({ code: 0 })
  expect(json(verified)).toMatchObject({ clean: true, pages, leaks: [] })
})

test('bundle names every file it cannot bind in one go, and leaves nothing behind', async () => {
  const before = readdirSync(work).toSorted()
  const refused = await zm([
    'bundle',
    '--out',
    'none.pdf',
    '--json',
    'gone.pdf',
    sample('haoma-qingdan.xlsx'),
    sample('fuwu-xieyi.pdf'),
  ])
  expect(refused.code).toBe(1)
  const { code, files } = json(refused) as { code: string; files: { name: string; reason: string }[] }
  expect(code).toBe('files-refused')
  expect(files.map(({ name }) => name.split(/[/\\]/).at(-1))).toEqual(['gone.pdf', 'haoma-qingdan.xlsx'])
  expect(refused.stderr).toContain('gone.pdf')
  expect(readdirSync(work).toSorted()).toEqual(before)
})

test('verify ends with 1 for what is no PDF', async () => {
  expect(await zm(['verify', sample('yingye-zhizhao.jpg'), '--json'])).toMatchObject({ code: 1 })
})

test('demo runs the whole job on the sample, and does not touch a folder that has data', async () => {
  const done = await zm(['demo', '--out', 'demo', '--json'])
  expect(done, done.stderr).toMatchObject({ code: 0 })
  const told = json(done) as { bundle: string; package: { path: string; files: number }; report: unknown }
  expect(checkReportSchema.parse(told.report)).toMatchObject({ clean: true, leaks: [] })
  expect(existsSync(told.bundle)).toBe(true)
  expect(told).toMatchObject({ submission: { reference: '样本-0001', deadlines: expect.any(Array) as unknown } })
  const again = await zm(['demo', '--out', 'demo', '--json'])
  expect(again.code).toBe(1)
  expect(json(again)).toMatchObject({ code: 'refused' })
})
