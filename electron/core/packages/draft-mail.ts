import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'

/** A file to attach. */
export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What every draft of a series says. */
export interface MailFacts {
  readonly from: string | null
  readonly to: string | null
  readonly subject: string
  readonly body: string
  /** ISO instant, written as the date of the draft. */
  readonly at: string
}

/** Bytes of an attachment inside a message: base64 in lines of 76, and its headers. */
export const mailedSize = (bytes: number) => Math.ceil(bytes / 57) * 78 + 1500

/** What headers and body take of a message, at most. */
export const mailOverhead = ({ body }: MailFacts) => Math.ceil(Buffer.byteLength(body) / 57) * 78 + 3000

/** Attachments in order, a new message whenever the next would pass the limit; one too large goes alone. */
export function packAttachments<T extends { readonly bytes: Uint8Array }>(
  attachments: readonly T[],
  limit: number,
  overhead: number,
): readonly (readonly T[])[] {
  const mails: T[][] = []
  let room = 0
  for (const attachment of attachments) {
    const size = mailedSize(attachment.bytes.length)
    const current = mails.at(-1)
    if (current && size <= room) current.push(attachment)
    else {
      mails.push([attachment])
      room = limit - overhead
    }
    room -= size
  }
  return mails
}

/** The one address among a channel's words, or null. */
export const findMailAddress = (words: string | null): string | null =>
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/.exec(words ?? '')?.[0] ?? null

/** A draft that Outlook and others open ready to be sent (X-Unsent); the same facts give the same bytes. */
export async function draftMail(
  facts: MailFacts,
  attachments: readonly Attachment[],
  place: { readonly at: number; readonly of: number },
): Promise<Uint8Array> {
  const hash = createHash('sha256').update(JSON.stringify([facts, place]))
  for (const { name, bytes } of attachments) hash.update(name).update(bytes)
  const identity = hash.digest('hex').slice(0, 32)
  const counted = place.of > 1 ? `（${place.at}/${place.of}）` : ''
  const composer = new MailComposer({
    ...(facts.from ? { from: facts.from } : {}),
    ...(facts.to ? { to: facts.to } : {}),
    subject: `${facts.subject}${counted}`,
    text: place.of > 1 ? `${facts.body}\n\n（附件较大，分 ${place.of} 封发送，这是第 ${place.at} 封。）\n` : facts.body,
    date: new Date(facts.at),
    messageId: `<${identity}@zhengming.invalid>`,
    baseBoundary: identity,
    newline: '\r\n',
    headers: { 'X-Unsent': '1' },
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: attachments.map(({ name, mediaType, bytes }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
  })
  return composer.compile().build()
}
