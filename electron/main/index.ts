import { app, protocol } from 'electron'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runTerminal, verbNames } from '../cli/run-terminal.ts'
import { findDataFolder } from '../host/find-data-folder.ts'
import { findBesideBuild } from '../host/find-resources.ts'
import { onInterrupt } from '../host/on-interrupt.ts'
import { forkUtility } from './fork-utility.ts'
import { openApp } from './open-app.ts'

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
])
app.enableSandbox()

const program = findBesideBuild(import.meta.dirname, app.isPackaged ? process.resourcesPath : null)
// Unpackaged, Electron's own line begins with the folder it was given.
const line = process.argv.slice(app.isPackaged ? 1 : 2)

/** The same verbs as `npm run zm`, as arguments of the packaged program. */
async function openTerminal() {
  await app.whenReady()
  const { stdin, stdout, stderr } = process
  const interrupted = new AbortController()
  onInterrupt(() => interrupted.abort())
  const ports = { isolate: () => forkUtility(program.jobs) }
  app.exit(await runTerminal(line, { program, stdin, stdout, stderr, interrupted: interrupted.signal, ports }))
}

function openWindow() {
  // strict: false because Electron and the system put options of their own on the line.
  const { values } = parseArgs({ args: line, options: { data: { type: 'string' } }, strict: false })
  const dataFolder = findDataFolder(typeof values.data === 'string' ? values.data : undefined)
  // Before the lock, which is per folder: two data folders may be open side by side.
  app.setPath('userData', join(dataFolder, 'window'))
  const development = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
  if (app.requestSingleInstanceLock()) void openApp({ dataFolder, program, development })
  else app.quit()
}

if (verbNames.includes(line[0] ?? '')) void openTerminal()
else openWindow()
