import { mkdirSync } from 'node:fs'
import { valueOf } from '../support/open-test-core.ts'
import { expect, test } from './app.ts'
import { dialog, field, goTo, said } from './screens/window.ts'

test.use({ start: 'sample' })

test('a backup made in the window brings back what was there, after a restart', async ({ app }) => {
  const { page } = app
  mkdirSync(app.exportFolder, { recursive: true })
  const { company } = valueOf(await app.client.app.status({}))
  const asked = { companyId: company?.id ?? '', search: '', removed: false }
  const before = valueOf(await app.client.exhibits.list(asked))
  await goTo(page, '设置')
  await page.getByRole('tab', { name: '备份' }).click()
  await page.getByRole('button', { name: '选择备份文件夹' }).click()
  await expect(page.getByText(`备份到：${app.exportFolder}`)).toBeVisible()
  await page.getByRole('button', { name: '立即备份' }).click()
  await expect(said(page, '备份完成并已检查')).toBeVisible({ timeout: 40_000 })
  const backup = page.getByRole('row').filter({ hasText: '手动' })
  await expect(backup).toContainText('已检查')

  await goTo(page, '证据库', '证据库')
  await page.getByRole('button', { name: /^删除「金融许可证」/ }).click()
  await goTo(page, '号码')
  await page.getByRole('button', { name: '添加号码' }).first().click()
  const form = dialog(page, '添加号码')
  await field(form, '号码').fill('021-61230000')
  await form.getByRole('combobox', { name: /用途$/ }).press('ArrowDown')
  await form.getByRole('combobox', { name: /用途$/ }).press('Enter')
  await form.getByRole('button', { name: '添加号码' }).click()
  await expect(page.getByRole('row', { name: /021-61230000/ })).toBeVisible()

  await goTo(page, '设置')
  await page.getByRole('tab', { name: '备份' }).click()
  await backup.getByRole('button', { name: /^恢复/ }).click()
  const asking = dialog(page, /替换现有数据/)
  await expect(asking).toContainText('现有数据会先自动备份一份')
  await asking.getByRole('button', { name: '恢复备份' }).click()
  await expect(page.getByText('请关闭并重新打开程序')).toBeVisible({ timeout: 40_000 })
  await app.restart()

  await expect(app.page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
  await goTo(app.page, '号码')
  await expect(app.page.getByRole('row', { name: /021-60000000/ })).toBeVisible()
  await expect(app.page.getByRole('row', { name: /021-61230000/ })).toHaveCount(0)
  expect(valueOf(await app.client.exhibits.list(asked))).toEqual(before)
})
