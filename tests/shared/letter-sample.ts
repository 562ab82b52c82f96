import type { LetterFacts } from '#shared/letters/letter-facts.ts'

/** Made-up facts with nothing missing, for tests about letters. */
export const sampleFacts: LetterFacts = {
  company: {
    name: '样本理财有限责任公司',
    code: '91310000MAYBYB0049',
    address: '上海市示例区样本路 100 号样本大厦 18 层',
    legalRepresentative: '张样本',
  },
  agent: { name: '李示例', phone: '021-60000009', email: 'li.shili@yangben-licai.example' },
  platformName: '泰迪熊移动',
  channelName: '企业号码申诉通道',
  numbers: [
    {
      id: 'n1',
      shown: '021-60000000',
      kind: 'landline',
      purpose: 'consulting',
      purposeDetail: '接听客户主动来电咨询，并按客户预约回电',
      carrier: '电信',
      registeredOwner: null,
      inServiceSince: '2022-03-01',
    },
    {
      id: 'n2',
      shown: '400-000-0000',
      kind: '400',
      purpose: 'service',
      purposeDetail: '对已合作客户提供售后服务和业务办理指引',
      carrier: '联通',
      registeredOwner: '样本银行股份有限公司',
      inServiceSince: '2023-06-15',
    },
  ],
  sightings: [
    {
      numberId: 'n1',
      platformName: '泰迪熊移动',
      labelCode: 'advertising',
      labelText: '广告推销',
      handset: 'OPPO Find X8',
      sourceLine: '数据由泰迪熊移动提供',
      seenOn: '2026-11-03',
    },
    {
      numberId: 'n2',
      platformName: '泰迪熊移动',
      labelCode: 'harassment',
      labelText: '骚扰电话',
      handset: 'vivo X200',
      sourceLine: '数据由泰迪熊移动提供',
      seenOn: '2026-11-05',
    },
  ],
  exhibits: [
    { id: 'e1', kind: '营业执照', title: '营业执照（副本）', purpose: '证明申诉人的主体资格' },
    { id: 'e2', kind: '金融许可证', title: '金融许可证', purpose: '证明业务经许可' },
    { id: 'e3', kind: '号码归属证明', title: '号码归属证明', purpose: '证明号码的登记机主' },
    { id: 'e4', kind: '服务协议', title: '400 服务协议', purpose: '证明号码的合同依据' },
    { id: 'e5', kind: '身份证', title: '经办人身份证', purpose: '证明经办人身份' },
    { id: 'e6', kind: '标记截图', title: '标记截图一', purpose: '证明标记的内容' },
    { id: 'e7', kind: '标记截图', title: '标记截图二', purpose: '证明标记的内容' },
    { id: 'e8', kind: '授权委托书', title: '号码授权使用及关联关系说明', purpose: '证明登记机主的授权' },
  ],
  date: '2026-11-23',
  typed: {
    受托人证件号码: '（样本，不填真实号码）',
    受托人职务: '法律合规部 经理',
    委托事项: '号码标记申诉',
    委托期限: '自签发之日起至 2027年5月31日止',
    关联关系: '登记机主系使用单位的控股股东',
    授权使用期限: '2023年6月15日至2027年6月14日',
    处置单位: '样本通信有限公司示例分公司',
    处置措施: '暂停呼出功能',
    处置日期: '2026年11月10日',
    告知的处置原因: '监测到涉诈异常',
    拟展示名称: '样本理财 客户服务',
  },
}

/** Facts of which nothing is known. */
export const emptyFacts: LetterFacts = {
  company: { name: '', code: '', address: '', legalRepresentative: '' },
  agent: { name: '', phone: '', email: '' },
  platformName: '',
  channelName: '',
  numbers: [],
  sightings: [],
  exhibits: [],
  date: null,
  typed: {},
}
