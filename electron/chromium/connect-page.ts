import type { BrowserContext, Page, Route } from 'playwright-core'
import type { Core } from '#core/core.ts'
import { serveWithVite } from '../host/serve-with-vite.ts'

/** The page's made-up address; nothing listens there, every request is answered by `core.serve`. */
export const origin = 'https://zhengming.invalid'

const sendName = '__zhengmingSend'

/** Runs in the page before anything else: puts the bridge at `window.bridge`. */
function installBridge(name: string) {
  const listeners = new Set<(event: unknown) => void>()
  const own = window as unknown as Record<string, unknown>
  const send = own[name]
  Reflect.deleteProperty(own, name)
  own['bridge'] = {
    send,
    listen: (listener: (event: unknown) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  own['__zhengmingEvent'] = (event: unknown) => {
    for (const listener of listeners) listener(event)
  }
}

async function answer(route: Route, serve: Core['serve']) {
  const request = route.request()
  const body = request.postDataBuffer()
  const response = await serve(
    new Request(request.url(), {
      method: request.method(),
      headers: request.headers(),
      ...(body ? { body: new Uint8Array(body) } : {}),
    }),
  )
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/** What the page asked for outside its own origin; each was refused. */
export interface PageConnection {
  readonly outside: readonly string[]
}

/**
 * Joins a browser context to the core: answers the page's own origin, refuses every other one, and puts
 * the bridge in the page. Call before the page is opened. `development` is Vite's address, if any.
 */
export async function connectPage(
  context: BrowserContext,
  core: Core,
  development: string | null = null,
): Promise<PageConnection> {
  const serve = development === null ? core.serve : serveWithVite(core.serve, development)
  const outside: string[] = []
  const pages = () => context.pages().filter((page) => page.url().startsWith(`${origin}/`))
  const gone = () => undefined

  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url.startsWith(`${origin}/`)) return answer(route, serve).catch(() => route.abort().catch(gone))
    outside.push(url)
    return route.abort()
  })
  if (development === null)
    await context.routeWebSocket('**/*', (socket) => {
      outside.push(socket.url())
      return socket.close()
    })
  await context.exposeBinding(sendName, ({ page, frame }, request: unknown) => {
    const ours = frame === page.mainFrame() && frame.url().startsWith(`${origin}/`)
    return ours ? core.dispatch(request) : undefined
  })
  await context.addInitScript(installBridge, sendName)
  const tell = (page: Page, event: unknown) =>
    page
      .evaluate(
        (sent) => (window as unknown as { __zhengmingEvent?: (event: unknown) => void }).__zhengmingEvent?.(sent),
        event,
      )
      .catch(gone)
  const stop = core.subscribe((event) => {
    for (const page of pages()) void tell(page, event)
  })
  context.once('close', stop)
  return { outside }
}
