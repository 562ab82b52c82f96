/**
 * Takes a picture of a screen, for engineers:
 *   node tests/support/shoot.ts --data <folder> --path '#/exhibits' --size 1366x768 --out x.png
 *     [--click 'button:新建']… [--fill 'textbox:名称=甲公司']… [--press Escape]… [--wait 'heading:证据库']… [--pause 500]… [--full]
 * Steps run in the order given. `--build` builds the page for this picture alone; without it out/renderer is shown.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { findChromium } from '../../electron/chromium/find-chromium.ts'
import { openInChromium } from '../../electron/chromium/open-in-chromium.ts'
import { findInCheckout } from '../../electron/host/find-resources.ts'
import { buildPage } from './build-page.ts'

const text = { type: 'string' } as const
const step = { type: 'string', multiple: true } as const
const { values, tokens } = parseArgs({
  tokens: true,
  options: {
    data: text,
    path: text,
    size: text,
    out: text,
    full: { type: 'boolean', default: false },
    build: { type: 'boolean', default: false },
    click: step,
    fill: step,
    press: step,
    wait: step,
    pause: step,
  },
})

function find(page: Page, what: string) {
  const [role = '', ...name] = what.split(':')
  return page.getByRole(role as 'button', { name: name.join(':') }).first()
}

const actions: Readonly<Record<string, (page: Page, value: string) => Promise<unknown>>> = {
  click: (page, what) => find(page, what).click({ timeout: 10_000 }),
  fill: (page, what) => {
    const at = what.indexOf('=')
    return find(page, what.slice(0, at)).fill(what.slice(at + 1), { timeout: 10_000 })
  },
  press: (page, key) => page.keyboard.press(key),
  wait: (page, what) => find(page, what).waitFor({ timeout: 10_000 }),
  pause: (page, milliseconds) => page.waitForTimeout(Number(milliseconds)),
}

const executable = findChromium()
if (!values.data || !values.out || !executable) throw new Error('--data, --out and a Chromium are needed')
const [width = 1366, height = 768] = (values.size ?? '1366x768').split('x').map(Number)

const program = findInCheckout(join(import.meta.dirname, '../..'))
const renderer = values.build ? await buildPage() : program.renderer

const window = await openInChromium({
  dataFolder: values.data,
  program: { ...program, renderer },
  executable,
  headless: true,
  size: { width, height },
  exportFolder: process.env['ZHENGMING_EXPORT'] ?? null,
  place: values.path ?? '',
  onConsole: (kind, said) => process.stdout.write(`${kind}: ${said}\n`),
})
try {
  await window.page.waitForLoadState('networkidle')
  for (const token of tokens) {
    const action = token.kind === 'option' ? actions[token.name] : undefined
    if (action && token.kind === 'option') await action(window.page, token.value ?? '')
  }
  await window.page.waitForTimeout(300)
} finally {
  await window.page.screenshot({ path: values.out, fullPage: values.full })
  if (window.outside.length > 0) process.stdout.write(`outside: ${window.outside.join(' ')}\n`)
  await window.close()
  if (values.build) rmSync(renderer, { recursive: true, force: true })
}
