import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { PDFDocument } from 'pdf-lib'
import PostalMime from 'postal-mime'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { hashBytes, hashFile } from '#core/files/file-store.ts'
import { loadPdfium } from '#core/intake/pdfium.ts'
import { splitForCodes } from '#core/packages/draw-codes.ts'
import { createNaming, nameSubmission } from '#core/packages/name-files.ts'
import type { PackageInput, PackageOutput } from '#core/packages/package-input.ts'
import type { Channel, ChannelKind, Material } from '#shared/platforms.ts'
import { build, makeChannel, makeInput, newFolder, writeBundle } from './package-fixture.ts'

type Limits = NonNullable<Channel['limits']['value']>
const limits = (change: Partial<Limits>): Limits => ({
  formats: null,
  maxBytes: null,
  maxCount: null,
  slots: null,
  ...change,
})
const material = (verbatim: string, change: Partial<Material> = {}): Material => ({
  verbatim,
  groups: null,
  stamp: null,
  ...change,
})

/** What is for the channel; 提交说明.txt and manifest.json come last. */
const forChannel = ({ package: { files } }: PackageOutput) => files.slice(0, -2)

const bytesOf = async ({ paths }: PackageOutput, name: string) =>
  readFile(paths.find((file) => file.name === name)?.path ?? `no file ${name}`)

async function textOf(bytes: Uint8Array) {
  const opened = (await loadPdfium('node_modules/@expo-google-fonts')).open(bytes)
  if (!opened.ok) throw new Error(opened.why)
  const texts = Array.from(
    { length: opened.file.pageCount },
    (_, i) => opened.file.page(i, (page) => page.text()) ?? '',
  )
  opened.file.close()
  return texts
}

async function demandWhole(input: PackageInput, output: PackageOutput) {
  expect(output.package.files.map(({ name }) => name)).toEqual(output.paths.map(({ name }) => name))
  expect(output.paths[0]).toEqual({ name: input.bundle.name, path: input.bundle.path })
  const names = output.paths.map(({ name }) => name.toLowerCase())
  expect(new Set(names).size).toBe(names.length)
  for (const { name, sha256, size } of output.package.files) {
    const bytes = await bytesOf(output, name)
    expect([name, hashBytes(bytes), bytes.length]).toEqual([name, sha256, size])
  }
  const manifest = JSON.parse((await bytesOf(output, 'manifest.json')).toString()) as {
    files: { name: string; sha256: string }[]
  }
  const handed = output.paths.filter(({ name }) => name !== 'manifest.json')
  for (const { name, path } of handed)
    expect([name, manifest.files.find((file) => file.name === name)?.sha256]).toEqual([name, await hashFile(path)])
  expect((await readdir(input.staging)).toSorted()).toEqual(
    output.paths
      .slice(1)
      .map(({ name }) => name)
      .toSorted(),
  )
}

test.each<[ChannelKind, RegExp[]]>([
  ['web', [/^某平台_4001234567_20261123_第1轮_01_申诉函\.jpg$/, /_03_号码归属证明\.pdf$/]],
  ['app', [/^01_申诉函\.jpg$/, /^03_号码归属证明_第3张共3张\.jpg$/, /^文字01_申诉原因\.png$/]],
  ['mini-program', [/^02_营业执照\.jpg$/, /^文字01_申诉原因\.png$/]],
  ['email', [/^某平台_4001234567_20261123_第1轮_邮件\.eml$/]],
  ['phone', [/电话沟通稿\.txt$/]],
  ['post', [/^卷宗\.pdf$/]],
  ['other', [/_02_营业执照\.jpg$/]],
])('渠道 %s 得到它能收的文件，清单和指纹齐全，同样的输入得到同样的字节', async (kind, expected) => {
  const input = await makeInput(makeChannel(kind, null))
  const output = await build(input)
  await demandWhole(input, output)
  for (const name of expected)
    expect(
      forChannel(output)
        .map((file) => file.name)
        .join('\n'),
    ).toMatch(new RegExp(name, 'm'))
  const again = await build({ ...input, staging: newFolder() })
  expect(again.package).toEqual(output.package)
})

