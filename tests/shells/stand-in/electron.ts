/**
 * A stand-in for the `electron` module, as much of it as the built program uses: its windows are pages
 * of Chromium, `app://zhengming/` is mapped to an https origin, because Chromium routes nothing else.
 * The real preload bundle runs in the page. It proves our code, not Electron's.
 */
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { WindowPage } from './window-page.ts'
import type { PageHooks } from './window-page.ts'

type Handler = (event: unknown, ...sent: unknown[]) => unknown

/** What the program asked of Electron, for the test to look at. */
export const asked = {
  schemes: [] as unknown[],
  windows: [] as Record<string, unknown>[],
  sandboxed: false,
  userData: '',
  spellcheck: true,
}

const handlers = new Map<string, Handler>()
const pages: WindowPage[] = []
let serve: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 404 })
let beforeRequest: (details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void = () => undefined
let askPermission: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void = () => undefined
let checkPermission: () => boolean = () => true

class App extends EventEmitter {
  readonly isPackaged = false
  whenReady = async () => undefined
  enableSandbox = () => void (asked.sandboxed = true)
  setPath = (_name: string, path: string) => void (asked.userData = path)
  requestSingleInstanceLock = () => true
  /** Closes the windows, asks once more, and only then goes. */
  quit = async () => {
    for (const page of pages) await page.closeByHand()
    let goes = true
    this.emit('will-quit', { preventDefault: () => (goes = false) })
    if (!goes) return
    for (const page of pages) await page.end()
    process.exit(0)
  }
  exit = (code: number) => process.exit(code)
}
export const app = new App()

export const ipcMain = { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) }
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void asked.schemes.push(...schemes),
  handle: (_scheme: string, handler: typeof serve) => void (serve = handler),
}
export const Menu = { setApplicationMenu: () => undefined, buildFromTemplate: () => null }
export const dialog = { showOpenDialog: async () => ({ canceled: true, filePaths: [] }) }
export const shell = { openPath: async () => '', showItemInFolder: () => undefined }
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    webRequest: { onBeforeRequest: (handler: typeof beforeRequest) => void (beforeRequest = handler) },
    setPermissionRequestHandler: (handler: typeof askPermission) => void (askPermission = handler),
    setPermissionCheckHandler: (handler: typeof checkPermission) => void (checkPermission = handler),
    setDevicePermissionHandler: () => undefined,
    setSpellCheckerEnabled: (on: boolean) => void (asked.spellcheck = on),
  }),
}

export const utilityProcess = {
  fork(entry: string) {
    const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    return Object.assign(new EventEmitter(), {
      postMessage: (message: object) => void child.send(message),
      kill: () => child.kill('SIGKILL'),
      on: (event: 'message' | 'exit', listener: () => void) => child.on(event, listener),
    })
  },
}

const hooks = (contents: Contents): PageHooks => ({
  serve: (request) => serve(request),
  cancels: (url) => {
    let cancelled = false
    beforeRequest({ url }, ({ cancel }) => (cancelled = cancel))
    return cancelled
  },
  invoke: (senderFrame, channel, sent) => handlers.get(channel)?.({ senderFrame }, ...sent),
  mayNavigate: (url) => {
    let allowed = true
    contents.emit('will-navigate', { preventDefault: () => (allowed = false), url }, url)
    return allowed
  },
  mayOpen: (url) => contents.openHandler({ url }).action !== 'deny',
})

class Contents extends EventEmitter {
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  readonly page: WindowPage
  constructor(preload: string) {
    super()
    this.page = new WindowPage(readFileSync(preload, 'utf8'), hooks(this))
    pages.push(this.page)
  }
  setWindowOpenHandler = (handler: Contents['openHandler']) => void (this.openHandler = handler)
  send = (channel: string, ...sent: unknown[]) => void this.page.tell(channel, sent)
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: Contents
  constructor(options: { webPreferences: { preload: string } }) {
    super()
    asked.windows.push(options)
    this.webContents = new Contents(options.webPreferences.preload)
    app.emit('web-contents-created', {}, this.webContents)
    this.webContents.page.onClosed(() => this.emit('closed'))
  }
  show = () => undefined
  loadURL = (url: string) =>
    this.webContents.page.open(url).then(() => {
      this.emit('ready-to-show')
      process.send?.('ready')
    })
}

/** What the test may have done inside; `process.send` carries it. */
const orders: Readonly<Record<string, (...given: never[]) => unknown>> = {
  asked: () => asked,
  evaluate: (script: string) => pages[0]?.evaluate(script),
  title: () => pages[0]?.title(),
  invoke: (senderFrame: unknown, request: unknown) => handlers.get('request')?.({ senderFrame }, request),
  permits: () => {
    let granted = true
    askPermission({}, 'media', (answer) => (granted = answer))
    return { granted, checked: checkPermission() }
  },
  cancels: (url: string) => {
    let cancelled = false
    beforeRequest({ url }, ({ cancel }) => (cancelled = cancel))
    return cancelled
  },
  happened: () => pages[0]?.happened,
  quit: () => void app.quit(),
}

process.on('message', async ({ id, order, given }: { id: number; order: string; given: never[] }) => {
  try {
    process.send?.({ id, value: (await orders[order]?.(...given)) ?? null })
  } catch (thrown) {
    process.send?.({ id, problem: String(thrown) })
  }
})
