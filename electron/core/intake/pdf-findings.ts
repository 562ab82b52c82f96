import type { SourceFacts } from './clean-source.ts'
import type { Finding, How, PageFacts } from './form.ts'

/** 「第 2、5、7 页」, shortened beyond eight; pages from 0. */
export function namePages(pages: readonly number[]): string {
  const shown = pages.slice(0, 8).map((page) => page + 1)
  return `第 ${shown.join('、')} ${pages.length > shown.length ? `等 ${pages.length} ` : ''}页`
}

/** Sentences about what a PDF carries that its bound form leaves behind. */
export function sourceFindings(facts: SourceFacts, annotated: readonly number[]): readonly Finding[] {
  const findings: Finding[] = []
  const say = (found: boolean, code: Finding['code'], sentence: string) => {
    if (found) findings.push({ code, sentence })
  }
  say(
    facts.signatures,
    'signature',
    '文件带有电子签章：卷宗中保留签章的可见外观，但在卷宗内无法再验证签名；需要验证时请把原始文件作为附加文件一并提交。',
  )
  say(facts.javascript, 'javascript', '文件含有脚本，脚本不会带入卷宗。')
  say(facts.launch, 'launch', '文件含有启动外部程序的动作，该动作不会带入卷宗。')
  say(
    facts.attachments,
    'attachments',
    '文件内嵌了附件，附件不会带入卷宗；如附件也是证据，请在 PDF 软件中导出后单独加入。',
  )
  say(facts.forms, 'forms', '文件含有表单，已填写的内容按可见外观固定，不能再编辑。')
  say(annotated.length > 0, 'annotations', `${namePages(annotated)}有批注或图章，已按可见外观固定在页面上。`)
  say(facts.hiddenLayers, 'hidden-layers', '文件含有隐藏图层，隐藏的内容不会带入卷宗。')
  say(facts.metadata, 'metadata', '文件属性中有作者、主题等信息，不会带入卷宗。')
  return findings
}

/** What became of a source's pages, from 0. */
interface Changes {
  readonly rasterised: readonly number[]
  readonly missingFont: readonly number[]
  readonly substituted: readonly number[]
  readonly repaired: boolean
  /** Of the pages that became pictures. */
  readonly dpi: number
}

/** Sentences about how the bound form came about. */
export function formFindings(
  how: How,
  { rasterised, missingFont, substituted, repaired, dpi }: Changes,
  pages: readonly PageFacts[],
): readonly Finding[] {
  const findings: Finding[] = []
  if (repaired || how === 'repaired')
    findings.push({ code: 'repaired', sentence: `文件有损坏，已修复为 ${pages.length} 页；请对照原件核对页数和内容。` })
  const replaced = substituted.filter((page) => !rasterised.includes(page))
  if (replaced.length > 0)
    findings.push({
      code: 'missing-font',
      sentence: `${namePages(replaced)}的中文字体没有嵌入文件，已换成随程序附带的字体，字形可能与原件略有不同，文字仍可搜索；请对照原件核对。`,
    })
  if (missingFont.length > 0)
    findings.push({
      code: 'missing-font',
      sentence: `${namePages(missingFont)}的中文字体没有嵌入文件，已用随程序附带的字体转为图片，字形可能与原件略有不同，且这些页不能搜索文字；请对照原件核对。`,
    })
  const others = rasterised.filter((page) => !missingFont.includes(page))
  if (others.length > 0)
    findings.push({
      code: 'rasterised',
      sentence: `${namePages(others)}无法原样装订，已转为图片（每英寸 ${dpi} 点），这些页不能搜索文字。`,
    })
  const blank = pages.flatMap((page, index) => (page.blank ? [index] : []))
  if (blank.length > 0) findings.push({ code: 'blank-page', sentence: `${namePages(blank)}是空白页，请核对是否漏扫。` })
  if (pages.length > 200)
    findings.push({ code: 'many-pages', sentence: `文件共 ${pages.length} 页，请确认是否需要全部装订。` })
  return findings
}
