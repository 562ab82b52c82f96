import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { buildBundle } from '#core/bundle/build-bundle.ts'
import { looksSame } from '#core/intake/compare-pages.ts'
import { bundleOf, exhibit, testContext, testFolder } from '../documents/make-sources.ts'
import { makeMissingFontPdf, makePdf } from '../support/make-files.ts'
import { codesOf, lookAt, openForm } from './intake-support.ts'

const folder = testFolder()
const draw = (bytes: Uint8Array) => openForm(bytes, (file) => file.page(0, (page) => page.render(40)))
const textOf = (bytes: Uint8Array) => openForm(bytes, (file) => file.page(0, (page) => page.text()) ?? '')

/** Brings a PDF into its form, binds that alone and has it checked. */
async function bindAlone(source: Uint8Array, name: string) {
  const looked = await lookAt(source, name)
  expect(looked.refusal).toBeNull()
  const path = join(folder, `form-of-${name}`)
  await writeFile(path, looked.form)
  const input = bundleOf(join(folder, `of-${name}`), [exhibit('a', '材料', [path])])
  const { report } = await buildBundle(input, testContext().context)
  expect(report).toMatchObject({ clean: true, leaks: [] })
  return looked
}

const GBK: Readonly<Record<string, string>> = { 号: 'bac5', 码: 'c2eb', 归: 'b9e9', 属: 'caf4' }
const inGbk = (text: string) => [...text].map((char) => GBK[char] ?? (char.codePointAt(0) ?? 0).toString(16)).join('')

test.each([
  ['SimSun', 'UniGB-UCS2-H', '53f77801003100350032005f005200650066', '号码152_Ref', [1, 95, 500]],
  ['STSong-Light', 'UniGB-UTF16-H', '53f77801003100350032', '号码152', [1, [207, 270], 3, 95, 462]],
  ['SimHei,Bold', 'GBK-EUC-H', inGbk('号码 0755-8888 Ref'), '号码 0755-8888 Ref', [814, 939, 500, 7716, 7716, 500]],
  ['FangSong_GB2312', 'GBKp-EUC-H', inGbk('归属 0755 Ref'), '归属 0755 Ref', [1, 95, 500]],
])(
  'Chinese text in %s coded as %s, its font not in the file, stays text that looks as readers show it',
  async (base, cmap, codes, text, widths) => {
    const source = await makeMissingFontPdf({ base, cmap, codes, widths })
    const looked = await bindAlone(source, 'missing.pdf')
    expect(looked.pdfForm?.pages[0]?.text).toBe(true)
    expect(looked.findings).toMatchObject([{ code: 'missing-font', sentence: expect.stringContaining('文字仍可搜索') }])
    expect(await textOf(looked.form)).toContain(text)
    const [shown, bound] = [await draw(source), await draw(looked.form)]
    expect(shown && bound && looksSame(shown, bound)).toBe(true)
    const fonts = await openForm(looked.form, (file) => file.page(0, (page) => page.fonts()))
    expect(fonts?.filter((font) => font.missingCjk)).toEqual([])
  },
)

test('a long contract whose Chinese fonts are not in the file is bound whole', async () => {
  const looked = await lookAt(await makeMissingFontPdf({ pages: 120 }), 'contract.pdf')
  expect(looked.pdfForm?.pages.filter((page) => page.text).length).toBe(120)
})

test('a missing font whose coding is not known becomes a picture, and it is said', async () => {
  const codes = '53f77801'
  const looked = await lookAt(await makeMissingFontPdf({ cmap: 'UniGB-UCS2-V', codes }), 'upright.pdf')
  expect(looked.pdfForm?.pages[0]?.text).toBe(false)
  expect(codesOf(looked)).toContain('missing-font')
  const [shown, bound] = [
    await draw(await makeMissingFontPdf({ cmap: 'UniGB-UCS2-V', codes })),
    await draw(looked.form),
  ]
  expect(shown && bound && looksSame(shown, bound)).toBe(true)
})

test('glyph numbers of a Chinese font nobody has here are refused, not shown as other characters', async () => {
  const looked = await lookAt(await makeMissingFontPdf({ cmap: 'Identity-H', ordering: 'Identity' }), 'numbers.pdf')
  expect(looked.pdfForm).toBeNull()
  expect(looked.refusal).toMatch(/^第 1 页用了没有嵌入的中文字体.*打印为 PDF/)
})

/** A PDF of one page as a text editor shows it, its table of objects in order; `endMark` ends the page's content. */
function writePlainPdf(endMark: string) {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length 35 >>\nstream\nBT /F 24 Tf 72 172 Td (WORDS) Tj ET\n${endMark}`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.3\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}trailer << /Root 1 0 R /Size 6 >>`
  return `${text}${table}\nstartxref\n${text.length}\n%%EOF\n`
}