test('每一栏的文件正是卷宗里那几页，别的页一页也不夹带', async () => {
  const slots = ['执照', '证明']
  const channel = makeChannel('web', limits({ formats: ['pdf'], slots }), [
    material('执照', { slot: 1 }),
    material('证明', { slot: 2 }),
  ])
  const satisfies = [
    { material: '证明', slot: 2, partIds: ['proof'] },
    { material: '执照', slot: 1, partIds: ['licence'] },
  ]
  const input = await makeInput(channel, { satisfies })
  const output = await build(input)
  await demandWhole(input, output)
  const files = forChannel(output)
  expect(files.map(({ slot }) => slot)).toEqual([
    '存档备查，不上传',
    '第 1 栏「执照」',
    '第 2 栏「证明」',
    '备用（渠道没有对应的栏目）：申诉函',
  ])
  const proof = await bytesOf(output, files[2]?.name ?? '')
  expect(await textOf(proof)).toEqual(['typed page 3', 'typed page 4', 'typed page 5'])
  const opened = await PDFDocument.load(proof)
  const pages = opened.context
    .enumerateIndirectObjects()
    .filter(([, object]) => /\/Type \/Page\b/.test(object.toString()))
  expect(pages).toHaveLength(3)
  expect(proof.length).toBeLessThan(input.bundle.size)
})

test('没有材料的栏目、超长的文字、没公布的限制都说出来', async () => {
  const channel = makeChannel('web', limits({ slots: ['执照', '身份证'] }))
  const input = await makeInput(channel, {
    satisfies: [{ material: '执照', slot: 1, partIds: ['licence'] }],
    texts: [{ title: '原因', text: '一二三四五', limit: 4 }],
  })
  const { warnings } = (await build(input)).package
  expect(warnings).toEqual([
    '渠道没有公布文件格式和大小的限制，按默认（JPG 或 PDF，5 MB）准备；提交时如页面另有要求，以页面为准。',
    '第 2 栏「身份证」没有对应的材料，请在卷宗里补上，或提交前确认该栏可以留空。',
    '「原因」有 5 字，超过该栏 4 字的限制，请先删减。',
  ])
})

const heavy = async (channel: Channel) =>
  makeInput(channel, {
    bundle: await writeBundle(newFolder(), 2, 3),
    parts: [{ id: 'all', kind: 'service-agreement', title: '服务协议', firstPage: 1, lastPage: 5 }],
    satisfies: [{ material: '服务协议', slot: null, partIds: ['all'] }],
  })

test('超过大小限制的 PDF 压到限制以内，打字的页仍能搜索，压了什么写明', async () => {
  const maxBytes = 1_500_000
  const output = await build(
    await heavy(makeChannel('web', limits({ formats: ['pdf'], maxBytes }), [material('服务协议')])),
  )
  const file = forChannel(output).at(-1)
  expect(file?.size).toBeLessThanOrEqual(maxBytes)
  expect(file?.fitted).toMatch(/其中 3 页按 \d+ dpi/)
  expect((await textOf(await bytesOf(output, file?.name ?? ''))).slice(0, 2)).toEqual(['typed page 1', 'typed page 2'])
  const bundle = output.package.files[1]
  expect(bundle?.slot).toContain('原卷宗超过大小限制')
  expect(bundle?.size).toBeLessThanOrEqual(maxBytes)
})

test('只收图片时转成图片并压到限制以内；只收两个文件时拼成两张长图', async () => {
  const formats = ['jpeg' as const]
  const input = await heavy(
    makeChannel('web', limits({ formats, maxBytes: 400_000, maxCount: 2 }), [material('服务协议')]),
  )
  const output = await build(input)
  await demandWhole(input, output)
  const pictures = output.package.files.filter(({ mediaType }) => mediaType === 'image/jpeg')
  expect(pictures).toHaveLength(2)
  const sizes = await Promise.all(pictures.map(async ({ name }) => sharp(await bytesOf(output, name)).metadata()))
  expect(sizes.map(({ width, height }) => Math.round(((height ?? 0) / (width ?? 1)) * 10) / 10)).toEqual([2.8, 4.2])
  for (const { size, fitted } of pictures) {
    expect(size <= 400_000 || output.package.warnings.some((words) => words.includes('压缩到最低仍有'))).toBe(true)
    expect(fitted).toContain('上下拼成一张长图')
  }
})

test('怎么压也放不进限制时照样交出文件，并说明原因和办法', async () => {
  const output = await build(
    await heavy(makeChannel('web', limits({ formats: ['pdf'], maxBytes: 20_000 }), [material('服务协议')])),
  )
  expect(output.package.warnings.join('\n')).toContain('压缩到最低仍超过 20 KB 的限制')
  expect(await textOf(await bytesOf(output, forChannel(output).at(-1)?.name ?? ''))).toHaveLength(5)
})

test('渠道不收文件时只给文字，卷宗存档', async () => {
  const output = await build(await makeInput(makeChannel('web', limits({ maxCount: 0, slots: [] }))))
  expect(forChannel(output).map(({ slot }) => slot)).toEqual(['存档备查，不上传'])
})

