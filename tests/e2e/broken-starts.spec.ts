import { expect, test, type App } from './app.ts'
import { listFolder } from './list-folder.ts'
import type { Start } from './spoil-folder.ts'

const starts: readonly {
  readonly start: Start
  readonly what: string
  readonly says: string
  readonly advice: RegExp
}[] = [
  { start: 'damaged', what: 'a damaged database', says: '数据文件损坏', advice: /备份/ },
  {
    start: 'newer',
    what: 'a database of a newer program',
    says: '这些数据由更新版本的程序写成',
    advice: /安装最新版本/,
  },
  {
    start: 'unwritable',
    what: 'a folder that cannot be made',
    says: '找不到这个文件或文件夹',
    advice: /请确认 U 盘或网络盘已接好/,
  },
  {
    start: 'held',
    what: 'a folder another window works in',
    says: '程序已在另一个窗口打开',
    advice: /回到已打开的窗口/,
  },
]

async function expectCalmRefusal({ page, dataFolder, before }: App, says: string, advice: RegExp) {
  const told = page.getByRole('alert')
  await expect(page.getByRole('heading', { level: 1, name: '正名没有打开' })).toBeVisible()
  await expect(told).toContainText(says)
  await expect(told).toContainText(advice)
  await expect(told).not.toContainText(/SQLITE_|Error:|undefined/)
  await told.getByRole('button', { name: '重试' }).click()
  await expect(told).toContainText(says)
  expect(listFolder(dataFolder)).toEqual(before)
}

for (const { start, what, says, advice } of starts)
  test.describe(() => {
    test.use({ start })
    test(`${what} is told calmly, and nothing on the disk changes`, async ({ app }) => {
      await expectCalmRefusal(app, says, advice)
    })
  })
