import { readFile } from 'node:fs/promises'
import { nameBytes } from '#shared/rules/judge-candidate.ts'
import { draftMail, findMailAddress, mailedSize, mailOverhead, packAttachments, type Attachment } from './draft-mail.ts'
import { writeUpload, type Build } from './write-upload.ts'

/** What the mail says when the caller has not composed it. */
function composeMail({ input }: Build) {
  const { email, channel, title, texts, at } = input
  return {
    from: email?.from ?? null,
    to: findMailAddress(channel.address.value),
    subject: email?.subject ?? channel.subject.value ?? title,
    body: email?.body ?? texts.map(({ text }) => text).join('\n\n'),
    at,
  }
}

/** The bundle when it fits into one message, else its parts, each fitted to a message of its own. */
async function gatherAttachments(build: Build, room: number): Promise<readonly Attachment[]> {
  const { input, plan } = build
  const { bundle, channel } = input
  const takesPdf = channel.limits.value?.formats?.includes('pdf') ?? true
  if (takesPdf && mailedSize(bundle.size) <= room)
    return [{ name: bundle.name, mediaType: 'application/pdf', bytes: await readFile(bundle.path) }]
  const most = Math.max(1, Math.floor(((room - 1500) / 78) * 57))
  const attachments: Attachment[] = []
  build.files.splice(
    0,
    1,
    ...build.files.slice(0, 1).map((file) => ({ ...file, slot: '存档备查；各部分已分开附在邮件里' })),
  )
  for (const upload of plan.uploads.map((one) => ({ ...one, slot: `邮件附件：${one.slot}` })))
    for (const { file, bytes } of await writeUpload(build, upload, Math.min(most, upload.limits.maxBytes)))
      attachments.push({ name: file.name, mediaType: file.mediaType, bytes })
  return attachments
}

/** Writes the drafts of an e-mail channel, `first` attached before all else; answers with the texts for a browser. */
export async function writeMails(build: Build, first: readonly Attachment[]) {
  const { input, plan, staged, files, nameFile, warnings } = build
  const facts = composeMail(build)
  const limit = input.channel.limits.value?.maxBytes ?? input.house.maxBytes
  const room = limit - mailOverhead(facts) - first.reduce((sum, { bytes }) => sum + mailedSize(bytes.length), 0)
  const attachments = [...first, ...(await gatherAttachments(build, room))]
  const mails = packAttachments(attachments, limit, mailOverhead(facts))
  const of = Math.max(1, mails.length)
  for (let at = 1; at <= of; at++) {
    const bytes = await draftMail(facts, mails[at - 1] ?? [], { at, of })
    const name = nameFile(plan.base, of > 1 ? `_邮件_第${at}封共${of}封` : '_邮件', '.eml')
    const slot = of > 1 ? `双击打开，核对后发送（第 ${at}/${of} 封）` : '双击打开，核对后发送'
    const fitted = of > 1 ? `附件按 ${nameBytes(limit)} 的上限分成 ${of} 封` : ''
    files.push(await staged.write(name, bytes, { slot, mediaType: 'message/rfc822', fitted }))
    if (bytes.length > limit)
      warnings.push(`${name} 有 ${nameBytes(bytes.length)}，超过 ${nameBytes(limit)} 的限制，可能发不出去。`)
  }
  if (facts.to === null) warnings.push('渠道资料里没有收件地址，请在邮件草稿里填写收件人。')
  if (facts.from === null) warnings.push('没有填写发件邮箱，请在邮件草稿里选择发件人。')
  return [
    { title: '邮件主题', text: facts.subject, limit: null },
    { title: '邮件正文', text: facts.body, limit: null },
  ]
}
