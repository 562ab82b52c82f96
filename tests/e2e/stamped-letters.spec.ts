import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from './app.ts'
import { awaitPreview, gateRow, showTab } from './screens/dossier.ts'
import { dialog, goTo, said } from './screens/window.ts'

test.use({ start: 'dossier' })

/** One PDF of several, as a scanner makes it of a pile of paper. */
async function joinPdfs(paths: readonly string[], to: string) {
  const joined = await PDFDocument.create()
  const counts: number[] = []
  for (const path of paths) {
    const source = await PDFDocument.load(readFileSync(path))
    for (const page of await joined.copyPages(source, source.getPageIndices())) joined.addPage(page)
    counts.push(source.getPageCount())
  }
  writeFileSync(to, await joined.save())
  return counts
}

test('printed letters come back as one stamped scan, shared out by pages, with the riding stamp confirmed', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, '申诉卷宗')
  await page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ }).click()
  await showTab(page, /^文书/)
  const titles = ['关于申请更正号码标记的申诉函', '号码用途说明']
  for (const title of titles) {
    await page.getByRole('button', { name: `导出 PDF：${title}` }).click()
    await expect(said(page, /已(导出|保存)/)).toBeVisible()
  }
  await page.getByRole('button', { name: '导出用印清单（PDF）' }).click()
  await expect(said(page, '用印清单已保存到')).toBeVisible()
  const saved = readdirSync(app.exportFolder)
  const pathOf = (words: string) => join(app.exportFolder, saved.find((name) => name.includes(words)) ?? words)
  const scan = join(app.workFolder, '盖章扫描件.pdf')
  const [first = 0, second = 0] = await joinPdfs([pathOf('申诉函'), pathOf('用途说明')], scan)
  expect(first).toBeGreaterThan(1)

  await page.getByRole('button', { name: '导入盖章扫描件' }).click()
  const importing = dialog(page, '导入盖章扫描件')
  await app.choose([scan], () => importing.getByText('选择扫描件…').click())
  const start = importing.getByRole('spinbutton', { name: `「${titles[1]}」起页` })
  const end = importing.getByRole('spinbutton', { name: `「${titles[1]}」止页` })
  await start.fill('1')
  await end.fill(String(first + second))
  await end.press('Tab')
  await expect(importing.getByText(/同时给了/).first()).toBeVisible()
  await expect(importing.getByRole('button', { name: '导入', exact: true })).toBeDisabled()
  await start.fill(String(first + 1))
  await start.press('Tab')
  await importing.getByRole('button', { name: '导入', exact: true }).click()
  await expect(importing).toBeHidden({ timeout: 60_000 })

  const letters = page.getByRole('list', { name: '本卷宗的文书' }).getByRole('listitem')
  await expect(letters.filter({ hasText: '已导入盖章件' })).toHaveCount(2)
  await expect(gateRow(page, '骑缝章')).toContainText('骑缝章已盖？')
  await page.getByRole('button', { name: `骑缝章已盖：${titles[0]}` }).click()
  await expect(gateRow(page, '骑缝章')).toHaveCount(0)
  await showTab(page, /^目录/)
  await awaitPreview(page)
})
