import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import type { Core } from '#core/core.ts'
import { createPorts } from '../host/create-ports.ts'
import type { ProgramFolders } from '../host/find-resources.ts'
import { startCore } from '../host/start-core.ts'
import { browserFlags } from './browser-flags.ts'
import { connectPage, origin } from './connect-page.ts'
import { createPageDialogs } from './page-dialogs.ts'

export interface ChromiumOptions {
  readonly dataFolder: string
  readonly program: ProgramFolders
  readonly executable: string
  readonly headless?: boolean
  readonly size?: { readonly width: number; readonly height: number }
  /** Where saving goes without a question. */
  readonly exportFolder?: string | null
  /** What comes after the address, such as `#/exhibits`. */
  readonly place?: string
  /** Vite's address while developing. */
  readonly development?: string
  /** Hears warnings, errors and crashes of the page. */
  readonly onConsole?: (kind: string, text: string) => void
}

/** The app in a window of Chromium, until it is closed. */
export interface ChromiumWindow {
  readonly page: Page
  readonly core: Core
  readonly outside: readonly string[]
  /** Settles when the window is gone and the core is closed. */
  readonly closed: Promise<void>
  readonly close: () => Promise<void>
}

/** The browser's own folder: beside the work, or a passing one where nothing can be written. */
function profileFolder(dataFolder: string, passing: boolean): { readonly path: string; readonly remove: () => void } {
  if (!passing) {
    try {
      const path = join(dataFolder, 'window')
      mkdirSync(path, { recursive: true })
      return { path, remove: () => undefined }
    } catch {
      // A folder that cannot be written: the window still opens, to say so.
    }
  }
  const path = mkdtempSync(join(tmpdir(), 'zhengming-window-'))
  // A browser that is closing may still write for a moment.
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) }
}

function launch(options: ChromiumOptions, profile: string) {
  const { width, height } = options.size ?? { width: 1366, height: 768 }
  return chromium.launchPersistentContext(profile, {
    executablePath: options.executable,
    headless: options.headless ?? false,
    acceptDownloads: false,
    locale: 'zh-CN',
    handleSIGINT: false,
    handleSIGTERM: false,
    viewport: options.headless ? { width, height } : null,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      ...browserFlags(options.development !== undefined),
      '--disk-cache-size=1',
      '--test-type',
      ...(options.headless ? [] : [`--app=${origin}/`, `--window-size=${width},${height}`]),
    ],
  })
}

/** Opens the app in an installed browser: the fallback where Electron's binary cannot be had. */
export async function openInChromium(options: ChromiumOptions): Promise<ChromiumWindow> {
  const { dataFolder, program } = options
  const asked = createPageDialogs(options.exportFolder ?? null)
  const core = await startCore({
    dataFolder,
    rendererFolder: program.renderer,
    resources: program.resources,
    ports: createPorts({ dataFolder, jobs: program.jobs }, { dialogs: asked.dialogs }),
  })
  const profile = profileFolder(dataFolder, options.headless ?? false)
  try {
    const context = await launch(options, profile.path)
    const closed = new Promise<void>((resolve) => void context.once('close', () => resolve())).then(async () => {
      await core.close()
      await asked.clear()
      profile.remove()
    })
    const { outside } = await connectPage(context, core, options.development ?? null)
    await asked.attach(context)
    const page = context.pages()[0] ?? (await context.newPage())
    context.on('page', (extra) => void extra.close())
    page.once('close', () => void context.close())
    page.on('console', (said) => {
      if (said.type() === 'error' || said.type() === 'warning') options.onConsole?.(said.type(), said.text())
    })
    page.on('pageerror', (thrown) => options.onConsole?.('crash', thrown.message))
    await page.goto(`${origin}/${options.place ?? ''}`)
    return { page, core, outside, closed, close: () => context.close().then(() => closed) }
  } catch (thrown) {
    await core.close()
    profile.remove()
    throw thrown
  }
}
