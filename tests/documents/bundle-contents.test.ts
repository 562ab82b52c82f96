import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import { buildBundle } from '#core/bundle/build-bundle.ts'
import type { BundlePart } from '#core/bundle/bundle-input.ts'
import { bundleOf, exhibit, makeSource, testContext, testFolder } from './make-sources.ts'
import { readWithPdfjs } from './read-with-pdfjs.ts'

const { context } = testContext()

/** Builds, and reads the file back with a reader the program's own check does not use. */
async function bindAndRead(parts: readonly BundlePart[], folder = testFolder()) {
  const output = join(folder, 'bundle.pdf')
  const built = await buildBundle(bundleOf(output, parts), context)
  return { built, read: await readWithPdfjs(output), output }
}

test('what a crop cuts off is gone from the file, and the report says the page became a picture', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'a.pdf', [{ text: 'kept', corner: 'PRIVATE' }, { text: 'other' }])
  const part = exhibit(
    'e',
    '截图',
    [path],
    [{ index: 0, rotate: 90, crop: { left: 0.3, top: 0, right: 0, bottom: 0 } }],
  )
  const { read, built, output } = await bindAndRead([part], folder)
  expect(built.report.clean).toBe(true)
  expect(built.report.checks).toContainEqual(
    expect.objectContaining({
      code: 'note',
      found: '「a.pdf」有 1 页裁去了内容；裁去的部分已不在文件中，这些页成为图像。',
    }),
  )
  expect(built.report.unchecked).toContainEqual(expect.objectContaining({ where: '第 3 页' }))
  expect([read.pages[2]?.width, read.pages[2]?.height].map((size) => Math.round(size ?? 0))).toEqual([589, 595])
  const raw = await inflated(output)
  for (const trace of ['PRIVATE', 'kept', 'other']) expect(raw).not.toContain(hexOf(trace))
})

test('a page left out takes its pictures with it, though the source lists them for every page', async () => {
  const folder = testFolder()
  const shared = (document: PDFDocument) => {
    const objects = document.context
    const form = (mark: string) =>
      objects.register(
        objects.stream(`% ${mark}`, { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1], Resources: {} }),
      )
    const resources = objects.register(objects.obj({ XObject: { A: form('mark-shown'), B: form('mark-left-out') } }))
    document.getPages().forEach((page, at) => {
      page.node.set(PDFName.of('Resources'), resources)
      page.node.set(PDFName.of('Contents'), objects.register(objects.stream(`q /${at === 0 ? 'A' : 'B'} Do Q`)))
    })
  }
  const path = await makeSource(folder, 'a.pdf', [{}, {}], shared)
  const { output } = await bindAndRead([exhibit('e', '节选', [path], [{ index: 0, rotate: 0, crop: null }])], folder)
  const raw = await inflated(output)
  expect(raw).toContain('mark-shown')
  expect(raw).not.toContain('mark-left-out')
})

test('scripts, attachments, forms, labels, notes and names of the sources stay behind', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'dirty.pdf', [{ text: 'visible' }], async (document) => {
    document.addJavaScript('boo', 'app.alert(1)')
    await document.attach(Buffer.from('13800138000'), 'secret.txt', { mimeType: 'text/plain' })
    document.setAuthor('王小明')
    document.setSubject('内部讨论稿')
    document.getForm().createTextField('phone').addToPage(document.getPage(0), { x: 50, y: 500 })
    const page = document.getPage(0)
    page.node.set(PDFName.of('PieceInfo'), document.context.obj({ Private: 'secret' }))
  })
  const { built, output } = await bindAndRead([exhibit('e', '材料', [path])], folder)
  expect(built.report).toMatchObject({ clean: true, leaks: [] })
  const raw = await inflated(output)
  for (const trace of [
    'app.alert',
    '13800138000',
    'secret',
    '王小明',
    'AcroForm',
    'EmbeddedFile',
    'PieceInfo',
    'Widget',
  ])
    expect(raw).not.toContain(trace)
  expect(raw).toContain(hexOf('visible'))
})

test('bytes bound twice are stored once', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'a.pdf', [{ text: 'x'.repeat(50) }], async (document) => {
    const noise = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7919 + (at >> 3) * 31) % 251)
    document
      .getPage(0)
      .node.normalizedEntries()
      .Resources.set(
        PDFName.of('XObject'),
        document.context.obj({
          N: document.context.register(
            document.context.stream(noise, { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1] }),
          ),
        }),
      )
  })
  const copy = join(folder, 'copy.pdf')
  copyFileSync(path, copy)
  const once = await bindAndRead([exhibit('a', '甲', [path])], folder)
  const twice = await bindAndRead([exhibit('a', '甲', [path]), exhibit('b', '乙', [copy])], folder)
  expect(once.built.size).toBeGreaterThan(200_000)
  expect(twice.built.size).toBeLessThan(once.built.size + 20_000)
})

test('the watermark is printed on each page of a copy, and only there', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'a.pdf', [{}, { rotate: 90 }])
  const marked = { ...exhibit('a', '身份证', [path]), watermark: ['仅用于号码标记申诉', '2026年11月'] }
  const { read, built } = await bindAndRead([marked, exhibit('b', '执照', [path])], folder)
  expect(built.report.clean).toBe(true)
  expect(read.pages.map(({ text }) => text.includes('仅用于号码标记申诉'))).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ])
})

const hexOf = (text: string) => Buffer.from(text, 'latin1').toString('hex').toUpperCase()

async function inflated(path: string) {
  const bytes = readFileSync(path)
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const parts = document.context.enumerateIndirectObjects().map(([, object]) => {
    if (!(object instanceof PDFRawStream)) return object.toString()
    const packed = object.dict.lookup(PDFName.of('Filter')) === PDFName.of('FlateDecode')
    return `${object.dict.toString()} ${packed ? inflateSync(object.contents).toString('latin1') : Buffer.from(object.contents).toString('latin1')}`
  })
  return parts.join('\n')
}
