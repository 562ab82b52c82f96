import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

test('text that the source clips away under the page does not disturb the number', async () => {
  const folder = testFolder()
  const path = await makeSource(
    folder,
    'a.pdf',
    [{ text: 'seen', corner: '99999999999', crop: [0, 40, 595, 780] }],
    (document) => {
      const page = document.getPage(0)
      page.drawText('LOW', { x: 560, y: 57, size: 8 })
    },
  )
  const { built } = await bindAndRead([exhibit('e', '裁过的页', [path])], folder)
  expect(built.report).toMatchObject({ clean: true })
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

test('titles with hyphens, long codes and full-width signs read back as they were written', async () => {
  const folder = testFolder()
  const path = await makeSource(folder, 'a.pdf', [{}])
  const titles = [
    'haoma-guishu-zhengming',
    'https://example.com/a/very/long/address-with-hyphens?x=1',
    '９１４４０３００ＭＡ５',
    '⽤途说明',
    'ﬁle ① ㎡…',
  ]
  const { built } = await bindAndRead(
    titles.map((title, at) => exhibit(`e${at}`, title, [path])),
    folder,
  )
  expect(built.report).toMatchObject({ clean: true })
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
