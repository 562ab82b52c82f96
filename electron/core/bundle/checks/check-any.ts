import type { CheckReport } from '#shared/check-report.ts'
import type { PdfBookmark } from '../../intake/pdfium.ts'
import { checkOf, type Check } from './check-promises.ts'
import type { ReadFile } from './read-finished.ts'
import type { Structure } from './scan-structure.ts'

function checkPages(file: ReadFile) {
  const wrong = file.pages.flatMap((page, at) => (page ? [] : [`第 ${at + 1} 页读不出来`]))
  return checkOf('pages', '每一页都能打开', wrong, `共 ${file.pages.length} 页`)
}

function checkLinkTargets(file: ReadFile) {
  const wrong = file.pages.flatMap((page, at) =>
    (page?.links ?? []).flatMap(({ target }) => (target.kind === 'other' ? [`第 ${at + 1} 页有一处链接没有去处`] : [])),
  )
  const count = file.pages.reduce((sum, page) => sum + (page?.links.length ?? 0), 0)
  return checkOf('links', '每处链接都有去处', wrong, `共 ${count} 处链接`)
}

function checkBookmarkTargets(file: ReadFile) {
  const all = (list: readonly PdfBookmark[]): PdfBookmark[] => list.flatMap((mark) => [mark, ...all(mark.children)])
  const marks = all(file.bookmarks)
  const wrong = marks.flatMap(({ title, target, children }) => {
    if (target.kind === 'other') return children.length > 0 ? [] : [`书签「${title}」没有去处`]
    const said = /（第 (\d+) 页）$/.exec(title)?.[1]
    const found = target.kind === 'page' ? target.page + 1 : null
    return said !== undefined && found !== null && Number(said) !== found ? [`书签「${title}」指向第 ${found} 页`] : []
  })
  return checkOf('bookmarks', '每个书签都指向它说的页', wrong, `共 ${marks.length} 个书签`)
}

/** Printed numbers are only compared when most pages carry one where ours do. */
function checkNumbering(file: ReadFile): Check[] {
  const printed = (page: ReadFile['pages'][number]) => page?.number || page?.corner || ''
  const numbered = file.pages.filter((page) => /^\d{1,5}$/.test(printed(page))).length
  const labelled = file.pages.some((page) => (page?.label ?? '') !== '')
  if (numbered === 0 || numbered * 2 < file.pages.length) return []
  const wrong = file.pages.flatMap((page, at) => {
    const label = labelled ? (page?.label ?? '') : String(at + 1)
    if (!page) return []
    return printed(page) === label ? [] : [`第 ${at + 1} 页印着「${printed(page)}」，阅读器显示「${label}」`]
  })
  return [checkOf('printed-number', '印出的页码和阅读器显示的页码一致', wrong, '每一页都一致')]
}

/** What holds for any PDF, whoever made it. */
export const checkAny = (file: ReadFile): Check[] => [
  checkPages(file),
  checkLinkTargets(file),
  checkBookmarkTargets(file),
  ...checkNumbering(file),
]

/** 「第 3 页」 or 「第 3–5 页」 for each run of pages. */
function spans(numbers: readonly number[]): string[] {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else found.push([number, number])
  }
  return found.map(([from, to]) => (from === to ? `第 ${from} 页` : `第 ${from}–${to} 页`))
}

/** What no reader can look into: pages that are pictures, objects that could not be walked, fonts of others. */
export function listUnchecked(file: ReadFile, structure: Structure): CheckReport['unchecked'] {
  const pictures = file.pages.flatMap((page, at) => {
    const text = (page?.text ?? '').replace(/\s+/g, '').replace(page?.number ?? '', '')
    return page && text === '' && page.drawn.length > 0 ? [at + 1] : []
  })
  const scanned = file.pages.flatMap((page, at) =>
    page?.hidden.some(({ why }) => why === 'ocr-layer') ? [at + 1] : [],
  )
  return [
    ...spans(scanned).map((where) => ({ where, why: '图像上有一层看不见的识别文字，是否与图像一致请人工核对' })),
    ...spans(pictures).map((where) => ({ where, why: '是图像，没有可检索的文字，里面写了什么请人工核对' })),
    ...(structure.readable ? [] : [{ where: '整个文件', why: '文件结构不规范，无法逐个对象检查' }]),
    ...structure.missingFonts
      .slice(0, 10)
      .map((font) => ({ where: `字体 ${font}`, why: '没有嵌入文件，显示成什么样取决于阅读器' })),
  ]
}
