import { _electron, type BrowserContext, type Page } from '@playwright/test'
import { join } from 'node:path'
import { connectPage, origin } from '../../electron/chromium/connect-page.ts'
import { createPageDialogs } from '../../electron/chromium/page-dialogs.ts'
import { createPorts } from '../../electron/host/create-ports.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { startCore } from '../../electron/host/start-core.ts'

const root = join(import.meta.dirname, '../..')

/** What a test needs of a shell, whichever it is. */
export interface OpenedShell {
  readonly page: Page
  readonly open: () => Promise<unknown>
  readonly choose: (files: readonly string[], act: () => Promise<unknown>) => Promise<void>
  readonly outside: () => readonly string[]
  readonly close: () => Promise<void>
}

/** The Chromium shell's own parts in Playwright's context: one browser serves many tests. */
export async function openChromiumShell({
  context,
  dataFolder,
  exportFolder,
  instant,
}: {
  readonly context: BrowserContext
  readonly dataFolder: string
  readonly exportFolder: string
  readonly instant: string | null
}): Promise<OpenedShell> {
  const program = findInCheckout(root)
  const asked = createPageDialogs(exportFolder)
  const ports = createPorts({ dataFolder, jobs: program.jobs }, { dialogs: asked.dialogs, opener: quietOpener })
  const core = await startCore({
    dataFolder,
    rendererFolder: program.renderer,
    resources: program.resources,
    ports: instant ? { ...ports, now: () => new Date(instant) } : ports,
  })
  const { outside } = await connectPage(context, core)
  await asked.attach(context)
  const page = await context.newPage()
  return {
    page,
    open: () => page.goto(`${origin}/`),
    async choose(files, act) {
      const chooser = page.waitForEvent('filechooser')
      await act()
      await (await chooser).setFiles([...files])
    },
    outside: () => outside,
    async close() {
      await page.close()
      await core.close()
      await asked.clear()
    },
  }
}

/** A test opens no file manager on the machine it runs on. */
const quietOpener = { open: async () => undefined, reveal: async () => undefined }

/** The built program in Electron, where its binary exists; native dialogs answer what the test says. */
export async function openElectronShell({
  dataFolder,
  exportFolder,
}: {
  readonly dataFolder: string
  readonly exportFolder: string
}): Promise<OpenedShell> {
  const electron = await _electron.launch({ args: [join(root, 'out/main/index.js'), '--data', dataFolder] })
  const answerDialogs = (paths: readonly string[]) =>
    electron.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] })
      dialog.showSaveDialog = async (...asked: unknown[]) => {
        const { defaultPath = '' } = asked.at(-1) as { defaultPath?: string }
        return { canceled: false, filePath: `${filePaths[0] ?? ''}/${defaultPath}` }
      }
    }, paths)
  await answerDialogs([exportFolder])
  const page = await electron.firstWindow()
  return {
    page,
    open: () => page.waitForLoadState(),
    async choose(files, act) {
      await answerDialogs(files)
      await act()
      await answerDialogs([exportFolder])
    },
    outside: () => [],
    close: () => electron.close(),
  }
}
