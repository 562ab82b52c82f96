import { app, ipcMain, Menu, protocol, session, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { Core } from '#core/core.ts'
import { createPorts } from '../host/create-ports.ts'
import type { ProgramFolders } from '../host/find-resources.ts'
import { serveWithVite } from '../host/serve-with-vite.ts'
import { startCore } from '../host/start-core.ts'
import { createWindow } from './create-window.ts'
import { forkUtility } from './fork-utility.ts'
import { isOurs, pageAddress } from './is-ours.ts'
import { lockPages, lockSession } from './lock-down.ts'
import { createNativeDialogs, nativeOpener } from './native-dialogs.ts'

export interface AppOptions {
  readonly dataFolder: string
  readonly program: ProgramFolders
  /** Vite's address while developing; null in every build. */
  readonly development: string | null
}

function answerRequests(core: Core, development: string | null) {
  const serve = development === null ? core.serve : serveWithVite(core.serve, development)
  protocol.handle('app', (request) =>
    request.url.startsWith(pageAddress) ? serve(request) : new Response('not found', { status: 404 }),
  )
  ipcMain.handle('request', (event, request: unknown) => (isOurs(event) ? core.dispatch(request) : undefined))
}

/** However the program is ended (the window, Cmd+Q, the system), the core is closed first, with its backup. */
function endInOrder(window: BrowserWindow, core: Core, onClosed: () => void) {
  let closed = false
  window.on('closed', () => {
    onClosed()
    void core.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  app.on('will-quit', (event) => {
    if (!closed) event.preventDefault()
  })
  app.on('window-all-closed', () => {
    // The program ends when the core is closed, not before.
  })
}

/** Opens the window over the core. */
export async function openApp({ dataFolder, program, development }: AppOptions): Promise<void> {
  let window: BrowserWindow | null = null
  lockPages(app)
  await app.whenReady()
  lockSession(session.defaultSession, development?.replace('http:', 'ws:') ?? null)
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  )
  const core = await startCore({
    dataFolder,
    rendererFolder: program.renderer,
    resources: program.resources,
    ports: createPorts(
      { dataFolder, jobs: program.jobs },
      {
        dialogs: createNativeDialogs(() => window),
        opener: nativeOpener,
        isolate: () => forkUtility(program.jobs),
      },
    ),
  })
  answerRequests(core, development)
  window = createWindow(join(import.meta.dirname, '../preload'))
  const stop = core.subscribe((event) => window?.webContents.send('event', event))

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  endInOrder(window, core, () => {
    stop()
    window = null
  })
}
