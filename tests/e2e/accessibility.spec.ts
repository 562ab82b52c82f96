import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { valueOf } from '../support/open-test-core.ts'
import { expect, test, type App } from './app.ts'
import { dialogs, dossierDialogs, screens, type Place } from './screens/places.ts'

const looks = {
  light: { theme: 'light', largeText: false },
  dark: { theme: 'dark', largeText: false },
  'large text': { theme: 'light', largeText: true },
} as const

interface Found {
  readonly place: string
  readonly rule: string
  readonly where: string
}

/** What axe-core calls serious or critical of the page as it is now. */
async function findFaults(page: Page, place: string): Promise<Found[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => ({
        place,
        rule: id,
        where: `${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`,
      })),
    )
}

/** Whether the page can be pushed sideways, as a whole or in the part beside the menu. */
const scrollsSideways = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, document.querySelector('main')].some(
      (element) => element !== null && element.scrollWidth > element.clientWidth,
    ),
  )

async function settle(page: Page) {
  await expect(page.getByLabel('正在读取')).toHaveCount(0)
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
}

async function look({ page }: App, places: readonly Place[]) {
  const faults: Found[] = []
  const wide: string[] = []
  for (const { name, open } of places) {
    await open(page)
    await settle(page)
    faults.push(...(await findFaults(page, name)))
    if (await scrollsSideways(page)) wide.push(name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  return { faults, wide }
}

for (const [name, settings] of Object.entries(looks))
  test.describe(`in ${name}`, () => {
    test.use({ start: 'submitted', viewport: { width: 1093, height: 614 } })

    test('no screen or dialog has a serious fault, and none scrolls sideways on the smallest window', async ({
      app,
    }) => {
      test.setTimeout(240_000)
      await app.page.emulateMedia({ reducedMotion: 'reduce' })
      valueOf(await app.client.app.configure(settings))
      expect(await look(app, [...screens, ...dialogs])).toEqual({ faults: [], wide: [] })
    })
  })

test.describe('while it is prepared', () => {
  test.use({ start: 'dossier', viewport: { width: 1093, height: 614 } })

  test("a dossier's dialogs have no serious fault, light or dark", async ({ app }) => {
    await app.page.emulateMedia({ reducedMotion: 'reduce' })
    for (const settings of [looks.light, looks.dark]) {
      valueOf(await app.client.app.configure(settings))
      expect(await look(app, [...screens.filter(({ name }) => name === '卷宗 目录'), ...dossierDialogs])).toEqual({
        faults: [],
        wide: [],
      })
    }
  })
})

test.describe('before anyone works', () => {
  test('the first run has no serious fault', async ({ app }) => {
    expect(await findFaults(app.page, '首次使用')).toEqual([])
  })
})
