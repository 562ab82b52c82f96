import { defineConfig } from '@playwright/test'
import { browserFlags } from './electron/chromium/browser-flags.ts'
import { findChromium } from './electron/chromium/find-chromium.ts'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: false,
    launchOptions: { executablePath: findChromium() ?? '', args: browserFlags() },
  },
})
