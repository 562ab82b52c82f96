import { join } from 'node:path'
import { expect, test, type App } from './app.ts'
import { choose, dialog, field, find, goTo, pick, problem, savedProof } from './screens/window.ts'
import { awaitPreview, gate, gateRow, items, showTab } from './screens/dossier.ts'
import { readHandedOver, verify } from './screens/handed-over.ts'
import { renamedSample, sampleFile } from './screens/sample-files.ts'

const company = '测试理财有限责任公司'

async function signIn({ page }: App) {
  await expect(page.getByRole('heading', { name: '谁在使用？' })).toBeVisible()
  await field(page, '姓名').fill('赵经办')
  await page.getByRole('button', { name: '开始使用' }).click()
  await page.getByRole('button', { name: '添加公司主体' }).click()
  await field(page, '公司名称').fill(company)
  const code = field(page, '统一社会信用代码')
  await code.fill('91310000MAYBYB0048')
  await field(page, '住所').fill('上海市测试路 1 号')
  await expect(code).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: '添加公司主体' }).click()
  await expect(page.getByRole('heading', { name: '添加公司主体' })).toBeVisible()
  await expect(code).toHaveValue('91310000MAYBYB0048')
  await code.fill('91310000 MAYBYB 0049')
  await field(page, '法定代表人').fill('钱测试')
  await field(page, '联系人').fill('赵经办')
  await field(page, '联系电话').fill('021-60000009')
  await field(page, '联系邮箱').fill('zhao@ceshi.example')
  await page.getByRole('button', { name: '添加公司主体' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible()
}

async function addNumbers(app: App) {
  const { page } = app
  const steps = page.getByRole('region', { name: '开始使用' })
  await expect(steps).toContainText('已完成 1/5')
  await steps.getByRole('button', { name: '去做：添加号码' }).click()
  const form = dialog(page, '添加号码')
  const number = field(form, '号码')
  await number.fill('021-6000')
  await pick(form, '用途', '咨询')
  await form.getByRole('button', { name: '添加号码' }).click()
  await expect(number).toHaveAttribute('aria-invalid', 'true')
  await number.fill('021 6000 0000')
  await form.getByRole('button', { name: '添加号码' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('row', { name: /021-6000 ?0000/ })).toBeVisible()
}

async function importNumbers(app: App) {
  const { page } = app
  await app.choose([sampleFile('haoma-qingdan.xlsx')], () => page.getByRole('button', { name: '导入号码清单' }).click())
  const preview = dialog(page, '导入号码清单')
  await expect(preview.getByText('将导入 9 个号码，3 行不能导入')).toBeVisible()
  const refused = preview.getByRole('row').filter({ hasText: '不导入' })
  await expect(refused).toHaveCount(3)
  await expect(refused.filter({ hasText: '现在是 4 位' })).toContainText('021-6000')
  await expect(refused.filter({ hasText: '与第 3 行是同一个号码' })).toHaveCount(1)
  await preview.getByRole('button', { name: '导入 9 个号码' }).click()
  await expect(preview).toBeHidden()
  await expect(page.getByText('共 10 条')).toBeVisible()
}

async function recordSighting(app: App) {
  const { page } = app
  await goTo(page, '标记记录')
  await page.getByRole('button', { name: '登记标记' }).first().click()
  const form = dialog(page, '登记标记')
  await find(form, '号码', '60000000', '021-60000000')
  await app.choose([sampleFile('biaoji-jietu-1.png')], () => form.getByRole('button', { name: '选择截图' }).click())
  await expect(form.getByRole('img', { name: /截图 biaoji-jietu-1/ })).toBeVisible()
  await field(form, '屏幕上的标记文字').fill('广告推销')
  await pick(form, '标记类别', '广告推销')
  await form.getByRole('combobox', { name: '手机' }).fill('OPPO Reno')
  await field(form, '来源行').fill('数据由泰迪熊移动提供')
  const proposed = form.getByRole('radiogroup', { name: '可能的标记来源' })
  await choose(proposed.getByRole('radio', { name: /泰迪熊移动/ }))
  await form.getByRole('button', { name: '保存并开始申诉' }).click()
  await expect(form).toBeHidden()
}

async function startAppeal({ page }: App) {
  const begin = dialog(page, /开始申诉/)
  await choose(begin.getByRole('radio', { name: /kefu@teddymobile/ }))
  await begin.getByRole('button', { name: '建立卷宗' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '泰迪熊移动号码标记申诉材料' })).toBeVisible()
  await expect(gate(page)).toContainText(/还有 \d+ 项要处理/)
}

async function addEvidence(app: App) {
  const { page } = app
  await app.drop([
    renamedSample(app.workFolder, 'yingye-zhizhao.jpg', '营业执照.jpg'),
    renamedSample(app.workFolder, 'haoma-guishu-zhengming.pdf', '号码归属证明.pdf'),
  ])
  await expect(items(page)).toHaveCount(5)
  const card = renamedSample(app.workFolder, 'jingbanren-shenfenzheng.jpg', '身份证.jpg')
  await app.choose([card], () => page.getByRole('button', { name: '添加文件' }).click())
  await expect(items(page)).toHaveCount(6)
  await field(page, '「营业执照」的证明目的').fill('证明申诉单位依法设立')
  await field(page, '「身份证」的证明目的').fill('证明经办人身份')
  await page.getByRole('switch', { name: '「身份证」加水印' }).click()
  await page.getByRole('button', { name: '打开「号码归属证明」' }).click()
  const detail = dialog(page, '号码归属证明')
  await field(detail, '来源').fill('示例电信股份有限公司上海分公司')
  await field(detail, '证明目的').fill('证明被标记号码登记在申诉单位名下')
  await field(detail, '有效期止').fill('2027-11-01')
  await field(detail, '有效期止').press('Enter')
  await choose(detail.getByRole('radio', { name: '已见印章' }))
  await expect(savedProof(detail)).toBeVisible()
  await page.goBack()
}

async function fillNumber({ page }: App) {
  await goTo(page, '号码')
  await page.getByRole('button', { name: '查看 021-60000000' }).click()
  const drawer = dialog(page, '021-60000000')
  await drawer.getByRole('button', { name: '修改' }).click()
  await pick(drawer, '运营商', '电信')
  await field(drawer, '用途说明').fill('接听客户来电咨询')
  await drawer.getByRole('button', { name: '保存' }).click()
  await expect(drawer.getByText('接听客户来电咨询')).toBeVisible()
  await drawer.getByRole('button', { name: '关闭' }).click()
  await goTo(page, '申诉卷宗')
  await page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ }).click()
}

