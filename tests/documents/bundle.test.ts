import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import { buildBundle } from '#core/bundle/build-bundle.ts'
import type { BundlePart } from '#core/bundle/bundle-input.ts'
import { bundleOf, exhibit, letter, makeSource, testContext, testFolder } from './make-sources.ts'
import { readWithPdfjs } from './read-with-pdfjs.ts'

const { context } = testContext()

/** Builds, and reads the file back with a reader the program's own check does not use. */
async function bindAndRead(parts: readonly BundlePart[], folder = testFolder()) {
  const output = join(folder, 'bundle.pdf')
  const built = await buildBundle(bundleOf(output, parts), context)
  return { built, read: await readWithPdfjs(output), output }
}

test.each([1, 27, 28, 29, 120])(
  'a bundle of %i exhibits: printed number, label, index link and bookmark are the same page',
  async (count) => {
    const folder = testFolder()
    const path = await makeSource(folder, 'a.pdf', [{ text: 'first' }, { text: 'second' }])
    const parts = Array.from({ length: count }, (_, at) => exhibit(`e${at}`, `证据材料第${at + 1}号`, [path]))
    const { built, read } = await bindAndRead(parts, folder)
    expect(built.report).toMatchObject({ clean: true, leaks: [] })
    expect(read.pages).toHaveLength(built.pages)
    expect(read.labels ?? built.parts.map(() => '')).toEqual(read.pages.map((_, at) => String(at + 1)))
    expect(read.pages.map(({ corner }) => corner)).toEqual(read.pages.map((_, at) => String(at + 1)))
    const firstPages = built.parts.map(({ firstPage }) => firstPage)
    expect(read.pages.flatMap(({ links }) => links)).toEqual(firstPages)
    expect(read.bookmarks.slice(2).map(({ page }) => page)).toEqual(firstPages)
    expect(read.bookmarks.at(-1)?.title).toMatch(new RegExp(`材料第${count}号（第 ${firstPages.at(-1)} 页）$`))
    for (const part of built.parts) expect(read.pages[part.firstPage - 1]?.text).toContain('first')
  },
)

test('the same input and clock give the same bytes, another clock gives others', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'a.pdf', [{ text: 'page' }])
  const parts = [letter('l', '申诉函', [{ text: '见' }, { ref: 'e' }]), exhibit('e', '营业执照', [path])]
  const hash = async (name: string, at: string) => {
    const output = join(folder, name)
    await buildBundle(bundleOf(output, parts, { at }), context)
    return createHash('sha256').update(readFileSync(output)).digest('hex')
  }
  const first = await hash('1.pdf', '2026-11-23T02:00:00.000Z')
  expect(await hash('2.pdf', '2026-11-23T02:00:00.000Z')).toBe(first)
  expect(await hash('3.pdf', '2026-11-23T02:00:01.000Z')).not.toBe(first)
})

test('turned, cropped, odd-sized and dark pages keep their size and carry a readable number', async () => {
  const folder = testFolder()
  const specs = [
    { rotate: 90 },
    { rotate: 180 },
    { rotate: 270, corner: 'CORNER' },
    { crop: [50, 60, 300, 400] },
    { crop: [50, 60, 300, 400], rotate: 90 },
    { width: 842, height: 1191 },
    { width: 612, height: 792, corner: 'CORNER' },
    { dark: true },
    { width: 200, height: 90 },
    { width: 2400, height: 700 },
  ] as const
  const path = await makeSource(folder, 'mixed.pdf', specs)
  const { built, read } = await bindAndRead([exhibit('e', '各种页面', [path])], folder)
  const source = await readWithPdfjs(path)
  expect(built.report.clean).toBe(true)
  const bound = read.pages.slice(2)
  expect(bound.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual(
    source.pages.map(({ width, height }) => [Math.round(width), Math.round(height)]),
  )
  expect(bound.map(({ corner }) => corner)).toEqual(bound.map((_, at) => String(at + 3)))
  expect(bound[2]?.text).toContain('CORNER')
})

test('pages are chosen, turned and cropped as a person said', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'a.pdf', [{ text: 'one' }, { text: 'two' }, { text: 'three', rotate: 90 }])
  const part = exhibit(
    'e',
    '节选',
    [path],
    [
      { index: 2, rotate: 90, crop: null },
      { index: 0, rotate: 270, crop: { left: 0.1, top: 0.2, right: 0, bottom: 0.1 } },
      { index: 0, rotate: 0, crop: null },
    ],
  )
  const { read } = await bindAndRead([part], folder)
  const bound = read.pages.slice(2)
  expect(bound.map(({ text }) => text.replace(/\d+$/, ''))).toEqual(['three', 'one', 'one'])
  expect(bound.map(({ width, height }) => [width, height].map(Math.round))).toEqual([
    [595, 842],
    [758, 417],
    [595, 842],
  ])
})

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

