import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { dialog, field, goTo, said } from './screens/window.ts'

test.use({ start: 'company' })

test('a platform is found by initials, corrected, handed on as a file, and put back', async ({ app }) => {
  const { page } = app
  await goTo(page, '平台与渠道', '标记平台与申诉渠道')
  const list = page.getByRole('navigation', { name: '标记平台' }).getByRole('link')
  await expect.poll(() => list.count()).toBeGreaterThan(20)
  const search = page.getByRole('textbox', { name: '查找平台' })
  await search.fill('tdx')
  await expect(list.first()).toContainText('泰迪熊移动')
  await list.first().click()
  const detail = page.getByRole('article', { name: '泰迪熊移动' })
  await expect(detail).toContainText('官方免费渠道')
  await expect(detail).toContainText('谨防受骗')

  await detail.getByRole('button', { name: /更正渠道 1 的入口/ }).click()
  const editor = dialog(page, '更正：入口')
  await field(editor, '入口').fill('https://www.teddymobile.cn/xin-rukou')
  await editor.getByRole('button', { name: '保存更正' }).click()
  await expect(editor.getByText('请写明从哪里得知')).toBeVisible()
  await field(editor, '来源').fill('平台客服电话答复')
  await editor.getByRole('button', { name: '保存更正' }).click()
  await expect(editor).toBeHidden()
  const corrected = detail.getByText('https://www.teddymobile.cn/xin-rukou')
  await expect(corrected).toBeVisible()
  await expect(detail).toContainText('平台客服电话答复')

  await page.getByRole('button', { name: '导出目录' }).click()
  await expect(said(page, '目录已导出到')).toBeVisible()
  const [name = ''] = readdirSync(app.exportFolder)
  expect(readFileSync(join(app.exportFolder, name), 'utf8')).toContain('xin-rukou')

  await app.restart()
  await goTo(app.page, '平台与渠道', '标记平台与申诉渠道')
  await app.page.getByRole('textbox', { name: '查找平台' }).fill('taidixiong')
  await expect(app.page.getByText('https://www.teddymobile.cn/xin-rukou')).toBeVisible()
  await app.page.getByRole('button', { name: '恢复原内容' }).click()
  await dialog(app.page, /恢复为随程序提供的内容/)
    .getByRole('button', { name: '恢复', exact: true })
    .click()
  await expect(app.page.getByText('https://www.teddymobile.cn/xin-rukou')).toHaveCount(0)

  await app.choose([join(app.exportFolder, name)], () => app.page.getByRole('button', { name: '导入目录' }).click())
  const importing = dialog(app.page, '导入目录')
  await expect(importing).toContainText('有变化 1 个')
  await importing.getByRole('button', { name: '导入 1 个平台' }).click()
  await expect(importing).toBeHidden()
  await expect(app.page.getByRole('article').getByText('https://www.teddymobile.cn/xin-rukou')).toBeVisible()

  const broken = join(app.workFolder, '坏目录.json')
  writeFileSync(broken, '{"platforms": [')
  await app.choose([broken], () => app.page.getByRole('button', { name: '导入目录' }).click())
  await expect(app.page.getByRole('alert').filter({ hasText: '没有完成' })).toContainText(/目录/)
})
