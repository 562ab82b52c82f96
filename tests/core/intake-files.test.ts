import fc from 'fast-check'
import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { cutLong } from '#core/intake/place-picture.ts'
import { makePdf, makePhoto, makePicture, makeTiff } from '../support/make-files.ts'
import { makeZip } from '../support/make-zip.ts'
import { codesOf, lookAt, openForm } from './intake-support.ts'

const png = (width: number, height: number) => makePicture(width, height).png().toBuffer()
const MEGABYTE = 1_048_576
const GBK_NAME = Uint8Array.from([0xd6, 0xa4, 0xc3, 0xf7, 0x2e, 0x74, 0x78, 0x74])

test('files that cannot be bound are kept with a sentence that says what to do', async () => {
  const docx = makeZip([
    { name: '[Content_Types].xml', content: '<a/>' },
    { name: 'word/document.xml', content: '<a/>' },
  ])
  const cases: [Uint8Array | string, string, string, RegExp][] = [
    ['', 'a.pdf', 'unknown', /0 字节.*重新扫描或导出/],
    ['<!DOCTYPE html><html><body>login</body></html>', 'a.pdf', 'text', /扩展名是 \.pdf，但内容是网页/],
    ['just words', 'a.pdf', 'text', /扩展名是 \.pdf，但内容是文本/],
    ['%PDF-1.7\nnothing more', 'a.pdf', 'pdf', /不完整/],
    [Buffer.from([1, 2, 3, 0, 0, 0, 250, 251]), 'a.bin', 'unknown', /另存为 PDF/],
    [docx, 'a.docx', 'docx', /导出）PDF/],
    [makeZip([{ name: 'OFD.xml', content: '<ofd/>' }]), 'a.ofd', 'ofd', /OFD.*导出）PDF/],
    [Buffer.from('0000001866747970686569630000000068656963', 'hex'), 'a.heic', 'heic', /另存为 JPEG/],
    [Buffer.from('000000186674797069736f6d0000000069736f6d', 'hex'), 'a.mp4', 'mp4', /截取/],
  ]
  for (const [bytes, name, type, sentence] of cases) {
    const looked = await lookAt(bytes, name)
    expect([name, looked.type]).toEqual([name, type])
    expect(looked.pdfForm).toBeNull()
    expect(looked.refusal).toMatch(sentence)
  }
})

test('a wrong extension is said, and the file taken for what it is', async () => {
  const looked = await lookAt(await png(400, 500), 'scan.jpg')
  expect(looked).toMatchObject({ type: 'png', refusal: null })
  expect(codesOf(looked)).toContain('wrong-extension')
})

test('each page of a TIFF is bound', async () => {
  const looked = await lookAt(await makeTiff(3), 'scan.tiff')
  expect(looked.pdfForm?.pages.length).toBe(3)
})

test('a photograph stands upright and loses where it was taken', async () => {
  const looked = await lookAt(await makePhoto(), 'photo.jpg')
  expect(codesOf(looked)).toContain('location')
  // Stored lying down, it is taller than wide when upright.
  expect(looked.pdfForm?.pages).toMatchObject([{ width: 595.28, height: 841.89 }])
  // Its stripes lie across as stored; upright they stand, so that a row of pixels crosses many.
  const row = await openForm(looked.form, (file) =>
    file.page(0, (page) => {
      const { rgba, width, height } = page.render(72)
      return Array.from({ length: width }, (_, x) => (rgba[(Math.floor(height * 0.2) * width + x) * 4 + 1] ?? 0) < 128)
    }),
  )
  expect(row?.filter((dark, x) => dark !== row[x - 1]).length).toBeGreaterThan(10)
  expect(Buffer.from(looked.form).includes('PHONE-MAKER')).toBe(false)
  expect(Buffer.from(looked.form).includes('Exif')).toBe(false)
})

test('an upright JPEG keeps its pixels to the byte, without its metadata', async () => {
  const jpeg = await makePicture(1240, 1754)
    .withExif({ IFD0: { Copyright: 'WHO-MADE-IT' } })
    .jpeg()
    .toBuffer()
  const looked = await lookAt(jpeg, 'scan.jpg')
  const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])))
  expect(Buffer.from(looked.form).includes(scan)).toBe(true)
  expect(Buffer.from(looked.form).includes('WHO-MADE-IT')).toBe(false)
})

test('a truncated picture is refused, not bound half grey', async () => {
  const jpeg = await makePhoto()
  const looked = await lookAt(jpeg.subarray(0, jpeg.length / 2), 'half.jpg')
  expect(looked.pdfForm).toBeNull()
  expect(looked.refusal).toMatch(/不完整/)
})

test('a small file that claims a huge picture is refused', async () => {
  const bomb = await png(10, 10)
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
  const looked = await lookAt(bomb, 'bomb.png')
  expect(looked.pdfForm).toBeNull()
  expect(looked.refusal).toContain('1 亿像素')
})

test('a long screenshot is cut into pages that overlap, each with its number outside the picture', async () => {
  const looked = await lookAt(await png(1080, 9000), 'long.png')
  expect(looked.pdfForm?.pages.length).toBe(5)
  expect(codesOf(looked)).toContain('long-screenshot')
  const texts = await openForm(looked.form, (file) =>
    [0, 4].map((index) => file.page(index, (page) => page.text().trim())),
  )
  expect(texts).toEqual(['第 1/5 段', '第 5/5 段'])
  expect((await lookAt(await png(1080, 2400), 'phone.png')).pdfForm?.pages.length).toBe(1)
})