test('files with look-alike names and parts with the same title each bring their own pages', async () => {
  const folder = testFolder()
  const one = await makeSource(folder, '1.pdf', [{ text: 'alpha' }])
  const eleven = await makeSource(folder, '11.pdf', [{ text: 'beta' }, { text: 'gamma' }])
  const long = `关于${'深圳市某某理财有限责任公司号码归属'.repeat(8)}的证明`
  const { built, read } = await bindAndRead(
    [exhibit('a', '营业执照', [one]), exhibit('b', '营业执照', [eleven]), exhibit('c', long, [one, eleven])],
    folder,
  )
  expect(built.report.clean).toBe(true)
  expect(built.parts.map(({ firstPage, lastPage }) => [firstPage, lastPage])).toEqual([
    [3, 3],
    [4, 5],
    [6, 8],
  ])
  expect(read.pages.slice(2).map(({ text }) => text.replace(/\d+$/, ''))).toEqual([
    'alpha',
    'beta',
    'gamma',
    'alpha',
    'beta',
    'gamma',
  ])
  expect(read.bookmarks.map(({ title }) => title)).toContain(`证据三 ${long}（第 6 页）`)
})

test('references in letters are links, and follow when parts change places', async () => {
  const folder = testFolder()
  const a = await makeSource(folder, 'a.pdf', [{}, {}, {}])
  const b = await makeSource(folder, 'b.pdf', [{}])
  const cover = letter('l', '申诉函', [
    { text: '执照见' },
    { ref: 'a' },
    { text: '，授权书见' },
    { ref: 'b' },
    { text: '。' },
  ])
  const forward = await bindAndRead([cover, exhibit('a', '执照', [a]), exhibit('b', '授权书', [b])], folder)
  expect(forward.read.pages[2]?.text).toContain('执照见第4页，授权书见第7页。')
  expect(forward.read.pages[2]?.links).toEqual([4, 7])
  const backward = await bindAndRead([cover, exhibit('b', '授权书', [b]), exhibit('a', '执照', [a])], folder)
  expect(backward.read.pages[2]?.text).toContain('执照见第5页，授权书见第4页。')
  expect(backward.read.pages[2]?.links).toEqual([5, 4])
})

test('every unreadable file is named at once, and nothing is left behind', async () => {
  const folder = testFolder()
  const good = await makeSource(folder, 'good.pdf', [{}])
  const cut = join(folder, 'cut.pdf')
  writeFileSync(cut, readFileSync(good).subarray(0, 60))
  const empty = join(folder, 'empty.pdf')
  writeFileSync(empty, '')
  const picture = join(folder, 'picture.pdf')
  writeFileSync(picture, Buffer.from('89504e470d0a1a0a', 'hex'))
  const parts = [
    exhibit('a', '甲', [good, cut]),
    exhibit('b', '乙', [empty, picture]),
    exhibit('c', '丙', [join(folder, 'absent.pdf')]),
    exhibit('d', '丁', []),
    exhibit('e', '戊', [good], [{ index: 4, rotate: 0, crop: null }]),
  ]
  const before = readdirSync(folder).sort()
  const refused = await buildBundle(bundleOf(join(folder, 'out.pdf'), parts), context).catch(
    (thrown: unknown) => thrown,
  )
  expect(refused).toMatchObject({ error: { code: 'files-refused' } })
  const { files } = (refused as { error: { files: { name: string; reason: string }[] } }).error
  expect(files.map(({ name }) => name)).toEqual(['cut.pdf', 'empty.pdf', 'picture.pdf', 'absent.pdf', '丁', 'good.pdf'])
  for (const { reason } of files) expect(reason).toMatch(/[。；].*/)
  expect(readdirSync(folder).sort()).toEqual(before)
})

test('a failed build leaves the earlier bundle as it was', async () => {
  const folder = testFolder()
  const good = await makeSource(folder, 'good.pdf', [{}])
  const output = join(folder, 'out.pdf')
  copyFileSync(good, output)
  const refused = buildBundle(bundleOf(output, [exhibit('a', '甲', [good])], { maxBytes: 1000 }), context)
  await expect(refused).rejects.toMatchObject({
    error: { code: 'check-failed', failures: [expect.stringContaining('上限')] },
  })
  expect(readFileSync(output).equals(readFileSync(good))).toBe(true)
  expect(readdirSync(folder).sort()).toEqual(['good.pdf', 'out.pdf'])
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

test('characters no font has are refused wherever they stand, before anything is read', async () => {
  const parts = [exhibit('a', '𠮷野家授权书', ['/nowhere.pdf'])]
  await expect(buildBundle(bundleOf('/nowhere/out.pdf', parts), context)).rejects.toThrow(/「𠮷」（U\+20BB7/)
})

test('progress names every file and ends at the end', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'a.pdf', [{}])
  const { context: watched, steps } = testContext()
  const output = join(folder, 'out.pdf')
  await buildBundle(bundleOf(output, [exhibit('a', '甲', [path, path])]), watched)
  expect(steps.filter(({ what }) => what.includes('a.pdf'))).toHaveLength(2)
  expect(steps.at(-1)).toMatchObject({ what: '完成' })
  expect(existsSync(output)).toBe(true)
})

test('a bundle without parts, and a letter citing what is not bound, are refused', async () => {
  await expect(buildBundle(bundleOf('/nowhere/x.pdf', []), context)).rejects.toThrow(/还没有任何材料/)
  const parts = [letter('l', '申诉函', [{ ref: 'gone' }])]
  await expect(buildBundle(bundleOf('/nowhere/x.pdf', parts), context)).rejects.toThrow(
    /「申诉函」引用了一份不在卷宗里的材料/,
  )
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
