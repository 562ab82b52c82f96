import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { showTab } from './dossier.ts'
import { dialog, goTo } from './window.ts'

/** Something to look at: how to get there from anywhere in the frame, and back to no dialog. */
export interface Place {
  readonly name: string
  readonly open: (page: Page) => Promise<unknown>
}

const click = (page: Page, role: 'button' | 'tab' | 'row', name: string | RegExp) =>
  page.getByRole(role, { name }).first().click()

async function openDossier(page: Page) {
  await goTo(page, '申诉卷宗')
  await click(page, 'row', /泰迪熊移动号码标记申诉材料/)
  await expect(page.getByRole('tab', { name: /^目录/ })).toBeVisible()
}

const settings = ['公司主体', '人员', '外观', '默认限制', '备份', '操作记录', '数据与关于']

/** Every screen of the program over the sample with a dossier that was sent. */
export const screens: readonly Place[] = [
  { name: '今日', open: (page) => goTo(page, '今日') },
  { name: '号码', open: (page) => goTo(page, '号码') },
  { name: '标记记录', open: (page) => goTo(page, '标记记录') },
  { name: '证据材料', open: (page) => goTo(page, '证据库', '证据库') },
  { name: '回收站', open: (page) => goTo(page, '证据库', '证据库').then(() => click(page, 'button', /回收站/)) },
  { name: '申诉卷宗', open: (page) => goTo(page, '申诉卷宗') },
  { name: '卷宗 目录', open: openDossier },
  { name: '卷宗 文书', open: (page) => openDossier(page).then(() => showTab(page, /^文书/)) },
  { name: '卷宗 提交包', open: (page) => openDossier(page).then(() => showTab(page, /^提交包/)) },
  {
    name: '文书',
    async open(page) {
      await openDossier(page)
      await showTab(page, /^文书/)
      await click(page, 'button', /^编辑「关于申请更正/)
      await expect(page.getByRole('textbox', { name: /正文$/ })).toBeVisible()
    },
  },
  { name: '提交记录', open: (page) => goTo(page, '提交记录') },
  {
    name: '一次提交',
    async open(page) {
      await goTo(page, '提交记录')
      await click(page, 'row', /受理-1/)
      await expect(page.getByRole('region', { name: '预计答复日' })).toBeVisible()
      await click(page, 'button', /为什么是这一天/)
    },
  },
  { name: '平台与渠道', open: (page) => goTo(page, '平台与渠道', '标记平台与申诉渠道') },
  ...settings.map((tab) => ({
    name: `设置 ${tab}`,
    open: (page: Page) => goTo(page, '设置').then(() => click(page, 'tab', tab)),
  })),
]

const opening = (place: string, heading: string, button: string | RegExp, shown: string | RegExp): Place => ({
  name: `${place}：${String(shown)}`,
  async open(page) {
    await goTo(page, place, heading)
    await click(page, 'button', button)
    await expect(dialog(page, shown)).toBeVisible()
  },
})

/** The main dialogs and drawers; Escape closes each. */
export const dialogs: readonly Place[] = [
  opening('号码', '号码', '添加号码', '添加号码'),
  opening('号码', '号码', '查看 021-60000000', '021-60000000'),
  opening('标记记录', '标记记录', '登记标记', '登记标记'),
  opening('标记记录', '标记记录', /^查看 021-60000000/, /021-60000000 的标记/),
  opening('申诉卷宗', '申诉卷宗', '新建卷宗', '新建卷宗'),
  opening('平台与渠道', '标记平台与申诉渠道', '添加平台', '添加标记平台'),
  opening('平台与渠道', '标记平台与申诉渠道', '添加申诉渠道', '添加申诉渠道'),
  opening('平台与渠道', '标记平台与申诉渠道', /^更正/, /^更正：/),
  opening('设置', '设置', '添加公司主体', '添加公司主体'),
  ...['登记信息', '页面（', '文件与检查'].map((tab) => ({
    name: `证据 ${tab}`,
    async open(page: Page) {
      await goTo(page, '证据库', '证据库')
      await click(page, 'row', /号码归属证明/)
      const detail = dialog(page, '号码归属证明')
      await detail.getByRole('tab', { name: tab }).click()
      await expect(detail.getByRole('tabpanel', { name: tab })).toBeVisible()
    },
  })),
]

/** What is only there while a dossier is being prepared. */
export const dossierDialogs: readonly Place[] = [
  ['从证据库添加', /^目录/, '从证据库添加', '从证据库添加'],
  ['选择号码', /^目录/, '选择号码', '卷宗包含的号码和申诉'],
  ['从模板起草', /^文书/, '从模板起草', '选择文书模板'],
  ['导入盖章扫描件', /^文书/, '导入盖章扫描件', '导入盖章扫描件'],
].map(([name, tab, button, shown]) => ({
  name: String(name),
  async open(page: Page) {
    await openDossier(page)
    await showTab(page, tab as RegExp)
    await click(page, 'button', button as string)
    await expect(dialog(page, shown as string)).toBeVisible()
  },
}))