async function closeGaps(app: App) {
  const { page } = app
  await expect(gate(page)).toContainText('还有 5 项要处理')
  await page.getByRole('button', { name: '生成提交包' }).first().click()
  await expect(problem(page, '项材料要求没有满足')).toContainText('缺少号码清单')
  await problem(page, '项材料要求没有满足').getByRole('button', { name: '关闭' }).click()
  await fillNumber(app)
  await expect(gate(page)).toContainText('还有 3 项要处理')
  await gateRow(page, '工作证明')
    .getByRole('button', { name: /说明理由放行/ })
    .click()
  const passing = dialog(page, '说明理由后放行')
  await field(passing, '放行理由').fill('客服 11 月 20 日电话确认身份证即可')
  await passing.getByRole('button', { name: '放行此项' }).click()
  await expect(gate(page)).toContainText('还有 2 项要处理')
  await choose(gateRow(page, '运营商公章清晰').getByRole('checkbox', { name: /已核对/ }))
  await expect(gate(page)).toContainText('还有 1 项要处理')
  await page.getByRole('button', { name: '起草文书：号码清单' }).click()
  await page.getByRole('button', { name: '从模板起草' }).click()
  await page.getByRole('button', { name: '起草：号码清单' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /号码清单/ })).toBeVisible()
  await page.getByRole('link', { name: '泰迪熊移动号码标记申诉材料' }).click()
  await expect(gate(page)).toContainText('可以生成提交包')
}

async function editLetter({ page }: App) {
  await page.getByRole('button', { name: '编辑「关于申请更正号码标记的申诉函」' }).click()
  const text = page.getByRole('textbox', { name: /申诉函 正文$/ })
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('以上情况，请予核实。')
  await page.keyboard.press('Control+s')
  await expect(savedProof(page)).toBeVisible()
  await expect(page.getByRole('region', { name: '文书预览' })).toContainText('请予核实')
  await page.getByRole('link', { name: '泰迪熊移动号码标记申诉材料' }).click()
}

