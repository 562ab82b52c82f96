import type { JobContext } from '#core/jobs/job.ts'
import type { Budget } from './budget.ts'
import { kept, type Inspected } from './form.ts'
import { inspectImage } from './inspect-image.ts'
import { inspectMail } from './inspect-mail.ts'
import { inspectPdf } from './inspect-pdf.ts'
import { inspectText } from './inspect-text.ts'
import { inspectZip } from './inspect-zip.ts'
import { extensionOf, type Sniffed } from './sniff.ts'

/** A sniffed file and the means to read it. */
export interface Content {
  readonly path: string
  readonly name: string
  readonly workFolder: string
  /** Bytes. */
  readonly size: number
  readonly sniffed: Sniffed
  readonly read: () => Promise<Uint8Array>
  readonly budget: Budget
  /** Writes bytes to the work folder under their hash. */
  readonly keep: (bytes: Uint8Array) => Promise<{ readonly sha256: string; readonly size: number }>
}

const MEGABYTE = 1_048_576
const MOST_MEGABYTES = { pdf: 300, image: 200 } as const

const tooLarge = (most: number) => `文件超过 ${most} MB；请拆分或压缩后再加入。`

const WHY_UNKNOWN = '不认识的文件类型，不能装订；请在原软件中另存为 PDF，或截图后加入。'
const WHY_KEPT: Readonly<Record<string, string>> = {
  html: '这是网页文件，不能直接装订；请在浏览器中打开并「打印为 PDF」后加入。',
  heic: '这是 HEIC 照片，还不能直接装订；请在手机或看图软件中另存为 JPEG 后加入。',
  mp4: '视频不能直接装订；请截取能说明情况的画面，作为截图加入。',
  audio: '录音默认不附入卷宗；请改用已脱敏的文字记录作为证据。',
}
const PROGRAMS = {
  docx: ['Word 或 WPS 文字', 'Word 文档'],
  doc: ['Word 或 WPS', 'Office 旧格式文档'],
  xlsx: ['Excel 或 WPS 表格', '电子表格'],
  ofd: ['OFD 阅读器', 'OFD 文件'],
} as const

/** Files whose look depends on the program that opens them: the person saves the PDF, so that what is bound is what they saw. */
function askForPdf(type: keyof typeof PROGRAMS, mediaType: string): Inspected {
  const [program, what] = PROGRAMS[type]
  const sentence = `${what}不能直接装订；请用 ${program}另存为（导出）PDF 后加入。`
  return kept(type, mediaType, sentence, { findings: [{ code: 'ask-for-pdf', sentence }] })
}

/** Hands a file to the inspector of its type; a type that is only kept is answered with what to do. */
export async function inspectContent(content: Content, context: JobContext): Promise<Inspected> {
  const { sniffed, size, name, read, budget } = content
  const { type, mediaType } = sniffed
  const { fonts } = context.resources
  if (extensionOf(name) === 'pdf' && ['html', 'text', 'eml', 'unknown'].includes(type)) {
    const what = type === 'html' ? '网页' : type === 'unknown' ? '无法识别的数据' : '文本'
    return kept(
      type === 'html' ? 'text' : type,
      mediaType,
      `扩展名是 .pdf，但内容是${what}，不是 PDF；请重新下载或重新导出。`,
    )
  }
  switch (type) {
    case 'pdf':
      if (size > MOST_MEGABYTES.pdf * MEGABYTE) return kept(type, mediaType, tooLarge(MOST_MEGABYTES.pdf))
      return inspectPdf(fonts, await read(), budget)
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'tiff':
    case 'gif':
    case 'bmp':
      if (size > MOST_MEGABYTES.image * MEGABYTE) return kept(type, mediaType, tooLarge(MOST_MEGABYTES.image))
      return inspectImage(await read(), type, mediaType, fonts, budget)
    case 'text':
      return inspectText(content, context)
    case 'eml':
      return inspectMail(content, context)
    case 'zip':
      return inspectZip(content, askForPdf)
    case 'docx':
    case 'doc':
    case 'xlsx':
      return askForPdf(sniffed.type === 'doc' && extensionOf(name).startsWith('xls') ? 'xlsx' : type, mediaType)
    default:
      return kept(type === 'html' || type === 'ofd' ? 'unknown' : type, mediaType, WHY_KEPT[type] ?? WHY_UNKNOWN)
  }
}
