import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeLockedPdf, makePdf } from '../support/make-files.ts'
import { valueOf } from '../support/open-test-core.ts'
import { expect, test, type App } from './app.ts'
import { listFolder } from './list-folder.ts'
import { items } from './screens/dossier.ts'
import { sampleFile, renamedSample } from './screens/sample-files.ts'
import { goTo, problem } from './screens/window.ts'

/** Writes a file below the test's folder; answers with its path. */
function put(app: App, name: string, bytes: Uint8Array | string): string {
  const path = join(app.workFolder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

const storedFiles = (app: App) => Object.keys(listFolder(join(app.dataFolder, 'files')))

test.describe('in the library', () => {
  test.use({ start: 'company' })

  test('every odd file is taken or refused by name with a reason, and none stands for another', async ({ app }) => {
    const { page } = app
    await goTo(page, '证据库', '证据库')
    await app.drop([
      put(app, '空文件.pdf', ''),
      put(app, '加密.pdf', await makeLockedPdf('secret')),
      renamedSample(app.workFolder, 'yingye-zhizhao.jpg', '其实是图片.pdf'),
      put(app, '假图片.jpg', 'just words'),
      // Linux allows 255 bytes for a name; Windows 255 characters.
      put(app, `${'long-name-'.repeat(19)}end.pdf`, await makePdf(['LONG NAME'])),
      put(app, '📎截图😀.pdf', await makePdf(['EMOJI'])),
      put(app, '1.pdf', await makePdf(['ONE'])),
      put(app, '11.pdf', await makePdf(['ELEVEN'])),
      put(app, 'a/营业执照.pdf', await makePdf(['LICENCE A'])),
      put(app, 'b/营业执照.pdf', await makePdf(['LICENCE B'])),
    ])
    const report = page.getByRole('alert').filter({ hasText: /加入 \d+ 份/ })
    await expect(report).toBeVisible({ timeout: 60_000 })
    await expect(report).toContainText('空文件.pdf：文件是空的（0 字节）')
    await expect(report).toContainText('「加密.pdf」文件已加密')
    const { company } = valueOf(await app.client.app.status({}))
    const kept = valueOf(await app.client.exhibits.list({ companyId: company?.id ?? '' }))
    const files = kept.flatMap((exhibit) => exhibit.files)
    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(9)
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['1.pdf', '11.pdf', '📎截图😀.pdf']))
    const typeOf = (name: string) => files.find((file) => file.name === name)?.inspection.type
    expect([typeOf('其实是图片.pdf'), typeOf('假图片.jpg')]).toEqual(['jpeg', 'text'])
    await expect(page.getByText('共 9 份')).toBeVisible()
    await page.getByRole('row', { name: /^选择 11 / }).click()
    await expect(page.getByRole('region', { name: '「11.pdf」预览' })).toContainText('ELEVEN')
  })

  test('a long addition that is cancelled leaves nothing behind', async ({ app }) => {
    const { page } = app
    const before = storedFiles(app)
    const path = put(app, '很长的材料.pdf', await makePdf(Array.from({ length: 600 }, (_, index) => `PAGE ${index}`)))
    await goTo(page, '证据库', '证据库')
    await app.drop([path, sampleFile('yingye-zhizhao.jpg'), sampleFile('jinrong-xukezheng.jpg')])
    await page.getByRole('button', { name: /^取消：/ }).click()
    await expect(page.getByText('已取消')).toBeVisible()
    await expect(page.getByRole('region', { name: '正在进行的任务' })).toBeHidden()
    await expect(page.getByText('共 0 份')).toBeVisible()
    await app.restart()
    expect(storedFiles(app)).toEqual(before)
  })
})

test.describe('in a dossier', () => {
  test.use({ start: 'dossier' })

  test('one file that cannot be read stops the build by name, and nothing half-made stays', async ({ app }) => {
    const { page } = app
    const { company } = valueOf(await app.client.app.status({}))
    await goTo(page, '申诉卷宗')
    await page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ }).click()
    await expect(items(page)).toHaveCount(6)
    await app.drop([put(app, '运营商回函.pdf', await makeLockedPdf('secret'))])
    await expect(page.getByText('「运营商回函.pdf」文件已加密')).toBeVisible({ timeout: 30_000 })
    await expect(items(page)).toHaveCount(6)
    const companyId = company?.id ?? ''
    const [dossier] = valueOf(await app.client.dossiers.list({ companyId }))
    const id = dossier?.id ?? ''
    const [reply] = valueOf(await app.client.exhibits.list({ companyId, search: '运营商回函' }))
    valueOf(await app.client.dossiers.addExhibits({ id, exhibitIds: [reply?.id ?? ''] }))
    await expect(page.getByText(/「运营商回函」不能装入/)).toBeVisible()
    await page.getByRole('button', { name: '生成提交包' }).first().click()
    await expect(problem(page, '1 个文件不能使用').last()).toContainText('运营商回函')
    expect(valueOf(await app.client.dossiers.find({ id })).build).toBeNull()

    await page.getByRole('button', { name: '移出「运营商回函」' }).click()
    await expect(items(page)).toHaveCount(6)
    const licence = valueOf(await app.client.exhibits.list({ companyId, kind: 'business-licence' }))
    for (const { sha256, inspection } of licence.flatMap(({ files }) => files))
      for (const hash of [sha256, inspection.pdfForm?.sha256 ?? ''])
        rmSync(join(app.dataFolder, 'files', hash), { force: true })
    await page.getByRole('switch', { name: '「号码归属证明」加水印' }).click()
    await expect(page.getByRole('alert').filter({ hasText: '预览没有更新' })).toContainText('营业执照（副本）')
    await page.getByRole('button', { name: '生成提交包' }).first().click()
    await expect(problem(page, '1 个文件不能使用').last()).toContainText('营业执照（副本）')
    expect(valueOf(await app.client.dossiers.find({ id })).build).toBeNull()
  })
})

test.describe('where nobody takes files', () => {
  test.use({ start: 'company' })

  test('a dropped file does not open in place of the program', async ({ app }) => {
    const { page } = app
    await goTo(page, '设置')
    await app.drop([sampleFile('yingye-zhizhao.jpg'), sampleFile('fuwu-xieyi.pdf')])
    await goTo(page, '今日')
    expect(page.context().pages()).toHaveLength(1)
  })
})
