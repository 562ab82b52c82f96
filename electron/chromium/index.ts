import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findDataFolder } from '../host/find-data-folder.ts'
import { findInCheckout } from '../host/find-resources.ts'
import { onInterrupt } from '../host/on-interrupt.ts'
import { findChromium } from './find-chromium.ts'
import { type ChromiumWindow, openInChromium } from './open-in-chromium.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, headless: { type: 'boolean', default: false } },
})

const executable = findChromium()
if (executable === null) {
  process.stderr.write('没有找到 Chromium、Chrome 或 Edge；请安装其中之一，或用 CHROMIUM_PATH 指明它的位置。\n')
  process.exitCode = 1
} else {
  // Before it opens: a signal meanwhile must not leave the database as a crash would.
  const opening = Promise.withResolvers<ChromiumWindow>()
  onInterrupt(() => void opening.promise.then(({ close }) => close()))
  const window = await openInChromium({
    executable,
    dataFolder: findDataFolder(values.data),
    program: findInCheckout(join(import.meta.dirname, '../..')),
    headless: values.headless,
    exportFolder: process.env['ZHENGMING_EXPORT'] ?? null,
  })
  opening.resolve(window)
  await window.closed
}
