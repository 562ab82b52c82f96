import { z } from '../zod.ts'

/** Where a field's value is kept, which is where a person fills it in. */
export type FieldOrigin = 'company' | 'agent' | 'channel' | 'number' | 'sighting' | 'letter'

interface FieldDefinition {
  readonly code: string
  readonly name: string
  readonly origin: FieldOrigin
  /** True when a value typed for this letter alone is taken (before any other). */
  readonly typed: boolean
  readonly example: string
}

/** Every field a letter may name in `{{…}}`; the list is closed. */
export const letterFields = [
  { code: 'companyName', name: '公司名称', origin: 'company', typed: false, example: '示例理财有限责任公司' },
  { code: 'companyCode', name: '统一社会信用代码', origin: 'company', typed: false, example: '91310000MA1FL00X0R' },
  { code: 'companyAddress', name: '住所', origin: 'company', typed: false, example: '上海市示例区示例路1号' },
  { code: 'legalRepresentative', name: '法定代表人', origin: 'company', typed: false, example: '李示例' },
  { code: 'agentName', name: '经办人', origin: 'agent', typed: false, example: '王示例' },
  { code: 'agentPhone', name: '联系电话', origin: 'agent', typed: false, example: '021-6000 0000' },
  { code: 'agentEmail', name: '电子邮箱', origin: 'agent', typed: false, example: 'falv@example.com' },
  { code: 'platformName', name: '标记平台', origin: 'channel', typed: false, example: '泰迪熊移动' },
  { code: 'channelName', name: '申诉渠道', origin: 'channel', typed: false, example: '企业号码申诉通道' },
  { code: 'numbers', name: '号码', origin: 'number', typed: false, example: '021-6123 4567、400-123-4567' },
  { code: 'numberCount', name: '号码数量', origin: 'number', typed: false, example: '2' },
  { code: 'registeredOwner', name: '登记机主', origin: 'number', typed: false, example: '示例理财有限责任公司' },
  { code: 'carrier', name: '运营商', origin: 'number', typed: false, example: '电信' },
  { code: 'purpose', name: '号码用途', origin: 'number', typed: false, example: '已合作客户服务' },
  {
    code: 'purposeDetail',
    name: '用途说明',
    origin: 'number',
    typed: true,
    example: '向持有产品的客户通知到期与赎回安排',
  },
  { code: 'inServiceSince', name: '启用日期', origin: 'number', typed: false, example: '2024年3月1日' },
  { code: 'labelText', name: '标记内容', origin: 'sighting', typed: false, example: '“广告推销”' },
  { code: 'labelCategory', name: '标记类别', origin: 'sighting', typed: false, example: '广告推销' },
  { code: 'seenOn', name: '发现日期', origin: 'sighting', typed: false, example: '2026年11月3日' },
  { code: 'handset', name: '发现终端', origin: 'sighting', typed: false, example: 'OPPO Find X8' },
  { code: 'sourceLine', name: '页面来源提示', origin: 'sighting', typed: false, example: '“数据由泰迪熊移动提供”' },
  { code: 'date', name: '落款日期', origin: 'letter', typed: false, example: '2026年11月23日' },
  { code: 'trustee', name: '受托人', origin: 'letter', typed: true, example: '王示例' },
  { code: 'trusteeIdNumber', name: '受托人证件号码', origin: 'letter', typed: true, example: '（身份证号码）' },
  { code: 'trusteePost', name: '受托人职务', origin: 'letter', typed: true, example: '法律合规部 高级经理' },
  { code: 'entrustedMatter', name: '委托事项', origin: 'letter', typed: true, example: '代为提出号码标记申诉' },
  { code: 'entrustedTerm', name: '委托期限', origin: 'letter', typed: true, example: '自签发之日起六个月' },
  { code: 'relation', name: '关联关系', origin: 'letter', typed: true, example: '我司系被授权单位的母公司' },
  {
    code: 'authorisedTerm',
    name: '授权使用期限',
    origin: 'letter',
    typed: true,
    example: '2024年3月1日至2027年2月28日',
  },
  { code: 'decidingBody', name: '处置单位', origin: 'letter', typed: true, example: '作出处置的单位全称' },
  { code: 'measure', name: '处置措施', origin: 'letter', typed: true, example: '暂停呼出功能' },
  { code: 'measureDate', name: '处置日期', origin: 'letter', typed: true, example: '2026年11月10日' },
  {
    code: 'statedReason',
    name: '告知的处置原因',
    origin: 'letter',
    typed: true,
    example: '（照处置单位的告知原文填写）',
  },
  { code: 'displayName', name: '拟展示名称', origin: 'letter', typed: true, example: '示例理财 客户服务' },
] as const satisfies readonly FieldDefinition[]

export type LetterField = (typeof letterFields)[number]
/** The Chinese name written in the braces. */
export type FieldName = LetterField['name']

/** A field's Chinese name, checked against the closed list. */
export const fieldNameSchema = z.enum(letterFields.map((field) => field.name) as [FieldName, ...FieldName[]])

const byName: ReadonlyMap<string, LetterField> = new Map(letterFields.map((field) => [field.name, field]))

/** The field of that Chinese name, or undefined when there is none. */
export const findField = (name: string): LetterField | undefined => byName.get(name)

/** Tables a letter can take in, written alone on a line in braces. */
export const letterTables = ['号码清单表', '证据目录表'] as const
export type LetterTable = (typeof letterTables)[number]

/** Whether the word in the braces names a table. */
export const isLetterTable = (name: string): name is LetterTable => letterTables.some((table) => table === name)