test('邮件草稿能被别的程序读回，主题、正文、附件一个字节不差', async () => {
  const email = { from: '经办人 <a@example.com>', subject: '号码标记申诉', body: '您好：\n请核查。' }
  const input = await makeInput(makeChannel('email', null), { email })
  const output = await build(input)
  const bytes = await bytesOf(output, forChannel(output).at(-1)?.name ?? '')
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' })
  expect([mail.subject, mail.text?.trim(), mail.to?.[0]?.address]).toEqual([
    email.subject,
    email.body,
    'shensu@example.com',
  ])
  expect(mail.headers.find(({ key }) => key === 'x-unsent')?.value).toBe('1')
  const [attachment] = mail.attachments
  expect(attachment?.filename).toBe('卷宗.pdf')
  expect(hashBytes(new Uint8Array(attachment?.content as ArrayBuffer))).toBe(await hashFile(input.bundle.path))
})

test('附件放不进一封邮件时分成几封，每封都在限制以内，合起来什么也不少', async () => {
  const maxBytes = 700_000
  const bundle = await writeBundle(newFolder(), 1, 3)
  const parts = [1, 2, 3, 4].map((page) => ({
    id: `p${page}`,
    kind: 'other' as const,
    title: '同名材料',
    firstPage: page,
    lastPage: page,
  }))
  const output = await build(await makeInput(makeChannel('email', limits({ maxBytes })), { bundle, parts }))
  const mails = output.package.files.filter(({ mediaType }) => mediaType === 'message/rfc822')
  expect(mails.length).toBeGreaterThan(1)
  const parsed = await Promise.all(
    mails.map(async ({ name }) => PostalMime.parse(await bytesOf(output, name), { attachmentEncoding: 'arraybuffer' })),
  )
  for (const [index, mail] of parsed.entries()) {
    expect(mails[index]?.size).toBeLessThanOrEqual(maxBytes)
    expect(mail.subject).toMatch(new RegExp(`（${index + 1}/${mails.length}）$`))
  }
  const sent = parsed.flatMap((mail) =>
    mail.attachments.map(({ content }) => hashBytes(new Uint8Array(content as ArrayBuffer))),
  )
  const cut = output.package.files.filter(({ slot }) => slot.startsWith('邮件附件'))
  expect(cut).toHaveLength(4)
  expect(sent).toEqual(cut.map(({ sha256 }) => sha256))
})

test('卷宗不在或页数不符时指名拒绝，一个文件也不留下', async () => {
  const input = await makeInput(makeChannel('web', null))
  await expect(build({ ...input, bundle: { ...input.bundle, pages: 9 } })).rejects.toMatchObject({
    error: { code: 'files-refused', files: [{ name: '卷宗.pdf' }] },
  })
  await expect(build({ ...input, bundle: { ...input.bundle, path: '/nowhere.pdf' } })).rejects.toMatchObject({
    error: { code: 'files-refused' },
  })
  await writeFile(join(input.staging, 'manifest.json'), 'mine')
  await expect(build(input)).rejects.toMatchObject({ error: { code: 'storage', problem: 'other' } })
  expect(await readdir(input.staging)).toEqual(['manifest.json'])
})

test('文件名：不重复、Windows 能用、不超长，不管标题是什么', () => {
  const title = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 250 }),
    fc.constantFrom(
      '同名',
      '同名',
      'CON',
      'nul.txt',
      '  . ',
      '📞☎️',
      'ＡＢＣ'.repeat(80),
      '../../etc',
      'a/b\\c:d*e?"<>|',
      '尾点.',
      '名\u202Egnp.exe',
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(title, fc.constantFrom('', '_第1张共3张')), { maxLength: 12 }), (stems) => {
      const nameFile = createNaming(['卷宗.pdf'])
      const names = stems.map(([stem, ending]) => nameFile(stem, ending, '.jpg'))
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
      for (const name of names) {
        expect(name.length).toBeLessThanOrEqual(100)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}]+\.jpg$/u)
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i)
        expect(name).toMatch(/^[^. ]/)
        expect(name.isWellFormed()).toBe(true)
      }
    }),
  )
})

test('多个号码的提交包名写明个数', () => {
  const numbers = [{ digits: '95188' }, { digits: '4001234567' }]
  expect(nameSubmission({ platformName: '华为（电话 App / 本地）', numbers, date: '2026-11-23', round: 2 })).toBe(
    '华为_95188等2个_20261123_第2轮',
  )
})

test('二维码分段合起来就是原文', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (text) => {
      const pieces = splitForCodes(text)
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(780)
    }),
  )
})
