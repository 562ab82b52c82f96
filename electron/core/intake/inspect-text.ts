import type { JobContext } from '#core/jobs/job.ts'
import { decodeText } from './decode-text.ts'
import { kept, MOST_TEXT, type Inspected } from './form.ts'
import type { Content } from './inspect-content.ts'
import { drawable, linesOf, typesetForm } from './typeset-text.ts'

const TEXT = 'text/plain'
/** Bytes; some 300 pages of Chinese. */
const MOST_BYTES = 1_048_576
/** The form of the same text is the same, whenever it is made. */
const NO_DATE = '2000-01-01T00:00:00.000Z'

/** Typesets a text file as it stands; UTF-8, UTF-16 and GB18030 are recognised. */
export async function inspectText(content: Content, context: JobContext): Promise<Inspected> {
  if (content.size > MOST_BYTES)
    return kept('text', TEXT, '文本文件超过 1 MB，排出来会有几百页；请截取需要的部分后再加入。')
  const text = decodeText(await content.read())?.replace(/^\ufeff/, '')
  if (text === undefined)
    return kept('unknown', 'application/octet-stream', '文件内容不是可读的文本；请在原软件中另存为 PDF 后再加入。')
  if (text.trim() === '') return kept('text', TEXT, '文本文件里没有文字；请核对文件后重新加入。')
  const { text: printed, findings } = await drawable(text, context.resources.fonts)
  const made = await typesetForm(
    { title: '文本文件', blocks: [...linesOf(printed.trimEnd())] },
    NO_DATE,
    content.workFolder,
    context,
  )
  return { type: 'text', mediaType: TEXT, ...made, parts: [], text: text.slice(0, MOST_TEXT), findings, refusal: null }
}
