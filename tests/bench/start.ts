import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { createClient } from '#shared/client.ts'
import { browserFlags } from '../../electron/chromium/browser-flags.ts'
import { findChromium } from '../../electron/chromium/find-chromium.ts'
import { openInChromium } from '../../electron/chromium/open-in-chromium.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { startCore } from '../../electron/host/start-core.ts'
import { createTestPorts } from '../support/test-ports.ts'

const RUNS = 5
const checkout = join(import.meta.dirname, '../..')

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** A data folder in which somebody works already, so that the start is the everyday one. */
async function prepare(folder: string) {
  const program = findInCheckout(checkout)
  const ports = createTestPorts({})
  const core = await startCore({
    dataFolder: folder,
    rendererFolder: program.renderer,
    resources: program.resources,
    ports,
  })
  const client = createClient(core.dispatch)
  const person = await client.people.save({ name: '李示例', role: 'agent' })
  if (person.ok) await client.app.work({ personId: person.value.id })
  await client.app.addSample({})
  await core.close()
}

/** Seconds until the first screen can be used: its heading and its menu are there. */
async function startApp(executable: string, folder: string): Promise<number> {
  const started = performance.now()
  const window = await openInChromium({
    dataFolder: folder,
    program: findInCheckout(checkout),
    executable,
    headless: true,
  })
  await window.page.getByRole('heading', { name: /今日/ }).first().waitFor()
  const seconds = (performance.now() - started) / 1000
  await window.close()
  return seconds
}

/** Seconds for the same browser to show a page with one heading. */
async function startBlank(executable: string): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'zhengming-blank-'))
  const started = performance.now()
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    args: browserFlags(),
  })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.setContent('<h1>今日</h1>')
  await page.getByRole('heading', { name: '今日' }).waitFor()
  const seconds = (performance.now() - started) / 1000
  await context.close()
  rmSync(profile, { recursive: true, force: true })
  return seconds
}

/** Times the start to the first usable screen beside a blank page in the same browser, turn about. */
export async function benchStart(): Promise<void> {
  const executable = findChromium()
  if (!executable) throw new Error('no Chromium')
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-start-'))
  try {
    await prepare(folder)
    const app: number[] = []
    const blank: number[] = []
    for (let run = 0; run < RUNS; run++) {
      blank.push(await startBlank(executable))
      app.push(await startApp(executable, folder))
    }
    console.table([
      {
        page: 'Zhengming, first usable screen',
        'median, s': median(app).toFixed(2),
        'slowest, s': Math.max(...app).toFixed(2),
      },
      {
        page: 'blank page, same browser',
        'median, s': median(blank).toFixed(2),
        'slowest, s': Math.max(...blank).toFixed(2),
      },
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) await benchStart()
