import type { Inspection } from '#shared/inspection.ts'
import type { ExhibitKind } from '#shared/kinds.ts'
import { findDates } from './find-dates.ts'

/** What a file seems to be; every part of it is a suggestion for a person to confirm. */
export interface KindSuggestion {
  readonly kind: ExhibitKind
  /** Why, as a Chinese sentence; empty for `other`. */
  readonly why: string
  /** YYYY-MM-DD, or null when nothing of the sort was found. */
  readonly issuedOn: string | null
  readonly validUntil: string | null
}

/** In order: the first that matches wins, names before text. */
const RULES: readonly (readonly [ExhibitKind, RegExp, RegExp | null])[] = [
  [
    'business-licence',
    /营业执照|yingye|zhizhao|business.?licen[cs]e/i,
    /营业执照[\s\S]{0,400}(?:统一社会信用代码|法定代表人)|统一社会信用代码[\s\S]{0,400}登记机关/,
  ],
  [
    'finance-licence',
    /金融许可证|经营(?:金融|证券|保险)?.{0,4}许可证|jinrong|finance.?licen[cs]e/i,
    /金融许可证|机构编码[\s\S]{0,200}许可/,
  ],
  [
    'number-proof',
    /归属证明|号码证明|码号|guishu|入网(?:证明|协议)|业务受理单|number.?proof/i,
    /号码归属证明|(?:登记|归属).{0,12}(?:名下|所有)|业务受理单/,
  ],
  ['settlement', /和解|撤诉|谅解/i, /和解协议|达成和解|自愿撤回投诉/],
  ['authorisation', /授权|委托书|shouquan|authori[sz]ation/i, /授权委托书|法人授权书|兹授权|兹委托/],
  ['call-log-statistics', /话单|通话统计|外呼统计|call.?log/i, /话单.{0,10}统计|接通率|平均通话时长/],
  [
    'service-agreement',
    /服务协议|合同|协议书?|xieyi|agreement|contract/i,
    /服务协议|(?:甲方|乙方)[\s\S]{0,200}(?:乙方|甲方)/,
  ],
  ['identity-card', /身份证|shenfenzheng|id.?card/i, /居民身份证|公民身份号码/],
  [
    'call-sample',
    /通话(?:样本|记录|文字|录音)|录音|转写|tonghua|call.?sample|transcript/i,
    /通话(?:文字)?记录|坐席[:：]|客服[:：][\s\S]{0,200}客户[:：]/,
  ],
  [
    'mark-screenshot',
    /截图|截屏|标记|biaoji|screenshot|screen.?shot|jietu|微信图片|mmexport|IMG_\d+\.PNG/i,
    /(?:骚扰电话|广告推销|诈骗电话|被\s?\d+\s?人标记)/,
  ],
]

/** Pictures shaped like a phone screen are most often screenshots of a mark. */
function looksLikeScreenshot({ type, findings, pdfForm }: Inspection): boolean {
  if (findings.some(({ code }) => code === 'long-screenshot')) return true
  return (
    (type === 'png' || type === 'webp') &&
    pdfForm?.pages.length === 1 &&
    (pdfForm.pages[0]?.height ?? 0) > (pdfForm.pages[0]?.width ?? 0)
  )
}

const NO_DATES = { issuedOn: null, validUntil: null }

/** Suggests what a file is from its name, its words and its shape. */
export function suggestKind(name: string, inspection: Inspection): KindSuggestion {
  const head = inspection.text.slice(0, 4_000)
  const dates = inspection.text === '' ? NO_DATES : findDates(inspection.text)
  const inWords = inspection.type === 'text' || inspection.type === 'eml'
  for (const [kind, inName] of RULES) {
    const found = kind === 'mark-screenshot' && inWords ? null : inName.exec(name)
    if (found) return { kind, why: `文件名含「${found[0]}」`, ...dates }
  }
  if (inspection.type === 'audio') return { kind: 'call-sample', why: '是录音文件', ...dates }
  const title = head.trimStart().split(/\r?\n/, 1)[0] ?? ''
  for (const [kind, inName] of RULES) {
    const found = title.length <= 40 && kind !== 'mark-screenshot' ? inName.exec(title) : null
    if (found) return { kind, why: `标题含「${found[0]}」`, ...dates }
  }
  for (const [kind, , inText] of RULES) {
    const found = inText?.exec(head)
    if (found) return { kind, why: `内容含「${found[0].split(/\s/)[0]?.slice(0, 12) ?? ''}」`, ...dates }
  }
  if (looksLikeScreenshot(inspection)) return { kind: 'mark-screenshot', why: '竖屏图片，像手机截图', ...dates }
  return { kind: 'other', why: '', ...dates }
}
