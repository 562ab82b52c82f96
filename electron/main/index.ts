import { app, protocol } from 'electron'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findDataFolder } from '../host/find-data-folder.ts'
import { findBesideBuild } from '../host/find-resources.ts'
import { openApp } from './open-app.ts'

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
])
app.enableSandbox()

// strict: false because Electron and the system put options of their own on the line.
const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false })
const dataFolder = findDataFolder(typeof values.data === 'string' ? values.data : undefined)
// Before the lock, which is per folder: two data folders may be open side by side.
app.setPath('userData', join(dataFolder, 'window'))

if (app.requestSingleInstanceLock()) {
  void openApp({
    dataFolder,
    program: findBesideBuild(import.meta.dirname, app.isPackaged ? process.resourcesPath : null),
    development: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null),
  })
} else app.quit()
