import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** Shows one of the dossier's tabs. */
export async function showTab(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('tab', { name }).click()
}

/** The gate beside the work. */
export const gate = (page: Page): Locator => page.getByRole('region', { name: '预检' })

/** One line of the gate by what it asks for. */
export const gateRow = (page: Page, needs: string): Locator =>
  gate(page)
    .getByRole('listitem')
    .filter({ has: page.locator('strong', { hasText: needs }) })

/** The entries of the dossier in order. */
export const items = (page: Page): Locator => page.getByRole('list', { name: '卷宗目录' }).getByRole('listitem')

/** Titles of the dossier's entries, top to bottom. */
export async function itemTitles(page: Page): Promise<string[]> {
  const names = await items(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''))
  return names.map((name) => name.replace(/^第 \d+ 项 /, ''))
}

/** The pages beside the work. */
export const preview = (page: Page): Locator => page.getByRole('region', { name: '卷宗预览' })

/** Waits until the shown pages are those of the dossier as it is now. */
export async function awaitPreview(page: Page): Promise<void> {
  await expect(page.getByText('自检通过', { exact: true })).toBeVisible({ timeout: 40_000 })
}
