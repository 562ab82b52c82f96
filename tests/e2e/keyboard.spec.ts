import type { Locator, Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { awaitPreview, gateRow, items, itemTitles } from './screens/dossier.ts'
import { dialog, offered } from './screens/window.ts'

test.use({ start: 'dossier' })

/** Goes on with Tab, as a person without a mouse does, until the wanted place has the focus. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isFocused = () => wanted.evaluate((element) => element === document.activeElement)
  await expect(wanted).toBeVisible()
  for (let step = 0; step < 150; step++) {
    if (await isFocused()) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab does not reach ${String(wanted)}`)
}

async function press(page: Page, wanted: Locator, key = 'Enter') {
  await tabTo(page, wanted)
  await page.keyboard.press(key)
}

test('the job is done without a mouse, and the focus is seen and comes back', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  await press(page, page.getByRole('link', { name: '标记记录' }))
  await press(page, page.getByRole('button', { name: '登记标记' }))
  const form = dialog(page, '登记标记')
  await tabTo(page, form.getByRole('combobox', { name: /号码$/ }))
  await page.keyboard.type('13800')
  await expect(offered(page, '138 0013 8000')).toBeVisible()
  await page.keyboard.press('Enter')
  await tabTo(page, form.getByRole('textbox', { name: /屏幕上的标记文字$/ }))
  await page.keyboard.insertText('骚扰电话')
  await tabTo(page, form.getByRole('combobox', { name: /标记类别$/ }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await press(page, form.getByRole('button', { name: '保存', exact: true }))
  await expect(form).toBeHidden()
  await expect(page.getByRole('row', { name: /138 0013 8000.*骚扰电话/ }).first()).toBeVisible()

  await press(page, page.getByRole('link', { name: '申诉卷宗' }))
  const row = page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ })
  await tabTo(page, row)
  await expect(row).toHaveCSS('outline-style', 'solid')
  await page.keyboard.press('Enter')
  await awaitPreview(page)

  await press(page, gateRow(page, '申诉原因').getByRole('checkbox'), 'Space')
  await expect(gateRow(page, '申诉原因').getByRole('checkbox')).toBeChecked()
  const [first = '', second = ''] = await itemTitles(page)
  await tabTo(page, items(page).first())
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(async () => (await itemTitles(page)).slice(0, 2)).toEqual([second, first])
  await expect(page.getByText(`「${first}」已移到第 2 项`)).toBeAttached()

  await tabTo(page, page.getByRole('button', { name: '生成提交包' }).first(), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/自检通过：\d+ 项承诺都已核实/)).toBeVisible({ timeout: 60_000 })
  await tabTo(page, page.getByRole('button', { name: '标记已提交' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const asking = dialog(page, /标记已提交/)
  await expect(asking).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(asking).toBeHidden()
  await expect(page.getByRole('button', { name: '标记已提交' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, asking.getByRole('textbox', { name: '受理号' }))
  await page.keyboard.insertText('键盘-1')
  await press(page, asking.getByRole('button', { name: '标记已提交' }))
  await expect(page.getByRole('region', { name: '提交情况' })).toContainText('键盘-1')
})
