import { _electron, type BrowserContext, type ElectronApplication, type FileChooser, type Page } from '@playwright/test'
import { join } from 'node:path'
import type { Core } from '#core/core.ts'
import type { AppEvent } from '#shared/events.ts'
import { connectPage, origin } from '../../electron/chromium/connect-page.ts'
import { createPageDialogs } from '../../electron/chromium/page-dialogs.ts'
import { createPorts } from '../../electron/host/create-ports.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { startCore } from '../../electron/host/start-core.ts'

const root = join(import.meta.dirname, '../..')

/** What a test needs of a shell, whichever it is. */
export interface OpenedShell {
  /** The window's page; another one after a restart. */
  readonly page: () => Page
  readonly open: () => Promise<unknown>
  readonly choose: (files: readonly string[], act: () => Promise<unknown>) => Promise<void>
  /** Ends the program as closing its window does, and opens it again over the same data folder. */
  readonly restart: () => Promise<void>
  readonly outside: () => readonly string[]
  readonly close: () => Promise<void>
}

interface ShellOptions {
  readonly dataFolder: string
  readonly exportFolder: string
  /** Hears of every page the shell opens, before anything is loaded into it. */
  readonly hear: (page: Page) => void
}

/** A test opens no file manager on the machine it runs on. */
const quietOpener = { open: async () => undefined, reveal: async () => undefined }

/** Runs in the page: its clock starts at the given instant, as the core's does. */
function startClockAt(instant: string) {
  const Real = Date
  const ahead = new Real(instant).getTime() - Real.now()
  const now = () => Real.now() + ahead
  globalThis.Date = new Proxy(Real, {
    construct: (target, given) => Reflect.construct(target, given.length > 0 ? given : [now()]) as Date,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}

/** One core after another behind the same page: a restart needs no second browser. */
function seatFor(first: Core): { readonly core: Core; readonly replace: (next: Core) => void } {
  let seated = first
  const listeners = new Set<(event: AppEvent) => void>()
  const follow = (core: Core) => core.subscribe((event) => listeners.forEach((listener) => listener(event)))
  let stop = follow(first)
  return {
    core: {
      dispatch: (request) => seated.dispatch(request),
      serve: (request) => seated.serve(request),
      subscribe: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      close: () => seated.close(),
    },
    replace: (next) => {
      stop()
      seated = next
      stop = follow(next)
    },
  }
}

/** The Chromium shell's own parts in Playwright's context: one browser serves many tests. */
export async function openChromiumShell(
  context: BrowserContext,
  instant: string | null,
  { dataFolder, exportFolder, hear }: ShellOptions,
): Promise<OpenedShell> {
  const program = findInCheckout(root)
  const asked = createPageDialogs(exportFolder)
  const ahead = instant ? new Date(instant).getTime() - Date.now() : 0
  const start = () => {
    const ports = createPorts({ dataFolder, jobs: program.jobs }, { dialogs: asked.dialogs, opener: quietOpener })
    return startCore({
      dataFolder,
      // Lets an engineer test a page of their own while another build goes on.
      rendererFolder: process.env['PAGE_FOLDER'] ?? program.renderer,
      resources: program.resources,
      ports: { ...ports, now: () => new Date(Date.now() + ahead) },
    })
  }
  const seat = seatFor(await start())
  const { outside } = await connectPage(context, seat.core)
  await asked.attach(context)
  if (instant) await context.addInitScript(startClockAt, instant)
  const page = await context.newPage()
  hear(page)
  const open = () => page.goto(`${origin}/`)
  return {
    page: () => page,
    open,
    async choose(files, act) {
      const chooser = page.waitForEvent('filechooser')
      await act()
      await (await chooser).setFiles([...files])
    },
    async restart() {
      await page.goto('about:blank')
      await seat.core.close()
      seat.replace(await start())
      await open()
    },
    outside: () => outside,
    async close() {
      await page.close()
      await seat.core.close()
      await asked.clear()
    },
  }
}

const answerDialogs = (electron: ElectronApplication, paths: readonly string[]) =>
  electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] })
    dialog.showSaveDialog = async (...asked: unknown[]) => {
      const { defaultPath = '' } = asked.at(-1) as { defaultPath?: string }
      return { canceled: false, filePath: `${filePaths[0] ?? ''}/${defaultPath}` }
    }
  }, paths)

/** The built program in Electron, where its binary exists; native dialogs answer what the test says. */
export async function openElectronShell({ dataFolder, exportFolder, hear }: ShellOptions): Promise<OpenedShell> {
  const launch = async () => {
    const electron = await _electron.launch({ args: [join(root, 'out/main/index.js'), '--data', dataFolder] })
    await answerDialogs(electron, [exportFolder])
    const page = await electron.firstWindow()
    hear(page)
    return { electron, page }
  }
  let running = await launch()
  const open = () => running.page.waitForLoadState()
  return {
    page: () => running.page,
    open,
    async choose(files, act) {
      // The page's own file field asks Playwright, everything else the system's dialog.
      const answer = (chooser: FileChooser) => chooser.setFiles([...files])
      running.page.once('filechooser', answer)
      await answerDialogs(running.electron, files)
      await act()
      await answerDialogs(running.electron, [exportFolder])
      running.page.off('filechooser', answer)
    },
    async restart() {
      await running.electron.close()
      running = await launch()
      await open()
    },
    outside: () => [],
    close: () => running.electron.close(),
  }
}
