import { expect, type Locator, type Page } from '@playwright/test'

/** Goes to a place by the main menu and waits for its heading. */
export async function goTo(page: Page, place: string, heading = place): Promise<void> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: place }).click()
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
}

const escaped = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A field's accessible name; the star of a required one may be read with it. */
const named = (label: string) => new RegExp(String.raw`^(\* ?)?${escaped(label)}$`)

/** The text field of that label. */
export const field = (within: Locator | Page, label: string): Locator =>
  within.getByRole('textbox', { name: named(label) })

/** The choices of the list that is open; antd keeps its own role=option elements out of sight. */
const choicesIn = (page: Page) => page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')

/** A choice the open list offers. */
export const offered = (page: Page, choice: string | RegExp): Locator =>
  choicesIn(page).locator('.ant-select-item-option').filter({ hasText: choice }).first()

/** Opens a list and takes the choice that reads `choice`. */
export async function pick(within: Locator | Page, name: string, choice: string | RegExp): Promise<void> {
  const box = within.getByRole('combobox', { name: named(name) })
  const page = 'goto' in within ? within : within.page()
  await box.click()
  await offered(page, choice).click()
}

/** Types into a list that searches, and takes the choice that reads `choice`. */
export async function find(within: Locator, name: string, typed: string, choice: string | RegExp): Promise<void> {
  await within.getByRole('combobox', { name: named(name) }).fill(typed)
  await offered(within.page(), choice).click()
}

/** Takes one of several choices; what it changes may come from further off than the click itself. */
export async function choose(radio: Locator): Promise<void> {
  await radio.click()
  await expect(radio).toBeChecked()
}

/** The dialog or drawer of that name. */
export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name })

/** A toast with these words; they go by themselves. */
export const said = (page: Page, words: string | RegExp): Locator =>
  page.locator('.ant-message-notice').filter({ hasText: words }).first()

/** The message that stays until it is closed: what was not done and why. */
export const problem = (page: Page, words: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: words })

/** The proof of autosave within a form. */
export const savedProof = (within: Locator | Page): Locator =>
  within
    .getByRole('status')
    .filter({ hasText: /已保存 \d\d:\d\d/ })
    .first()
