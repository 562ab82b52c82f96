import { BrowserWindow } from 'electron'
import { join } from 'node:path'
import { pageAddress } from './is-ours.ts'

/** What every window of the program is allowed: nothing beyond the page and its bridge. */
export const windowPreferences = Object.freeze({
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
})

/** The one place that makes a window. */
export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '正名',
    autoHideMenuBar: true,
    webPreferences: { ...windowPreferences, preload: join(preload, 'index.cjs') },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageAddress)
  return window
}
