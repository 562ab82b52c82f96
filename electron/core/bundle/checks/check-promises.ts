import type { CheckReport } from '#shared/check-report.ts'
import type { BundleFacts } from '../bundle-facts.ts'
import { isSpread } from '../corner-taken.ts'
import { plain, type ReadFile, type ReadLink, type ReadPage } from './read-finished.ts'

export type Check = CheckReport['checks'][number]

/** A check that holds when nothing was found wrong. */
export function checkOf(code: string, promise: string, wrong: readonly string[], fine: string): Check {
  const more = wrong.length > 6 ? `等 ${wrong.length} 处` : ''
  return {
    code,
    promise,
    ok: wrong.length === 0,
    found: wrong.length === 0 ? fine : wrong.slice(0, 6).join('；') + more,
  }
}

type Each<T> = (page: ReadPage, number: number) => T | null

function everyPage({ pages }: ReadFile, find: Each<string>): string[] {
  return pages.flatMap((page, at) => {
    const found = page ? find(page, at + 1) : `第 ${at + 1} 页读不出来`
    return found === null ? [] : [found]
  })
}

const seen = (text: string) => (text === '' ? '什么也没有' : `「${text.slice(0, 30)}」`)

function checkCount(file: ReadFile, facts: BundleFacts) {
  const expected = facts.pages.length
  const wrong = file.pages.length === expected ? [] : [`应为 ${expected} 页，实为 ${file.pages.length} 页`]
  return checkOf('page-count', '总页数等于封面、目录和各份材料页数之和', wrong, `共 ${expected} 页`)
}

/** On a page made smaller the strip below is ours: what the source clips away may lie there unseen. */
function checkNumbers(file: ReadFile, facts: BundleFacts) {
  const wrong = everyPage(file, (page, number) => {
    const printed = facts.pages[number - 1]?.shrunk ? page.number : page.corner
    return printed === String(number) ? null : `第 ${number} 页右下角印的是${seen(printed)}`
  })
  return checkOf('printed-number', '每页右下角印的页码等于这一页的顺序', wrong, '每一页都对')
}

function checkLabels(file: ReadFile) {
  const wrong = everyPage(file, ({ label }, number) =>
    label === String(number) ? null : `第 ${number} 页的页标签是${seen(label)}`,
  )
  return checkOf('page-label', '阅读器显示的页码等于印出的页码', wrong, '每一页都对')
}

const leadsTo = ({ target }: Pick<ReadLink, 'target'>) => (target.kind === 'page' ? target.page + 1 : null)

function checkBookmarks(file: ReadFile, facts: BundleFacts) {
  const wrong = facts.bookmarks.flatMap(({ title, page }, at) => {
    const mark = file.bookmarks[at]
    if (!mark) return [`缺少书签「${title}」`]
    if (mark.title !== title) return [`书签${seen(mark.title)}应为「${title}」`]
    const found = mark.target.kind === 'page' ? mark.target.page + 1 : null
    return found === page ? [] : [`书签「${title}」指向${found === null ? '别处' : `第 ${found} 页`}`]
  })
  if (file.bookmarks.length > facts.bookmarks.length) wrong.push('有多出来的书签')
  return checkOf('bookmarks', '每个书签的名称和目录一致，指向正确的页', wrong, `共 ${facts.bookmarks.length} 个书签`)
}

const sorted = (text: string) => [...text].sort().join('')

/** A row's words are read inside its link; a row that runs over a page has several. */
function checkIndex(file: ReadFile, facts: BundleFacts) {
  const links = facts.indexPages.flatMap((page) => file.pages[page - 1]?.links ?? [])
  const wrong = facts.rows.flatMap(({ name, words, firstPage }) => {
    const own = links.filter((link) => leadsTo(link) === firstPage)
    if (own.length === 0) return [`「${name}」一行没有指向第 ${firstPage} 页的链接`]
    const found = own.map((link) => link.words).join('')
    const expected = plain(words)
    const same = own.length === 1 ? found === expected : sorted(found) === sorted(expected)
    return same ? [] : [`「${name}」一行印的是${seen(found)}`]
  })
  return checkOf('index', '目录每一行的名称、页码印得正确，并链接到那一页', wrong, `共 ${facts.rows.length} 行`)
}

