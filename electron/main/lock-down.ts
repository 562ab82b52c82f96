import type { App, Session } from 'electron'
import { pageAddress } from './is-ours.ts'

/** What the page may load: its own address, and what its own scripts made. The content policy narrows it further. */
const allowed = [pageAddress, `blob:${pageAddress}`, 'data:']

/** Closes every way out of the page: other addresses, permissions, downloads, look-ups. `development` adds one address. */
export function lockSession(session: Session, development: string | null) {
  const addresses = development === null ? allowed : [...allowed, development]
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !addresses.some((address) => url.startsWith(address)) })
  })
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
}

/** Closes every way for a page to open, become or hold another page. */
export function lockPages(app: App) {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
