import { test as base, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bridge } from '#shared/bridge.ts'
import { createClient } from '#shared/client.ts'
import type { Client } from '#shared/contract.ts'
import { spoilFolder, type Start } from './spoil-folder.ts'
import { openChromiumShell, openElectronShell, type OpenedShell } from './shells.ts'

export { expect } from '@playwright/test'

/** The app in a window over a fresh data folder. */
export interface App {
  readonly page: Page
  /** The same operations the window uses, to prepare what a test is not about. */
  readonly client: Client
  readonly dataFolder: string
  /** Where everything is saved that the app asks a place for. */
  readonly exportFolder: string
  /** Does `act`, and answers the file dialog it opens. */
  readonly choose: (files: readonly string[], act: () => Promise<unknown>) => Promise<void>
  /** Errors the page has shown in its console; a test that provokes one takes it out. */
  readonly consoleErrors: string[]
}

interface Options {
  /** The state of the data folder before the app starts. */
  readonly start: Start
  /** What the core's clock shows, in Chromium; the real time when null. */
  readonly instant: string | null
}

function listenForErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'error') errors.push(`${said.text()} ${said.location().url}`)
  })
  page.on('pageerror', (thrown) => errors.push(thrown.stack ?? thrown.message))
  return errors
}

/** What a test asks of the core goes through the page's own bridge, so it is the same in every shell. */
const clientOf = (page: Page) =>
  createClient((request) =>
    page.evaluate((sent) => (window as unknown as { bridge: Bridge }).bridge.send(sent), request),
  )

/** Gives a test the app; afterwards no console error and no request to the outside may have happened. */
export const test = base.extend<Options & { readonly app: App }>({
  start: ['fresh', { option: true }],
  instant: [null, { option: true }],
  app: async ({ context, start, instant }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'zhengming-e2e-'))
    const exportFolder = join(folder, '导出')
    const dataFolder = await spoilFolder(join(folder, 'data'), start)
    const shell: OpenedShell =
      process.env['APP_SHELL'] === 'electron'
        ? await openElectronShell({ dataFolder, exportFolder })
        : await openChromiumShell({ context, dataFolder, exportFolder, instant })
    const consoleErrors = listenForErrors(shell.page)
    await shell.open()
    await use({
      page: shell.page,
      client: clientOf(shell.page),
      dataFolder,
      exportFolder,
      choose: shell.choose,
      consoleErrors,
    })
    await shell.close()
    rmSync(folder, { recursive: true, force: true })
    base.expect(consoleErrors, 'console errors').toEqual([])
    base.expect(shell.outside(), 'requests to the outside').toEqual([])
  },
})
