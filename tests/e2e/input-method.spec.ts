import { expect, test } from './app.ts'
import { composeAndPressEnter } from './screens/compose.ts'
import { dialog, field, goTo } from './screens/window.ts'

test.describe('at the first run', () => {
  test('Enter that chooses a word does not begin the work', async ({ app }) => {
    const { page } = app
    const name = field(page, '姓名')
    const { commit } = await composeAndPressEnter(name, 'zhao')
    await commit('赵')
    await expect(name).toHaveValue('赵')
    await expect(page.getByRole('heading', { name: '谁在使用？' })).toBeVisible()
    await name.press('Enter')
    await expect(page.getByRole('heading', { name: '为哪家公司申诉？' })).toBeVisible()
    await page.getByRole('button', { name: '添加公司主体' }).click()
    const allowed = page.getByRole('combobox', { name: /本公司名称与号码/ })
    const second = await composeAndPressEnter(allowed, 'ceshi')
    await second.commit('测试理财')
    await expect(page.locator('.ant-select-selection-item')).toHaveCount(0)
    await allowed.press('Enter')
    await expect(page.locator('.ant-select-selection-item')).toHaveText(['测试理财'])
  })
})

test.describe('at work', () => {
  test.use({ start: 'dossier' })

  test('Enter that chooses a word submits, searches and renames nothing', async ({ app }) => {
    const { page } = app
    await goTo(page, '号码')
    const rows = page.getByRole('row', { name: /查看/ })
    await expect(rows).toHaveCount(3)
    const search = page.getByRole('textbox', { name: '查找号码' })
    const searching = await composeAndPressEnter(search, 'zongji')
    await searching.commit('总机')
    await expect(rows).toHaveCount(3)
    await search.press('Enter')
    await expect(rows).toHaveCount(1)

    await page.getByRole('button', { name: '查看 021-60000000' }).click()
    const drawer = dialog(page, '021-60000000')
    await drawer.getByRole('button', { name: '暂停使用' }).click()
    const pausing = dialog(page, /暂停使用/)
    const reason = field(pausing, '原因（记入操作记录）')
    await reason.fill('线路')
    await (await composeAndPressEnter(reason, 'jianxiu')).commit('检修')
    await expect(pausing).toBeVisible()
    await expect(reason).toHaveValue('线路检修')
    await pausing.getByRole('button', { name: '取消' }).click()
    await drawer.getByRole('button', { name: '关闭' }).click()

    await goTo(page, '标记记录')
    await page.getByRole('button', { name: '登记标记' }).click()
    const form = dialog(page, '登记标记')
    await (await composeAndPressEnter(field(form, '屏幕上的标记文字'), 'guanggao')).commit('广告')
    await expect(form.getByText('请', { exact: false }).and(page.locator('.ant-form-item-explain-error'))).toHaveCount(
      0,
    )
    const platform = form.getByRole('combobox', { name: '标记平台' })
    await (await composeAndPressEnter(platform, 'tengxun')).commit('腾讯')
    await expect(form.getByText('未知（先登记，以后再定）')).toBeAttached()
    await platform.press('Escape')
    await form.getByRole('button', { name: '取消' }).click()

    await goTo(page, '申诉卷宗')
    await page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ }).click()
    await expect(page.getByRole('button', { name: '修改卷宗名称' })).toBeVisible()
    await page.keyboard.press('F2')
    const title = page.getByRole('textbox', { name: '卷宗名称' })
    await (await composeAndPressEnter(title, 'ceshi')).commit('第一轮')
    await expect(title).toHaveValue(/第一轮$/)
    await title.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: /第一轮$/ })).toBeVisible()
  })
})
