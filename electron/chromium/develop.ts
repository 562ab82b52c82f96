import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import config, { developmentAddress } from '../../electron.vite.config.ts'
import { findDataFolder } from '../host/find-data-folder.ts'
import { findInCheckout } from '../host/find-resources.ts'
import { onInterrupt } from '../host/on-interrupt.ts'
import { findChromium } from './find-chromium.ts'
import { openInChromium } from './open-in-chromium.ts'

// Hot reload where Electron's binary cannot be had; electron-vite alone gives up there.
const { values } = parseArgs({
  options: { data: { type: 'string' }, headless: { type: 'boolean', default: false } },
})
const executable = findChromium()
if (executable === null)
  throw new Error('没有找到 Chromium、Chrome 或 Edge；请安装其中之一，或用 CHROMIUM_PATH 指明它的位置。')

const vite = await createServer({ ...(config as { renderer: object }).renderer, configFile: false })
await vite.listen()
const window = await openInChromium({
  executable,
  dataFolder: findDataFolder(values.data ?? join(import.meta.dirname, '../../.zhengming/development')),
  program: findInCheckout(join(import.meta.dirname, '../..')),
  headless: values.headless,
  development: developmentAddress,
  onConsole: (kind, text) => process.stderr.write(`${kind}: ${text}\n`),
})
onInterrupt(() => void window.close())
await window.closed
await vite.close()