test('a page whose content lacks its end mark is mended, said to be, and shown', async () => {
  const looked = await bindAlone(Buffer.from(writePlainPdf('enxstream')), 'mended.pdf')
  expect(codesOf(looked)).toContain('repaired')
  expect(await textOf(looked.form)).toContain('WORDS')
})

/** A JPEG with what a camera, an editor and a careless author leave in it. */
async function makeTalkativeJpeg() {
  const plain = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Make: 'CAMERA-MAKE' } })
    .jpeg()
    .toBuffer()
  const segment = (marker: number, text: string) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)])
  return Buffer.concat([
    plain.subarray(0, 2),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0XMP-WORDS'),
    segment(0xed, 'Photoshop 3.0\0IPTC-WORDS'),
    segment(0xfe, 'COMMENT-WORDS'),
    plain.subarray(2),
    Buffer.from('AFTER-THE-END'),
  ])
}

test.each([['whole'], ['cut short'], ['packed twice']])(
  'what a camera wrote into a picture of a PDF stays behind, the picture does not change (%s)',
  async (how) => {
    const jpeg = await makeTalkativeJpeg()
    const source = await makePdf(['PHOTO'], async (document, [page]) => {
      const picture = await document.embedJpg(jpeg)
      page?.drawImage(picture, { x: 60, y: 100, width: 160, height: 120 })
      await picture.embed()
      const stream = document.context.lookup(picture.ref)
      if (!(stream instanceof PDFRawStream)) throw new Error('no picture')
      stream.dict.set(PDFName.of('PieceInfo'), document.context.obj({ X: 'PIECE' }))
      const bytes = how === 'cut short' ? jpeg.subarray(0, -20) : jpeg
      if (how === 'packed twice')
        stream.dict.set(PDFName.of('Filter'), document.context.obj(['ASCIIHexDecode', 'DCTDecode']))
      const packed = how === 'packed twice' ? Buffer.from(`${bytes.toString('hex')}>`) : bytes
      document.context.assign(picture.ref, PDFRawStream.of(stream.dict, packed))
    })
    const looked = await bindAlone(source, 'photo.pdf')
    const form = await PDFDocument.load(looked.form)
    const streams = form.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFRawStream
          ? [`${object.dict.toString()} ${Buffer.from(object.contents).toString('latin1')}`]
          : [],
      )
    expect(streams.join()).toMatch(/\/Filter \/DCTDecode[^]*\u00ff\u00d8\u00ff/)
    expect(streams.join()).not.toMatch(/CAMERA-MAKE|XMP-WORDS|IPTC-WORDS|COMMENT-WORDS|AFTER-THE-END|Exif|PieceInfo/)
    const [shown, bound] = [await draw(source), await draw(looked.form)]
    expect(shown && bound && looksSame(shown, bound)).toBe(true)
  },
)

test('a PDF that lost its first line is bound', async () => {
  const looked = await lookAt(writePlainPdf('endstream').replace('%PDF-1.3\n', ''), 'headless.pdf')
  expect(looked).toMatchObject({ type: 'pdf', refusal: null })
  expect(looked.text).toContain('WORDS')
})

test('a page measured in other units than points, and one holding the mark of a file end, are bound', async () => {
  const large = await makePdf(['LARGE PLAN'], (_, [page]) => page?.node.set(PDFName.of('UserUnit'), PDFNumber.of(2)))
  expect((await bindAlone(large, 'units.pdf')).pdfForm?.how).toBe('as-is')
  const marked = await makePdf(['MARKED'], (document, [page]) => {
    page?.node.addContentStream(document.context.register(document.context.stream('% told by %%EOF\n')))
  })
  expect((await bindAlone(marked, 'marked.pdf')).pdfForm?.how).toBe('as-is')
})

test('pictures with unusual names are drawn on the bound page, too', async () => {
  const jpeg = await makeTalkativeJpeg()
  const source = await makePdf([], async (document) => {
    const page = document.addPage([300, 300])
    const picture = await document.embedJpg(jpeg)
    // As older programs write them: a number sign that is no escape.
    for (const [at, key] of ['A#1', 'B#'].entries()) {
      page.node.setXObject(PDFName.of(key), picture.ref)
      const place = `q 100 0 0 100 ${at * 150} 100 cm /${key} Do Q`
      page.node.addContentStream(document.context.register(document.context.stream(place)))
    }
  })
  expect((await bindAlone(source, 'names.pdf')).pdfForm?.how).toBe('as-is')
})
