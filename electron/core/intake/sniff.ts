import { fileTypeFromBuffer } from 'file-type'
import type { FileType } from '#shared/inspection.ts'
import { decodeText } from './decode-text.ts'

/** What a file is by its content; `html` and `svg` are texts that are not bound as text. */
export interface Sniffed {
  readonly type: FileType | 'html'
  readonly mediaType: string
}

const BY_MEDIA_TYPE: Readonly<Record<string, FileType>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/tiff': 'tiff',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/x-cfb': 'doc',
  'application/rtf': 'doc',
  'text/rtf': 'doc',
  'video/mp4': 'mp4',
  'video/quicktime': 'mp4',
  'video/x-m4v': 'mp4',
  'video/3gpp': 'mp4',
}

const HEADER =
  /^(?:from|to|cc|date|subject|received|return-path|mime-version|message-id|delivered-to|dkim-signature|content-type|reply-to|sender|x-[\w-]+): ?/i

/** True when a text begins with the head of an e-mail: header lines, at least two of those every e-mail has. */
function isMail(text: string): boolean {
  if (!HEADER.test(text)) return false
  const head = text.slice(0, 16_384).split(/\r?\n\r?\n/, 1)[0] ?? ''
  return (
    ['from', 'date', 'subject', 'mime-version', 'to'].filter((key) => new RegExp(`^${key}:`, 'im').test(head)).length >=
    2
  )
}

const isHtml = (text: string) =>
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|head|body|svg|!doctype svg)\b/i.test(
    text.slice(0, 4096),
  )

/** True when a file begins as a PDF; readers accept some foreign bytes before the header. */
export const hasPdfHeader = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/** Says what a file is by its first bytes (at least 64 KiB of them, or all). `name` breaks ties only. */
export async function sniff(head: Uint8Array, name: string): Promise<Sniffed> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  const type = found && BY_MEDIA_TYPE[found.mime]
  if (found && type) return { type, mediaType: found.mime }
  if (found?.mime.startsWith('audio/')) return { type: 'audio', mediaType: found.mime }
  if (hasPdfHeader(head)) return { type: 'pdf', mediaType: 'application/pdf' }
  // A PDF whose head is damaged or missing is still worth a try; its objects are not the words of a text.
  if (/\.pdf$/i.test(name) && /\d+ \d+ obj\s*<<[\s\S]*endobj/.test(Buffer.from(head).toString('latin1')))
    return { type: 'pdf', mediaType: 'application/pdf' }
  const text = decodeText(head, true)
  if (text !== null) {
    if (isHtml(text)) return { type: 'html', mediaType: 'text/html' }
    if (isMail(text)) return { type: 'eml', mediaType: 'message/rfc822' }
    if (!found || found.mime.startsWith('text/') || found.mime.endsWith('xml'))
      return { type: 'text', mediaType: 'text/plain' }
  }
  if (/\.pdf$/i.test(name) && Buffer.from(head).includes(' obj')) return { type: 'pdf', mediaType: 'application/pdf' }
  return { type: 'unknown', mediaType: found?.mime ?? 'application/octet-stream' }
}

const EXTENSIONS: Readonly<Partial<Record<FileType, RegExp>>> = {
  pdf: /^pdf$/,
  jpeg: /^(?:jpe?g|jfif|jpe)$/,
  png: /^a?png$/,
  webp: /^webp$/,
  tiff: /^tiff?$/,
  gif: /^gif$/,
  bmp: /^(?:bmp|dib)$/,
  docx: /^docx$/,
  xlsx: /^xlsx$/,
  ofd: /^ofd$/,
  eml: /^eml$/,
  zip: /^zip$/,
}

/** The extension of a name in small letters, without the dot; empty when there is none. */
export const extensionOf = (name: string) => /\.([^./\\]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** True when the name's extension says something else than the content. */
export function hasWrongExtension(name: string, type: FileType): boolean {
  const extension = extensionOf(name)
  const right = EXTENSIONS[type]
  return extension !== '' && right !== undefined && !right.test(extension)
}
