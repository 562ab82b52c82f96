import { chromium, type Browser, type Frame, type Page, type Request as PageRequest, type Route } from 'playwright-core'
import { browserFlags } from '../../../electron/chromium/browser-flags.ts'
import { findChromium } from '../../../electron/chromium/find-chromium.ts'

const real = 'app://zhengming/'
const mapped = 'https://zhengming.invalid/'
const toMapped = (url: string) => url.replace(real, mapped)
const toReal = (url: string) => url.replace(mapped, real)

/** The questions Electron would put to the program. */
export interface PageHooks {
  readonly serve: (request: Request) => Response | Promise<Response>
  readonly cancels: (url: string) => boolean
  readonly invoke: (senderFrame: { url: string; parent: unknown }, channel: string, sent: readonly unknown[]) => unknown
  readonly mayNavigate: (url: string) => boolean
  readonly mayOpen: (url: string) => boolean
}

/** Runs in the page: what a preload sees of Electron. The bundle is the built one, unchanged. */
const runPreload = (bundle: string) => `(() => {
  if (window.top !== window) return
  const listeners = new Map()
  const invoke = window.__invoke
  const ipcRenderer = {
    invoke: (channel, ...sent) => invoke(channel, sent),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener)),
  }
  window.__tell = (channel, sent) => (listeners.get(channel) ?? []).forEach((listener) => listener({}, ...sent))
  const electron = { ipcRenderer, contextBridge: { exposeInMainWorld: (name, value) => { window[name] = value } } }
  const require = (name) => { if (name === 'electron') return electron; throw new Error('no ' + name + ' in a sandboxed preload') }
  const module = { exports: {} }
  ;((require, module, exports) => {
    ${bundle}
  })(require, module, module.exports)
})()`

/** Playwright has no frame yet for the first request of a window that a page opens. */
function isPopup(request: PageRequest, page: Page): boolean {
  try {
    return request.frame().page() !== page
  } catch {
    return true
  }
}

/** One window of the stand-in: a page of Chromium that asks the program what Electron would ask it. */
export class WindowPage {
  readonly #preload: string
  readonly #hooks: PageHooks
  /** What the page tried and was not allowed. */
  readonly happened: { denied: string[]; errors: string[] } = { denied: [], errors: [] }
  #browser: Browser | null = null
  #page: Page | null = null
  #closed: () => void = () => undefined

  constructor(preload: string, hooks: PageHooks) {
    this.#preload = preload
    this.#hooks = hooks
  }

  /** Why a request is not made, or null. */
  #judge(route: Route, url: string): 'opening' | 'navigating' | 'loading' | null {
    const request = route.request()
    if (request.isNavigationRequest() && this.#page !== null) {
      if (isPopup(request, this.#page)) return this.#hooks.mayOpen(url) ? null : 'opening'
      if (!url.startsWith(real) && !this.#hooks.mayNavigate(url)) return 'navigating'
    }
    return this.#hooks.cancels(url) ? 'loading' : null
  }

  async #answer(route: Route) {
    const request = route.request()
    const url = toReal(request.url())
    const verdict = this.#judge(route, url)
    if (verdict !== null) {
      this.happened.denied.push(`${verdict} ${url}`)
      return route.abort('aborted')
    }
    const body = request.postDataBuffer()
    const response = await this.#hooks.serve(
      new Request(url, { method: request.method(), ...(body ? { body: new Uint8Array(body) } : {}) }),
    )
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  async open(url: string) {
    const executablePath = findChromium()
    if (executablePath === null) throw new Error('no Chromium')
    this.#browser = await chromium.launch({ executablePath, args: browserFlags() })
    const context = await this.#browser.newContext()
    await context.route('**/*', (route) => this.#answer(route))
    const frameOf = (frame: Frame) => ({ url: toReal(frame.url()), parent: frame.parentFrame() && {} })
    await context.exposeBinding('__invoke', ({ frame }, channel: string, sent: unknown[]) =>
      this.#hooks.invoke(frameOf(frame), channel, sent),
    )
    await context.addInitScript(runPreload(this.#preload))
    const page = await context.newPage()
    page.on('popup', (popup) => void popup.close())
    page.on('console', (said) => said.type() === 'error' && this.happened.errors.push(said.text()))
    page.on('pageerror', (thrown) => this.happened.errors.push(thrown.message))
    page.once('close', () => this.#closed())
    this.#page = page
    await page.goto(toMapped(url))
  }

  onClosed(listener: () => void) {
    this.#closed = listener
  }
  tell(channel: string, sent: readonly unknown[]) {
    return this.#page?.evaluate(`window.__tell(${JSON.stringify(channel)}, ${JSON.stringify(sent)})`).catch(() => null)
  }
  evaluate(script: string): unknown {
    return this.#page?.evaluate(script)
  }
  title() {
    return this.#page?.title()
  }
  closeByHand() {
    return this.#page?.close()
  }
  async end() {
    await this.#browser?.close()
  }
}
