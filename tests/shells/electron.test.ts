import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCore, valueOf } from '../support/open-test-core.ts'

const root = join(import.meta.dirname, '../..')
const dataFolder = mkdtempSync(join(tmpdir(), 'zhengming-electron-'))
let program: ChildProcess
let ended: Promise<number | null>
let serial = 0

/** Has the stand-in do something inside the running program. */
function order<T>(name: string, ...given: unknown[]): Promise<T> {
  const id = ++serial
  return new Promise((resolve, reject) => {
    const hear = (answer: { id: number; value?: T; problem?: string }) => {
      if (answer.id !== id) return
      program.off('message', hear)
      if (answer.problem === undefined) resolve(answer.value as T)
      else reject(new Error(answer.problem))
    }
    program.on('message', hear)
    program.send({ id, order: name, given })
  })
}

const status = { area: 'app', operation: 'status', input: {} }

beforeAll(async () => {
  const main = join(root, 'out/main/index.js')
  if (!existsSync(main)) throw new Error('build first: node setup.mjs build')
  program = fork(main, ['--data', dataFolder], {
    // Electron's own line begins with the program and the folder it was given.
    execArgv: ['--import', join(root, 'tests/shells/stand-in/register.ts')],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    cwd: root,
  })
  ended = new Promise((resolve) => void program.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    program.on('message', (message) => message === 'ready' && resolve())
    program.once('exit', (code) => reject(new Error(`the program ended with ${code} before its page was there`)))
  })
})

afterAll(() => {
  program.kill('SIGKILL')
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

test('the built program opens the page in one hardened window', async () => {
  const asked = await order<{ windows: { webPreferences: object }[]; sandboxed: boolean; schemes: unknown[] }>('asked')
  expect(asked.windows).toHaveLength(1)
  expect(asked.windows[0]?.webPreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    preload: join(root, 'out/preload/index.cjs'),
  })
  expect(asked).toMatchObject({ sandboxed: true, spellcheck: false, userData: join(dataFolder, 'window') })
  expect(asked.schemes).toEqual([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
})

test('the page asks through its bridge and is answered; nothing but the bridge is in the window', async () => {
  expect(await order('evaluate', 'Object.keys(window.bridge).sort().join()')).toBe('listen,send')
  expect(await order('evaluate', `window.bridge.send(${JSON.stringify(status)})`)).toMatchObject({ ok: true })
  expect(await order('evaluate', 'typeof require + typeof process')).toBe('undefinedundefined')
})

test('the page hears of changes', async () => {
  const script = `new Promise((resolve) => {
    const stop = window.bridge.listen((event) => { stop(); resolve(event.kind) })
    void window.bridge.send({ area: 'people', operation: 'save', input: { name: '李示例', role: 'agent' } })
  })`
  expect(await order('evaluate', script)).toBe('changed')
})

test.each([
  ['another address', { url: 'https://example.com/', parent: null }],
  ['an address that only begins alike', { url: 'app://zhengming.example/', parent: null }],
  ['a frame inside our page', { url: 'app://zhengming/', parent: {} }],
  ['a frame that is gone', null],
])('a request from %s is not answered', async (_what, frame) => {
  expect(await order('invoke', frame, status)).toBeNull()
})

test('a request from our own page is answered', async () => {
  expect(await order('invoke', { url: 'app://zhengming/', parent: null }, status)).toMatchObject({ ok: true })
})

test('new windows and other pages are refused, and ours stays', async () => {
  await order('evaluate', "void window.open('https://example.com/')")
  await order('evaluate', "void (location.href = 'https://example.com/elsewhere')")
  await expect
    .poll(async () => (await order<{ denied: string[] }>('happened')).denied.toSorted())
    .toEqual(['navigating https://example.com/elsewhere', 'opening https://example.com/'])
  expect(await order('evaluate', 'location.host')).toBe('zhengming.invalid')
})

test('no permission is given, asked for or checked', async () => {
  expect(await order('permits')).toEqual({ granted: false, checked: false })
})

test.each([
  ['https://example.com/', true],
  ['http://127.0.0.1:5183/', true],
  ['ws://127.0.0.1:5183/', true],
  ['file:///etc/passwd', true],
  ['app://other/', true],
  ['app://zhengming/files/x', false],
])('a load of %s is cancelled: %s', async (url, cancelled) => {
  expect(await order('cancels', url)).toBe(cancelled)
})

test('quitting ends the program cleanly: the core is closed before it goes, and the data folder is free', async () => {
  void order('quit').catch(() => undefined)
  expect(await ended).toBe(0)
  expect(existsSync(join(dataFolder, 'zhengming.sqlite-wal'))).toBe(false)
  const core = await openTestCore({ folder: dataFolder })
  expect(valueOf(await core.client.people.list({})).map(({ name }) => name)).toEqual(['李示例'])
  await core.close()
})