test('the pieces of a long screenshot cover every row, and each repeats a little of the one before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 2000 }), fc.integer({ min: 3, max: 60 }), (width, ratio) => {
      const height = width * ratio + 7
      const pieces = cutLong({ width, height })
      expect(pieces[0]?.top).toBe(0)
      const last = pieces.at(-1)
      expect((last?.top ?? 0) + (last?.rows ?? 0)).toBe(height)
      for (const [index, piece] of pieces.entries()) {
        const before = pieces[index - 1]
        const repeated = before ? before.top + before.rows - piece.top : piece.rows
        expect(repeated).toBeGreaterThanOrEqual(piece.rows * 0.02)
      }
    }),
  )
})

test('a ZIP is opened into its files, with Chinese names right in either encoding', async () => {
  const inner = makeZip([{ name: '里层.txt', content: 'inner' }])
  const zip = makeZip([
    { name: '材料/证明.pdf', content: await makePdf(['ONE']) },
    { name: GBK_NAME, content: 'text' },
    { name: '__MACOSX/._证明.pdf', content: 'x' },
    { name: '.DS_Store', content: 'x' },
    { name: '更多.zip', content: inner },
  ])
  const looked = await lookAt(zip, 'a.zip')
  expect(looked.parts.map((part) => part.name)).toEqual(['证明.pdf', '证明.txt', '里层.txt'])
  const part = looked.parts[2]
  expect(Buffer.from(looked.bytesOf(part?.sha256 ?? '')).toString()).toBe('inner')
})

test('a hostile ZIP is not opened at all, and the entry is named', async () => {
  const deep = [1, 2, 3].reduce<Uint8Array>(
    (zip) => makeZip([{ name: 'in.zip', content: zip }]),
    makeZip([{ name: 'a', content: 'a' }]),
  )
  const cases: [Uint8Array, RegExp][] = [
    [
      makeZip([
        { name: 'ok.txt', content: 'a' },
        { name: '../../evil.txt', content: 'a' },
      ]),
      /evil\.txt」路径指向压缩包之外/,
    ],
    [makeZip([{ name: '/etc/passwd', content: 'a' }]), /路径指向压缩包之外/],
    [makeZip([{ name: 'C:\\a.txt', content: 'a' }]), /路径指向压缩包之外/],
    [makeZip([{ name: 'link', content: '/etc/passwd', mode: 0o120777 }]), /链接/],
    [
      makeZip([
        { name: 'a.txt', content: '1' },
        { name: 'A.TXT', content: '2' },
      ]),
      /重名/,
    ],
    [makeZip([{ name: 'a.txt', content: '1', encrypted: true }]), /有密码/],
    [makeZip([{ name: 'zeros', content: new Uint8Array(20 * MEGABYTE) }]), /压缩炸弹/],
    [makeZip(Array.from({ length: 201 }, (_, i) => ({ name: `${i}`, content: 'a', claimedSize: MEGABYTE }))), /200 MB/],
    [makeZip([{ name: 'lies.txt', content: new Uint8Array(MEGABYTE), claimedSize: 10 }]), /损坏/],
    [makeZip(Array.from({ length: 1001 }, (_, i) => ({ name: `${i}`, content: 'a' }))), /超过 1000 个文件/],
    [deep, /太多层/],
    [makeZip([{ name: 'a', content: 'a' }]).subarray(0, 40), /损坏或不完整/],
  ]
  for (const [zip, sentence] of cases) {
    const looked = await lookAt(zip, 'a.zip')
    expect(looked.refusal).toMatch(sentence)
    expect(looked.parts).toEqual([])
  }
})

test('a text file is typeset whatever its encoding, and characters no font has are printed as numbers', async () => {
  // 「申诉」 in GB18030.
  const gb = await lookAt(Buffer.from([0xc9, 0xea, 0xcb, 0xdf, 0x0a, 0x41]), 'a.txt')
  expect(gb).toMatchObject({ type: 'text', text: '申诉\nA', refusal: null, pdfForm: { how: 'typeset' } })
  const utf16 = await lookAt(Buffer.from('\ufeff申诉', 'utf16le'), 'a.txt')
  expect(utf16.text).toBe('申诉')
  const odd = await lookAt('谢谢😀', 'a.txt')
  expect(odd.findings).toMatchObject([{ code: 'missing-font', sentence: expect.stringContaining('U+1F600') }])
  expect(await openForm(odd.form, (file) => file.page(0, (page) => page.text()))).toContain('〔U+1F600〕')
})

test('a mail is typeset with who, when and subject, and its attachments are taken out', async () => {
  const mail = [
    'From: =?UTF-8?B?6L+Q6JCl5ZWG?= <a@carrier.example>',
    'To: b@company.example',
    'Date: Fri, 20 Nov 2026 08:08:00 +0000',
    'Subject: reply',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<style>p{}</style><p>The number is <b>yours</b>.</p><script>alert(1)</script>',
    '--x',
    'Content-Type: text/plain; name="../proof.txt"',
    'Content-Disposition: attachment; filename="../proof.txt"',
    '',
    'attached words',
    '--x--',
  ].join('\r\n')
  const looked = await lookAt(mail, 'a.eml')
  expect(looked).toMatchObject({ type: 'eml', refusal: null })
  expect(looked.parts.map((part) => part.name)).toEqual(['proof.txt'])
  const text = await openForm(looked.form, (file) => file.page(0, (page) => page.text()))
  expect(text).toContain('发件人：运营商 <a@carrier.example>')
  expect(text).toContain('2026-11-20 16:08:00（北京时间）')
  expect(text).toContain('The number is yours.')
  expect(text).not.toContain('alert')
})
