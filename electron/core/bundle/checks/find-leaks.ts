import type { CheckReport } from '#shared/check-report.ts'
import type { PdfBookmark } from '../../intake/pdfium.ts'
import { plain, type ReadFile } from './read-finished.ts'
import type { Structure } from './scan-structure.ts'

type Leak = CheckReport['leaks'][number]

const LINK = 2
const WIDGET = 20
const POPUP = 16

function annotationLeaks({ pages }: ReadFile): Leak[] {
  return pages.flatMap((page, at): Leak[] => {
    const where = `第 ${at + 1} 页`
    const other = (page?.annotations ?? []).filter((kind) => kind !== LINK && kind !== POPUP)
    const fields = other.filter((kind) => kind === WIDGET).length
    const notes = other.length - fields
    return [
      ...(notes > 0 ? [{ code: 'annotation', where, what: `有 ${notes} 处批注` }] : []),
      ...(fields > 0 ? [{ code: 'form', where, what: `有 ${fields} 个表单域` }] : []),
    ]
  })
}

const HIDDEN = {
  invisible: '看不见的文字',
  white: '白底上的白字',
  covered: '被色块或图片盖住的文字',
  'covered-picture': '图片上盖着深色块，图片里的内容仍在文件中',
} as const

function hiddenLeaks({ pages }: ReadFile): Leak[] {
  return pages.flatMap((page, at) =>
    (page?.hidden ?? []).flatMap(({ why, text }): Leak[] => {
      if (why === 'ocr-layer') return []
      const quoted = text === '' ? '' : `：「${text.slice(0, 20)}」`
      return [{ code: `hidden-${why}`, where: `第 ${at + 1} 页`, what: `${HIDDEN[why]}${quoted}` }]
    }),
  )
}

function readerLeaks(file: ReadFile): Leak[] {
  const where = '整个文件'
  return [
    ...(file.attachments > 0 ? [{ code: 'attachment', where, what: `有 ${file.attachments} 个附件` }] : []),
    ...(file.scripts > 0 ? [{ code: 'javascript', where, what: `有 ${file.scripts} 段脚本` }] : []),
    ...(file.formType >= 2 ? [{ code: 'form', where, what: '含有 XFA 表单' }] : []),
  ]
}

function structureLeaks(structure: Structure): Leak[] {
  const where = '整个文件'
  const old =
    structure.revisions > 1
      ? [
          {
            code: 'revision',
            where,
            what: `保留了以前保存的 ${structure.revisions - 1} 个版本，里面可能有已经删改的内容`,
          },
        ]
      : []
  return [...structure.findings.map(({ code, what }) => ({ code, where, what })), ...old]
}

/** Words that are in the file but on no page: only what a reader cannot see is a leak. */
function unseenWords(file: ReadFile, structure: Structure): Leak[] {
  const printed = plain(file.pages.map((page) => page?.text ?? '').join(''))
  const unseen = (text: string) =>
    text
      .replace(/（第 \d+ 页）$/, '')
      .split(/\s+/)
      .some((word) => plain(word) !== '' && !printed.includes(plain(word)))
  const marks = (list: readonly PdfBookmark[]): PdfBookmark[] => list.flatMap((mark) => [mark, ...marks(mark.children)])
  const titles = marks(file.bookmarks)
    .map(({ title }) => title)
    .filter((title) => !/^(封面|证据目录)（第 \d+ 页）$/.test(title) && unseen(title))
  return [
    ...titles.map((title) => ({
      code: 'bookmark',
      where: '书签',
      what: `「${title.slice(0, 60)}」没有印在任何一页上`,
    })),
    ...structure.facts
      .filter(({ value }) => unseen(value))
      .map(({ key, value }) => ({ code: 'metadata', where: '文件属性', what: `${key}：${value.slice(0, 60)}` })),
  ]
}

const firstOfEach = (leaks: readonly Leak[]) => {
  const seen = new Set<string>()
  return leaks.filter(({ code, where }) => {
    const key = `${code} ${where}`
    if (code !== 'bookmark' && code !== 'metadata' && seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Hidden or foreign content that would leave with the file. */
export const findLeaks = (file: ReadFile, structure: Structure): Leak[] =>
  firstOfEach([
    ...readerLeaks(file),
    ...structureLeaks(structure),
    ...annotationLeaks(file),
    ...hiddenLeaks(file),
    ...unseenWords(file, structure),
  ])
