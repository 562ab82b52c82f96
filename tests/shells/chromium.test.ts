import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findChromium } from '../../electron/chromium/find-chromium.ts'
import { openInChromium } from '../../electron/chromium/open-in-chromium.ts'
import { findDataFolder } from '../../electron/host/find-data-folder.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { holdDataFolder } from '../../electron/host/hold-data-folder.ts'
import { systemCommand } from '../../electron/host/open-with-system.ts'

const root = join(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'zhengming-chromium-'))
afterAll(() => rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))

const open = (name: string, exportFolder: string | null = null) =>
  openInChromium({
    dataFolder: join(work, name),
    program: findInCheckout(root),
    executable: findChromium() ?? '',
    headless: true,
    exportFolder,
  })

const send = (area: string, operation: string, input: object) =>
  `window.bridge.send(${JSON.stringify({ area, operation, input })})`

test('the app opens in an installed browser, answers, and closes with its window', async () => {
  const window = await open('plain')
  expect(await window.page.evaluate(send('app', 'status', {}))).toMatchObject({ ok: true })
  expect(holdDataFolder(join(work, 'plain'))).toBeNull()
  await window.page.close()
  await window.closed
  const again = holdDataFolder(join(work, 'plain'))
  expect(again).not.toBeNull()
  again?.release()
})

test('files a person picks arrive with their names, and nothing stays of a cancelled choice', async () => {
  const window = await open('picked')
  writeFileSync(join(work, '证明.txt'), '样本')
  const question = { title: '选择文件', several: true, extensions: ['txt'] }
  const chooser = window.page.waitForEvent('filechooser')
  const answer = window.page.evaluate(send('files', 'choose', question))
  await (await chooser).setFiles(join(work, '证明.txt'))
  expect(await answer).toMatchObject({ ok: true, value: [{ name: '证明.txt' }] })
  await window.close()
})

test('where to save is asked in the page, and cancelling saves nothing', async () => {
  const window = await open('saved')
  const { page } = window
  const cancelled = page.evaluate(send('catalogue', 'export', {}))
  await page.getByRole('dialog', { name: /./ }).getByRole('button', { name: '取消' }).click()
  expect(await cancelled).toEqual({ ok: false, error: { code: 'cancelled' } })
  const saved = page.evaluate(send('catalogue', 'export', {}))
  await page.getByRole('textbox', { name: /文件夹的完整路径/ }).fill(join(work, '导出'))
  await page.getByRole('button', { name: '确定' }).click()
  expect(await saved).toMatchObject({ ok: true })
  expect(readdirSync(join(work, '导出'))).toHaveLength(1)
  await window.close()
})

test('a second window on the same data says so instead of opening it twice', async () => {
  const first = await open('twice')
  const second = await open('twice')
  const refused = { ok: false, error: { code: 'app-running' } }
  expect(await second.page.evaluate(send('app', 'status', {}))).toEqual(refused)
  await second.close()
  expect(await first.page.evaluate(send('app', 'status', {}))).toMatchObject({ ok: true })
  await first.close()
})

test('the page reaches no other address and opens no other window', async () => {
  const window = await open('closed')
  const { page } = window
  const load = (script: string) => page.evaluate(`${script}.then(() => 'reached', () => 'refused')`)
  expect(await load("fetch('https://example.com/')")).toBe('refused')
  await page.evaluate("void window.open('https://example.com/')")
  await expect.poll(() => page.context().pages().length).toBe(1)
  await page.goto('https://example.com/').catch(() => null)
  expect(window.outside).toContain('https://example.com/')
  await window.close()
})

test('a page of another origin is not answered, whatever it sends', async () => {
  const window = await open('foreign')
  const page = window.page
  await page.route('https://foreign.invalid/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>x</p>' }))
  await page.goto('https://foreign.invalid/')
  expect(await page.evaluate(send('app', 'status', {}))).toBeUndefined()
  await window.close()
})

test('ended from outside, the program closes the database before it goes', async () => {
  const folder = join(work, 'ended')
  const child = spawn(process.execPath, [join(root, 'electron/chromium/index.ts'), '--data', folder, '--headless'])
  const database = join(folder, 'zhengming.sqlite')
  await expect.poll(() => existsSync(`${database}-wal`), { timeout: 30_000 }).toBe(true)
  const code = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await code).toBe(0)
  expect(existsSync(`${database}-wal`)).toBe(false)
  expect(readFileSync(database).subarray(0, 15).toString()).toBe('SQLite format 3')
})

test.each([
  ['linux', { XDG_DATA_HOME: '/home/a/.data' }, '/home/a/.data/zhengming'],
  ['linux', { ZHENGMING_DATA: '/srv/work' }, '/srv/work'],
  ['linux', { ZHENGMING_DATA: '', XDG_DATA_HOME: '/d' }, '/d/zhengming'],
] as const)('on %s with %j the work lies in %s', (platform, environment, folder) => {
  expect(findDataFolder(undefined, environment, platform)).toBe(folder)
})

test('files are opened by the system without a command shell that could read their names as commands', () => {
  expect(systemCommand('open', 'C:\\甲 & calc.pdf', 'win32')).toEqual(['explorer.exe', ['C:\\甲 & calc.pdf']])
  expect(systemCommand('reveal', '/a/b.pdf', 'linux')).toEqual(['xdg-open', ['/a']])
  expect(systemCommand('reveal', '/a/b.pdf', 'darwin')).toEqual(['open', ['-R', '/a/b.pdf']])
})