async function build(app: App) {
  const { page } = app
  await showTab(page, /^目录/)
  await expect(items(page)).toHaveCount(7)
  await awaitPreview(page)
  await page.getByRole('button', { name: '生成提交包' }).first().click()
  await expect(page.getByRole('region', { name: '卷宗 PDF' })).toContainText(/自检通过：\d+ 项承诺都已核实/, {
    timeout: 60_000,
  })
  await page.getByRole('button', { name: /^自检报告/ }).click()
  await expect(page.getByRole('list', { name: '自检报告' }).getByRole('img', { name: '已核实' }).first()).toBeVisible()
  await expect(page.getByRole('list', { name: '自检报告' }).getByRole('img', { name: '未通过' })).toHaveCount(0)
  await page.getByRole('button', { name: '保存提交包…' }).click()
  await expect(page.getByText(/提交包已保存，共 \d+ 个文件/)).toBeVisible()
}

async function checkHandedOver(app: App) {
  const { folder, found, promised } = readHandedOver(app.exportFolder)
  expect(Object.keys(found).length).toBeGreaterThan(1)
  expect(found).toEqual(promised)
  const bundle = Object.keys(found).find((name) => name.endsWith('.pdf') && !name.includes('/'))
  const report = await verify(join(folder, bundle ?? ''))
  expect({ clean: report.clean, leaks: report.leaks }).toEqual({ clean: true, leaks: [] })
  expect(report.pages).toBeGreaterThan(8)
}

async function markSubmitted(app: App) {
  const { page } = app
  await page.getByRole('button', { name: '标记已提交' }).click()
  const asking = dialog(page, /标记已提交/)
  await expect(asking).toContainText('登记后不能再改')
  await field(asking, '受理号').fill('TX-20261123-01')
  await app.choose([sampleFile('biaoji-jietu-2.png')], () =>
    asking.getByRole('button', { name: /选择回执文件/ }).click(),
  )
  await expect(asking.getByText('biaoji-jietu-2.png')).toBeVisible()
  await asking.getByRole('button', { name: '标记已提交' }).click()
  await expect(page.getByRole('region', { name: '提交情况' })).toContainText('TX-20261123-01')
  await expect(page.getByRole('region', { name: '预计答复日' })).toContainText(/还剩 \d+ 个工作日/)
  await page.getByRole('button', { name: '核对文件' }).click()
  await expect(page.getByText('全部文件与提交时完全一致')).toBeVisible()
}

async function expectWaiting({ page }: App) {
  await goTo(page, '今日')
  const waiting = page.getByRole('list', { name: '待办事项' }).getByRole('listitem').filter({ hasText: '等待答复' })
  await expect(waiting).toContainText('泰迪熊移动：021-60000000')
  await expect(waiting).toContainText(/12月\d+日 周/)
}

async function expectAllThere(app: App) {
  const { page } = app
  await expectWaiting(app)
  await expect(page.getByRole('region', { name: '开始使用' })).toHaveCount(0)
  await goTo(page, '号码')
  await expect(page.getByText('共 10 条')).toBeVisible()
  await goTo(page, '证据库', '证据库')
  await expect(page.getByText(/^共 [45] 份$/)).toBeVisible()
  await goTo(page, '提交记录')
  await expect(page.getByRole('row', { name: /TX-20261123-01/ })).toContainText('赵经办')
  await goTo(page, '申诉卷宗')
  await page.getByRole('row', { name: /泰迪熊移动号码标记申诉材料/ }).click()
  await expect(items(page)).toHaveCount(7)
  await expect(page.getByRole('button', { name: '查看提交记录' })).toBeVisible()
  await expect(page.getByRole('button', { name: /重新生成/ })).toHaveCount(0)
}

test('from an empty folder to a dossier that was sent, and all of it there after a restart', async ({ app }) => {
  test.setTimeout(240_000)
  await signIn(app)
  await addNumbers(app)
  await importNumbers(app)
  await recordSighting(app)
  await startAppeal(app)
  await addEvidence(app)
  await closeGaps(app)
  await editLetter(app)
  await build(app)
  await checkHandedOver(app)
  await markSubmitted(app)
  await app.restart()
  await expectAllThere(app)
})
