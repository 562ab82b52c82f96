import { PDFDocument, PDFName } from 'pdf-lib'
import { expect, test } from 'vitest'
import { looksSame } from '#core/intake/compare-pages.ts'
import {
  makeCarrierPdf,
  makeFormPdf,
  makeLayeredPdf,
  makeLockedPdf,
  makeMissingFontPdf,
  makePdf,
  makeSignedPdf,
  makeTurnedPdf,
} from '../support/make-files.ts'
import { codesOf, lookAt, openForm } from './intake-support.ts'

const draw = (bytes: Uint8Array, page = 0) => openForm(bytes, (file) => file.page(page, (loaded) => loaded.render(40)))

async function expectSameLook(source: Uint8Array, form: Uint8Array) {
  const [a, b] = [await draw(source), await draw(form)]
  expect(a && b && looksSame(a, b)).toBe(true)
}

test('a plain PDF is bound page for page as it is, the same bytes each time', async () => {
  const source = await makePdf(['ONE', 'TWO', 'THREE'])
  const looked = await lookAt(source, 'a.pdf')
  expect(looked).toMatchObject({ type: 'pdf', refusal: null, findings: [], pdfForm: { how: 'as-is' } })
  expect(looked.pdfForm?.pages).toEqual([1, 2, 3].map(() => ({ width: 595, height: 842, text: true, blank: false })))
  expect(looked.text).toContain('TWO')
  expect(looked.thumbnail).not.toBeNull()
  await expectSameLook(source, looked.form)
  expect((await lookAt(source, 'b.pdf')).pdfForm?.sha256).toBe(looked.pdfForm?.sha256)
})

test('a turned and cropped page keeps its shown size and look', async () => {
  const source = await makeTurnedPdf()
  const looked = await lookAt(source, 'turned.pdf')
  expect(looked.pdfForm?.pages).toMatchObject([{ width: 500, height: 400 }])
  await expectSameLook(source, looked.form)
})

test('what was filled into a form stays visible and becomes searchable page content', async () => {
  const source = await makeFormPdf()
  const looked = await lookAt(source, 'form.pdf')
  expect(looked.pdfForm?.how).toBe('flattened')
  expect(codesOf(looked)).toContain('forms')
  await expectSameLook(source, looked.form)
  await openForm(looked.form, (file) => {
    expect(file.formType).toBe(0)
    expect(file.page(0, (page) => page.annotations())).toEqual([])
    expect(file.page(0, (page) => page.text())).toContain('FILLED VALUE')
  })
})

test('the look of an electronic signature is kept, and it is said that it can no longer be verified', async () => {
  const source = await makeSignedPdf()
  const looked = await lookAt(source, 'signed.pdf')
  expect(looked.findings[0]).toMatchObject({ code: 'signature', sentence: expect.stringContaining('无法再验证签名') })
  await expectSameLook(source, looked.form)
  await openForm(looked.form, (file) => {
    expect(file.signatureCount).toBe(0)
    expect(file.page(0, (page) => page.text())).toMatch(/PAPER\s+SIGNED/)
  })
})

test('scripts, attachments, launch actions and names of authors stay behind and are said', async () => {
  const looked = await lookAt(await makeCarrierPdf(), 'carrier.pdf')
  expect(codesOf(looked)).toEqual(['javascript', 'launch', 'attachments', 'metadata'])
  const form = await PDFDocument.load(looked.form)
  for (const key of ['Names', 'OpenAction', 'AF', 'AcroForm', 'Metadata', 'Outlines', 'PageLabels'])
    expect(form.catalog.has(PDFName.of(key))).toBe(false)
  const everything = form.context
    .enumerateIndirectObjects()
    .map(([, object]) => object.toString())
    .join('\n')
  expect(everything).not.toMatch(/JavaScript|EmbeddedFile|Launch|Author|Filespec/)
})

test('a page with a hidden layer becomes a picture of what shows; other pages stay text', async () => {
  const source = await makeLayeredPdf()
  const looked = await lookAt(source, 'layers.pdf')
  expect(codesOf(looked)).toEqual(expect.arrayContaining(['hidden-layers', 'rasterised']))
  expect(looked.pdfForm?.pages.map((page) => page.text)).toEqual([false, true])
  await expectSameLook(source, looked.form)
  const texts = await openForm(looked.form, (file) => [0, 1].map((index) => file.page(index, (page) => page.text())))
  expect(texts.join()).not.toContain('SECRET')
  expect(texts[1]).toContain('PLAIN SECOND PAGE')
  expect(looked.text).not.toContain('SECRET')
})

test('Chinese text whose font is not in the file is shown, not left blank', async () => {
  const looked = await lookAt(await makeMissingFontPdf(), 'simsun.pdf')
  expect(codesOf(looked)).toContain('missing-font')
  const picture = await draw(looked.form)
  const { rgba = new Uint8Array(), width = 0, height = 0 } = picture ?? {}
  const rows = Array.from({ length: height }, (_, y) => y).filter((y) => y > height * 0.7)
  const dark = rows
    .flatMap((y) => Array.from({ length: width }, (_, x) => rgba[(y * width + x) * 4] ?? 255))
    .filter((v) => v < 128)
  expect(dark.length).toBeGreaterThan(50)
})

test('a file locked with a password says what to do; one that opens for everybody is bound', async () => {
  const locked = await lookAt(await makeLockedPdf('user-secret'), 'locked.pdf')
  expect(locked).toMatchObject({ type: 'pdf', pdfForm: null })
  expect(locked.refusal).toContain('输入密码后另存为无密码版本')
  const open = await lookAt(await makeLockedPdf(''), 'owner.pdf')
  expect(open.refusal).toBeNull()
  expect((await PDFDocument.load(open.form)).isEncrypted).toBe(false)
  expect(await openForm(open.form, (file) => file.page(0, (page) => page.text()))).toContain('LOCKED')
})

test('a truncated PDF is either repaired and said to be, or refused; never silently shorter', async () => {
  const source = await makePdf(['ONE', 'TWO', 'THREE'])
  for (const share of [0.3, 0.6, 0.9, 0.99]) {
    const looked = await lookAt(source.subarray(0, Math.floor(source.length * share)), 'cut.pdf')
    expect(codesOf(looked).includes('repaired') || /不完整|损坏/.test(looked.refusal ?? '')).toBe(true)
  }
})

test('a page without anything on it is bound, and said to be blank', async () => {
  const looked = await lookAt(await makePdf(['ONE'], (document) => document.addPage([300, 300])), 'blank.pdf')
  expect(looked.pdfForm?.pages.map((page) => page.blank)).toEqual([false, true])
  expect(looked.findings).toMatchObject([{ code: 'blank-page', sentence: expect.stringContaining('第 2 页') }])
})

test('a PDF of a thousand pages is bound whole', async () => {
  const source = await makePdf(Array.from({ length: 1000 }, (_, index) => `PAGE ${index + 1} OF MANY`))
  const looked = await lookAt(source, 'thousand.pdf')
  expect(looked.pdfForm?.pages.length).toBe(1000)
  expect(codesOf(looked)).toEqual(['many-pages'])
  expect(await openForm(looked.form, (file) => file.page(999, (page) => page.text()))).toContain('PAGE 1000 OF MANY')
})
