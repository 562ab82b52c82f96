import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import type { JobContext } from '#core/jobs/job.ts'
import type { Block } from '#shared/document.ts'
import { kept, MOST_TEXT, type Inspected, type Part } from './form.ts'
import type { Content } from './inspect-content.ts'
import { drawable, linesOf, typesetForm } from './typeset-text.ts'

const MAIL = 'message/rfc822'
const MOST_BYTES = 100 * 1_048_576
const MOST_BODY = 300_000
const MOST_ATTACHMENTS = 200
/** Smaller pictures inside the text are logos and tracking marks. */
const SMALLEST_INLINE = 5_000
const NO_DATE = '2000-01-01T00:00:00.000Z'

const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The words of a mail written in HTML, a line for each block; styles, scripts and pictures left out. */
export function textOfHtml(html: string): string {
  const code = (digits: string, base: number) => {
    const point = Number.parseInt(digits, base)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
  }
  return html
    .replace(/<(script|style|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d|\/table)\b[^>]*>/gi, '\n')
    .replace(/<\/t[dh]\b[^>]*>/gi, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => code(digits, 16))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => code(digits, 10))
    .replace(/&(nbsp|lt|gt|quot|apos|amp);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? '')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const nameAddress = (address: Address | undefined): string => {
  if (!address) return ''
  const mail = address.address ? `<${address.address}>` : ''
  return [address.name, mail].filter(Boolean).join(' ')
}

const nameAll = (addresses: readonly Address[] | undefined) => (addresses ?? []).map(nameAddress).join('；')

/** A date with its zone said: readers compare it with other papers. */
function sayDate(date: string | undefined): string {
  const instant = date ? new Date(date) : null
  if (!instant || Number.isNaN(instant.getTime())) return date ?? ''
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Shanghai' })
  return `${local.format(instant)}（北京时间）`
}

const bytesOf = ({ content }: Attachment) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

async function takeAttachments(mail: Email, content: Content): Promise<readonly Part[]> {
  const parts: Part[] = []
  for (const [index, attachment] of mail.attachments.slice(0, MOST_ATTACHMENTS).entries()) {
    const bytes = bytesOf(attachment)
    if (attachment.related && bytes.length < SMALLEST_INLINE) continue
    const extension = attachment.mimeType === 'message/rfc822' ? '.eml' : ''
    const name = attachment.filename?.split(/[/\\]/).at(-1)?.trim() || `附件 ${index + 1}${extension}`
    parts.push({ name, ...(await content.keep(bytes)) })
  }
  return parts
}

function headRows(mail: Email, parts: readonly Part[]) {
  const rows: [string, string][] = [
    ['发件人', nameAddress(mail.from)],
    ['收件人', nameAll(mail.to)],
    ['抄送', nameAll(mail.cc)],
    ['时间', sayDate(mail.date)],
    ['主题', mail.subject ?? ''],
    ['附件', parts.map(({ name }) => name).join('；')],
  ]
  return rows.filter(([, value]) => value !== '')
}

/** Typesets a mail (who, when, subject, words) and takes its attachments out, each to be looked at on its own. */
export async function inspectMail(content: Content, context: JobContext): Promise<Inspected> {
  if (content.size > MOST_BYTES) return kept('eml', MAIL, '邮件超过 100 MB；请把附件另存后单独加入。')
  let mail: Email
  try {
    mail = await PostalMime.parse(await content.read(), { maxNestingDepth: 50 })
  } catch {
    return kept('eml', MAIL, '邮件内容无法解析；请在邮箱中打开后打印为 PDF，附件另存后单独加入。')
  }
  if (mail.attachments.length > MOST_ATTACHMENTS)
    return kept('eml', MAIL, `邮件有超过 ${MOST_ATTACHMENTS} 个附件；请把需要的附件另存后单独加入。`)
  const parts = await takeAttachments(mail, content)
  const body = (mail.text?.trim() || textOfHtml(mail.html ?? '')).trimEnd()
  if (body.length > MOST_BODY) return kept('eml', MAIL, '邮件正文过长；请在邮箱中打开后打印为 PDF 再加入。', { parts })
  const head = headRows(mail, parts)
  const marked = [...head.map(([label, value]) => `${label}：${value.replace(/\s+/g, ' ')}`), '', body].join('\n')
  const { text, findings } = await drawable(marked, context.resources.fonts)
  const blocks: Block[] = [{ kind: 'heading', text: '电子邮件' }, ...linesOf(text)]
  const made = await typesetForm({ title: '电子邮件', blocks }, NO_DATE, content.workFolder, context)
  return { type: 'eml', mediaType: MAIL, ...made, parts, text: marked.slice(0, MOST_TEXT), findings, refusal: null }
}