function checkLinks(file: ReadFile, facts: BundleFacts) {
  const wrong = file.pages.flatMap((page, at) => {
    const expected = facts.links.filter((link) => link.page === at + 1)
    const found = page?.links ?? []
    if (found.length !== expected.length)
      return [`第 ${at + 1} 页应有 ${expected.length} 处链接，实有 ${found.length} 处`]
    return expected.flatMap(({ target, words }, index) => {
      const link = found[index]
      if (!link || leadsTo(link) !== target) return [`第 ${at + 1} 页有一处链接没有指向第 ${target} 页`]
      return words === null || link.words.includes(plain(words))
        ? []
        : [`第 ${at + 1} 页的引用印的是${seen(link.words)}，应为「${words}」`]
    })
  })
  return checkOf('links', '每处链接和「第 N 页」引用都指向正确的页', wrong, `共 ${facts.links.length} 处链接`)
}

function checkText(file: ReadFile, facts: BundleFacts) {
  const wrong = facts.pages.flatMap(({ typed }, at) => {
    const text = plain(file.pages[at]?.text ?? '').replace(/^\d+$/, '')
    if (!typed) return []
    if (text === '') return [`第 ${at + 1} 页没有文字`]
    return (file.pages[at]?.text ?? '').includes('\ufffd') ? [`第 ${at + 1} 页有读不出的字`] : []
  })
  return checkOf('text', '排版的每一页都有能检索、能复制的文字', wrong, '每一页都有文字')
}

const points = (value: number) => Math.round(value)

function checkSizes(file: ReadFile, facts: BundleFacts) {
  const wrong = facts.pages.flatMap((expected, at) => {
    const page = file.pages[at]
    if (!page) return []
    const same = Math.abs(page.width - expected.width) < 0.6 && Math.abs(page.height - expected.height) < 0.6
    return same
      ? []
      : [
          `第 ${at + 1} 页是 ${points(page.width)}×${points(page.height)}，原件是 ${points(expected.width)}×${points(expected.height)}`,
        ]
  })
  return checkOf('page-size', '每页的大小和方向与原件一致', wrong, '每一页都一致')
}

/** A bound page is one form and its number; only the form tells whether the source still shows. */
function checkNotBlank(file: ReadFile, facts: BundleFacts) {
  const wrong = facts.pages.flatMap(({ typed, drawn }, at) => {
    const shows = file.pages[at]?.drawn.some(({ kind, box }) => kind === 'form' && isSpread(box))
    return drawn && !typed && !shows ? [`第 ${at + 1} 页成了空白页`] : []
  })
  return checkOf('not-blank', '原件有内容的页没有变成空白页', wrong, '没有空白页')
}

function checkSize(size: number, { maxBytes }: BundleFacts): Check[] {
  if (maxBytes === null) return []
  const megabytes = (bytes: number) => `${(bytes / 1048576).toFixed(1)} MB`
  const wrong = size <= maxBytes ? [] : [`文件有 ${megabytes(size)}，渠道最多收 ${megabytes(maxBytes)}`]
  return [checkOf('size', '文件大小不超过渠道的上限', wrong, megabytes(size))]
}

const noteOf = (note: string): Check => ({ code: 'note', promise: '材料转成 PDF 的方式', ok: true, found: note })

/** Compares the finished file with everything the bundle promised. */
export function checkPromises(file: ReadFile, facts: BundleFacts, size: number): Check[] {
  const title = file.title === facts.title ? [] : [`标题是${seen(file.title)}`]
  return [
    checkCount(file, facts),
    checkNumbers(file, facts),
    checkLabels(file),
    checkIndex(file, facts),
    checkBookmarks(file, facts),
    checkLinks(file, facts),
    checkText(file, facts),
    checkSizes(file, facts),
    checkNotBlank(file, facts),
    checkOf('title', '文件的标题就是卷宗的标题', title, facts.title),
    ...checkSize(size, facts),
    ...facts.notes.map(noteOf),
  ]
}
