import { z } from './zod.ts'

/** What a piece of evidence is (证据材料), by code. */
export const exhibitKindSchema = z.enum([
  'business-licence',
  'finance-licence',
  'number-proof',
  'service-agreement',
  'authorisation',
  'identity-card',
  'mark-screenshot',
  'call-sample',
  'settlement',
  'call-log-statistics',
  'other',
])
export type ExhibitKind = z.infer<typeof exhibitKindSchema>

/** What the user reads for each kind of evidence. */
export const exhibitKindNames: Readonly<Record<ExhibitKind, string>> = {
  'business-licence': '营业执照',
  'finance-licence': '金融许可证',
  'number-proof': '号码归属证明',
  'service-agreement': '服务协议',
  authorisation: '授权书',
  'identity-card': '身份证',
  'mark-screenshot': '标记截图',
  'call-sample': '通话样本',
  settlement: '和解证明',
  'call-log-statistics': '话单合规统计',
  other: '其他',
}

/** What a drafted text is (文书), by code. */
export const letterKindSchema = z.enum([
  'appeal',
  'usage',
  'authorisation',
  'undertaking',
  'number-list',
  'supplement',
  'rectification',
  'certification',
  'reminder',
  'phone-script',
])
export type LetterKind = z.infer<typeof letterKindSchema>

/** What the user reads for each kind of letter. */
export const letterKindNames: Readonly<Record<LetterKind, string>> = {
  appeal: '申诉函',
  usage: '号码用途说明',
  authorisation: '授权委托书',
  undertaking: '承诺书',
  'number-list': '号码清单',
  supplement: '补充材料说明',
  rectification: '整改说明',
  certification: '认证申请',
  reminder: '催办函',
  'phone-script': '电话沟通稿',
}

/** What a letter is in the dossier for (证明目的), until a person says otherwise; empty where it speaks for itself. */
export const letterPurposes: Readonly<Partial<Record<LetterKind, string>>> = {
  appeal: '提出申诉请求、事实和理由',
  usage: '说明号码的归属、用途和使用管理',
  authorisation: '证明办理人有权代为申诉',
  undertaking: '承诺材料真实、依法使用号码',
  'number-list': '列明本次申诉的全部号码',
}

/** What may satisfy a required material: an exhibit's kind, or `letter:` and a letter's kind. */
export const materialKindSchema = z.union([exhibitKindSchema, z.templateLiteral(['letter:', letterKindSchema])])
export type MaterialKind = z.infer<typeof materialKindSchema>

/** The Chinese name of a material kind, whether exhibit or letter. */
export function nameMaterialKind(kind: MaterialKind): string {
  const exhibit = exhibitKindSchema.safeParse(kind)
  if (exhibit.success) return exhibitKindNames[exhibit.data]
  return letterKindNames[letterKindSchema.parse(kind.slice('letter:'.length))]
}

/** What a mark says, by code; `finance-category` may be a category rather than a complaint. */
export const labelCodeSchema = z.enum(['harassment', 'advertising', 'finance-category', 'fraud', 'agency', 'other'])
export type LabelCode = z.infer<typeof labelCodeSchema>

/** What the user reads for each label. */
export const labelNames: Readonly<Record<LabelCode, string>> = {
  harassment: '骚扰',
  advertising: '广告推销',
  'finance-category': '金融理财',
  fraud: '诈骗',
  agency: '中介',
  other: '其他',
}

/** The make of the phone on which a mark was seen; the words are codes and labels at once. */
export const handsetBrandSchema = z.enum([
  '华为',
  '荣耀',
  '小米',
  'OPPO',
  'vivo',
  '一加',
  '魅族',
  '苹果',
  '三星',
  '其他',
])
export type HandsetBrand = z.infer<typeof handsetBrandSchema>

/** The kinds of phone number the program knows; `short` is 95, 96 or 1010. */
export const numberKindSchema = z.enum(['mobile', 'landline', '400', 'short'])
export type NumberKind = z.infer<typeof numberKindSchema>

/** What the user reads for each kind of number. */
export const numberKindNames: Readonly<Record<NumberKind, string>> = {
  mobile: '手机号',
  landline: '固话',
  '400': '400 号码',
  short: '95/96/1010 短号码',
}

/** Who carries the line. */
export const carrierSchema = z.enum(['mobile', 'unicom', 'telecom', 'broadnet', 'other', 'unknown'])
export type Carrier = z.infer<typeof carrierSchema>

/** What the user reads for each carrier. */
export const carrierNames: Readonly<Record<Carrier, string>> = {
  mobile: '移动',
  unicom: '联通',
  telecom: '电信',
  broadnet: '广电',
  other: '其他',
  unknown: '未知',
}

/** What a number is used for: A 咨询, B 已合作客户服务, C 合规产品通知. */
export const purposeSchema = z.enum(['consulting', 'service', 'notice'])
export type Purpose = z.infer<typeof purposeSchema>

/** What the user reads for each purpose. */
export const purposeNames: Readonly<Record<Purpose, string>> = {
  consulting: '咨询',
  service: '服务',
  notice: '通知',
}
