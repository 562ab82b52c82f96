import { test as base, type Page, type TestInfo } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bridge } from '#shared/bridge.ts'
import { createClient } from '#shared/client.ts'
import type { Client } from '#shared/contract.ts'
import { testNow } from '../support/test-ports.ts'
import { dropFiles } from './drop-files.ts'
import { listFolder, type FolderContents } from './list-folder.ts'
import { spoilFolder, type Start } from './spoil-folder.ts'
import { openChromiumShell, openElectronShell } from './shells.ts'

export { expect } from '@playwright/test'

/** The app in a window over a data folder of its own. */
export interface App {
  /** The window; another one after `restart` in Electron, so ask for it anew. */
  readonly page: Page
  /** The same operations the window uses, to prepare what a test is not about. */
  readonly client: Client
  readonly dataFolder: string
  /** What was in the data folder before the app opened it. */
  readonly before: FolderContents
  /** Where everything is saved that the app asks a place for. */
  readonly exportFolder: string
  /** An empty folder for files a test makes. */
  readonly workFolder: string
  /** Does `act`, and answers the file dialog it opens. */
  readonly choose: (files: readonly string[], act: () => Promise<unknown>) => Promise<void>
  /** Drops files on the window as from the system's file manager. */
  readonly drop: (files: readonly string[]) => Promise<void>
  /** Closes the program, with the backup it makes then, and opens it over the same folder. */
  readonly restart: () => Promise<void>
  /** Errors the page has shown in its console; a test that provokes one takes it out. */
  readonly consoleErrors: string[]
}

interface Options {
  /** The state of the data folder before the app starts. */
  readonly start: Start
  /** When the app is opened, by its own clock, in Chromium; the real time when null, and in Electron. */
  readonly instant: string | null
}

function listenForErrors(page: Page, errors: string[]) {
  page.on('console', (said) => {
    if (said.type() === 'error') errors.push(`${said.text()} ${said.location().url}`)
  })
  page.on('pageerror', (thrown) => errors.push(thrown.stack ?? thrown.message))
}

/** What a failed test last saw, as words and as a picture, in its output folder. */
async function keepSight(page: Page, info: TestInfo) {
  if (info.errors.length === 0) return
  writeFileSync(info.outputPath('page.yml'), await page.locator('body').ariaSnapshot())
  await page.screenshot({ path: info.outputPath('page.png') })
}

/** What a test asks of the core goes through the page's own bridge, so it is the same in every shell. */
const clientOf = (page: () => Page) =>
  createClient((request) =>
    page().evaluate((sent) => (window as unknown as { bridge: Bridge }).bridge.send(sent), request),
  )

/** Gives a test the app; afterwards no console error and no request to the outside may have happened. */
export const test = base.extend<Options & { readonly app: App }>({
  start: ['fresh', { option: true }],
  instant: [testNow, { option: true }],
  app: async ({ context, start, instant }, use, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'zhengming-e2e-'))
    const exportFolder = join(folder, '导出')
    const workFolder = join(folder, '文件')
    mkdirSync(workFolder)
    const { folder: dataFolder, release } = await spoilFolder(join(folder, 'data'), start)
    const before = listFolder(dataFolder)
    const consoleErrors: string[] = []
    const options = { dataFolder, exportFolder, hear: (page: Page) => listenForErrors(page, consoleErrors) }
    const shell = await (process.env['APP_SHELL'] === 'electron'
      ? openElectronShell(options)
      : openChromiumShell(context, instant, options))
    await shell.open()
    await use({
      get page() {
        return shell.page()
      },
      client: clientOf(shell.page),
      dataFolder,
      before,
      exportFolder,
      workFolder,
      choose: shell.choose,
      drop: (files) => dropFiles(shell.page(), files),
      restart: shell.restart,
      consoleErrors,
    })
    await keepSight(shell.page(), info)
    await shell.close()
    release()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    base.expect(consoleErrors, 'console errors').toEqual([])
    base.expect(shell.outside(), 'requests to the outside').toEqual([])
  },
})
