import type { JobContext } from '#core/jobs/job.ts'
import type { Budget } from './budget.ts'
import { kept, type Inspected } from './form.ts'
import { inspectImage } from './inspect-image.ts'
import { inspectPdf } from './inspect-pdf.ts'
import { loadPdfium } from './pdfium.ts'
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
}

const MEGABYTE = 1_048_576
const MOST_MEGABYTES = { pdf: 300, image: 200 } as const

const tooLarge = (most: number) => `文件超过 ${most} MB；请拆分或压缩后再加入。`

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
      return inspectPdf(await loadPdfium(fonts), await read(), budget)
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'tiff':
    case 'gif':
    case 'bmp':
      if (size > MOST_MEGABYTES.image * MEGABYTE) return kept(type, mediaType, tooLarge(MOST_MEGABYTES.image))
      return inspectImage(await read(), type, mediaType, fonts, budget)
    default:
      return kept(
        type === 'html' ? 'unknown' : type,
        mediaType,
        '不支持的文件类型；请在原软件中另存为 PDF，或截图后加入。',
      )
  }
}
