import { expect, test } from './app.ts'
import { awaitPreview, items, itemTitles, preview } from './screens/dossier.ts'
import { goTo, said } from './screens/window.ts'

/** Runs in the page: as soon as pages are laid out, turns to the last one and goes to another screen frames later. */
function turnAndLeave(frames: number): Promise<void> {
  return new Promise((resolve) => {
    const leave = (left: number) => {
      if (left > 0) return void requestAnimationFrame(() => leave(left - 1))
      location.hash = '#/today'
      resolve()
    }
    const watch = new MutationObserver(() => {
      const last = document.querySelector('.pdfViewer .page:nth-child(8)')
      if (!last) return
      watch.disconnect()
      last.scrollIntoView()
      leave(frames)
    })
    watch.observe(document.body, { childList: true, subtree: true })
  })
}

test.describe('loading it', () => {
  test('the sample is there with one click, and gone with another', async ({ app }) => {
    const { page } = app
    await page.getByRole('textbox', { name: /姓名/ }).fill('赵经办')
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.getByRole('button', { name: '载入样本' }).click()
    await expect(page.getByText('样本公司，内容为虚构')).toBeVisible({ timeout: 60_000 })
    await goTo(page, '证据库', '证据库')
    await expect(page.getByText('共 11 份')).toBeVisible()
    await goTo(page, '今日')
    await page.getByRole('button', { name: '清除示例数据' }).click()
    await expect(page.getByRole('heading', { name: '为哪家公司申诉？' })).toBeVisible()
    await expect(page.getByRole('button', { name: /样本理财/ })).toHaveCount(0)
  })
})

test.describe('its dossier', () => {
  test.use({ start: 'dossier' })

  test('entries move by keys, by buttons and by drag, the pages follow, and each move can be taken back', async ({
    app,
  }) => {
    const { page } = app
    await goTo(page, '申诉卷宗')
    await page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ }).click()
    await awaitPreview(page)
    const [first = '', second = '', third = '', fourth = '', ...rest] = await itemTitles(page)
    const order = () => itemTitles(page)
    const pagesOf = (title: string) => page.getByRole('button', { name: new RegExp(`^预览「${title}`) })
    await expect(pagesOf(first)).toHaveText(/^第 3[–\d]* 页$/)

    await items(page).first().press('Alt+ArrowDown')
    await expect.poll(order).toEqual([second, first, third, fourth, ...rest])
    await expect(items(page).nth(1)).toBeFocused()
    await expect(pagesOf(second)).toHaveText(/^第 3[–\d]* 页$/)
    await page.getByRole('button', { name: `上移「${fourth}」` }).click()
    await expect.poll(order).toEqual([second, first, fourth, third, ...rest])

    const handle = page.getByRole('button', { name: `拖动「${fourth}」` })
    const from = await handle.boundingBox()
    const to = await page.getByRole('button', { name: `拖动「${second}」` }).boundingBox()
    if (!from || !to) throw new Error('the handles are not on the screen')
    await page.mouse.move(from.x + 5, from.y + 5)
    await page.mouse.down()
    await page.mouse.move(from.x + 5, from.y - 30, { steps: 5 })
    await page.mouse.move(to.x + 5, to.y - 10, { steps: 10 })
    await page.mouse.up()
    await expect.poll(order).toEqual([fourth, second, first, third, ...rest])
    await expect(pagesOf(fourth)).toHaveText(/^第 3[–\d]* 页$/)
    await expect(preview(page).getByText('自检通过')).toBeVisible()

    await page.keyboard.press('Control+z')
    await expect(said(page, /已撤销/)).toBeVisible()
    await expect.poll(order).toEqual([second, first, fourth, third, ...rest])
    await page.getByRole('button', { name: `移出「${third}」` }).click()
    await expect.poll(order).toEqual([second, first, fourth, ...rest])
    await said(page, '移出卷宗').getByRole('button', { name: '撤销' }).click()
    await expect.poll(order).toEqual([second, first, fourth, third, ...rest])
    for (const expected of [
      [second, first, third, fourth, ...rest],
      [first, second, third, fourth, ...rest],
    ]) {
      await page.getByRole('banner').getByRole('button', { name: /撤销/ }).click()
      await expect.poll(order).toEqual(expected)
    }
  })

  test('leaving while pages are still being fetched or drawn goes wrong nowhere', async ({ app }) => {
    const { page } = app
    for (const frames of [0, 1, 2, 3, 4]) {
      await goTo(page, '申诉卷宗')
      const left = page.evaluate(turnAndLeave, frames)
      await page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ }).click()
      await left
      await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
    }
    expect(app.consoleErrors).toEqual([])
  })
})
