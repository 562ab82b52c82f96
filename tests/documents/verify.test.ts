import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from 'pdf-lib'
import { beforeAll, expect, test } from 'vitest'
import { printBundle } from '#core/bundle/build-bundle.ts'
import type { BundleFacts } from '#core/bundle/bundle-facts.ts'
import { verifyPdf } from '#core/bundle/verify-pdf.ts'
import { openTypefaces } from '#core/typeset/open-typefaces.ts'
import { bundleOf, exhibit, letter, makeSource, testContext, testFolder } from './make-sources.ts'

const { context } = testContext()
const folder = testFolder()
let bytes: Uint8Array
let facts: BundleFacts

beforeAll(async () => {
  const path = await makeSource(folder, 'a.pdf', [{ text: 'one' }, { text: 'two', width: 400, height: 700 }])
  const cited = letter('l', '申诉函', [{ text: '执照见' }, { ref: 'b' }, { text: '。' }])
  const input = bundleOf('', [cited, exhibit('a', '营业执照', [path]), exhibit('b', '授权书', [path])])
  const printed = await printBundle(input, context, await openTypefaces(context.resources.fonts))
  bytes = printed.bytes
  facts = printed.facts
})

const name = (text: string) => PDFName.of(text)

/** The bundle after someone changed it, checked against what it promised. */
async function checkAfter(change: (document: PDFDocument) => unknown, expected: BundleFacts | null = facts) {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  await change(document)
  const path = join(folder, 'changed.pdf')
  writeFileSync(path, await document.save({ updateFieldAppearances: false }))
  const report = await verifyPdf(expected ? { path, expected } : { path }, context)
  return {
    report,
    failed: report.checks.filter(({ ok }) => !ok).map(({ code }) => code),
    leaked: report.leaks.map(({ code }) => code),
  }
}

function annotationsOf(document: PDFDocument, page: number) {
  const list = document.getPage(page).node.Annots()
  return (list?.asArray() ?? []).map((entry) => document.context.lookup(entry, PDFDict))
}

test('an untouched bundle is clean, with and without knowing what it promised', async () => {
  expect(await checkAfter(() => undefined)).toMatchObject({ report: { clean: true }, failed: [], leaked: [] })
  const path = join(folder, 'untouched.pdf')
  writeFileSync(path, bytes)
  expect(await verifyPdf({ path }, context)).toMatchObject({ clean: true, pages: 7, leaks: [] })
})

test.each<[string, string, (document: PDFDocument) => unknown]>([
  [
    'labels shifted by one',
    'page-label',
    ({ catalog, context: c }) => catalog.set(name('PageLabels'), c.obj({ Nums: [0, { S: 'D', St: 2 }] })),
  ],
  [
    'roman labels',
    'page-label',
    ({ catalog, context: c }) => catalog.set(name('PageLabels'), c.obj({ Nums: [0, { S: 'r' }] })),
  ],
  [
    'a bookmark that leads elsewhere',
    'bookmarks',
    (document) => {
      const marks = document.context
        .enumerateIndirectObjects()
        .flatMap(([, o]) => (o instanceof PDFDict && o.has(name('Dest')) && o.has(name('Title')) ? [o] : []))
      marks.at(-1)?.lookup(name('Dest'), PDFArray).set(0, document.getPage(1).ref)
    },
  ],
  [
    'a bookmark with another name',
    'bookmarks',
    (document) => {
      const marks = document.context
        .enumerateIndirectObjects()
        .flatMap(([, o]) => (o instanceof PDFDict && o.has(name('Title')) && o.has(name('Parent')) ? [o] : []))
      marks.at(-1)?.set(name('Title'), PDFHexString.fromText('证据九（第 6 页）'))
    },
  ],
  [
    'an index row that leads to the wrong page',
    'index',
    (document) => annotationsOf(document, 1)[1]?.lookup(name('Dest'), PDFArray).set(0, document.getPage(6).ref),
  ],
  ['a dead reference', 'links', (document) => annotationsOf(document, 2)[0]?.delete(name('Dest'))],
  ['a missing link', 'links', (document) => document.getPage(2).node.delete(name('Annots'))],
  [
    'a typed page without text',
    'text',
    (document) =>
      document.getPage(2).node.set(name('Contents'), document.context.register(document.context.stream(''))),
  ],
  [
    'a page that lost its number',
    'printed-number',
    (document) =>
      document.getPage(4).node.set(name('Contents'), document.context.register(document.context.stream('q /P Do Q'))),
  ],
  [
    'pages in another order',
    'printed-number',
    (document) => {
      const kids = document.catalog.Pages().Kids()
      const [one, other] = [kids.get(3), kids.get(5)]
      kids.set(3, other)
      kids.set(5, one)
    },
  ],
  ['a page left out', 'page-count', (document) => document.removePage(6)],
  ['a page turned', 'page-size', (document) => document.getPage(3).node.set(name('Rotate'), document.context.obj(90))],
  [
    'an exhibit gone blank',
    'not-blank',
    (document) => {
      for (const [ref, object] of document.context.enumerateIndirectObjects())
        if (object instanceof PDFRawStream && object.dict.get(name('Subtype')) === name('Form'))
          document.context.assign(ref, PDFRawStream.of(object.dict, Buffer.from('789c030000000001', 'hex')))
    },
  ],
  ['another title', 'title', (document) => document.setTitle('别的卷宗')],
])('%s is found out', async (_, code, change) => {
  const { failed, report } = await checkAfter(change)
  expect(failed).toContain(code)
  expect(report.clean).toBe(false)
  expect(report.checks.filter(({ ok, found }) => !ok && !/第 ?\d+ ?页|「|\d+ 页/.test(found))).toEqual([])
})

test('a file too large for the channel is found out', async () => {
  const { failed } = await checkAfter(() => undefined, { ...facts, maxBytes: 100 })
  expect(failed).toEqual(['size'])
})

test.each<[string, string, (document: PDFDocument) => unknown]>([
  ['a script', 'javascript', (document) => document.addJavaScript('x', 'app.alert(1)')],
  ['an attachment', 'attachment', (document) => document.attach(Buffer.from('x'), 'x.txt', { mimeType: 'text/plain' })],
  ['a form', 'form', (document) => document.getForm().createTextField('f').addToPage(document.getPage(3))],
  [
    'an action on opening',
    'launch',
    ({ catalog, context: c }) => catalog.set(name('OpenAction'), c.obj({ S: 'Launch', F: 'x' })),
  ],
  [
    'a web link',
    'uri',
    (document) =>
      annotationsOf(document, 1)[0]?.set(
        name('A'),
        document.context.obj({ S: 'URI', URI: PDFHexString.fromText('https://x') }),
      ),
  ],
  ['layers', 'layer', ({ catalog, context: c }) => catalog.set(name('OCProperties'), c.obj({ OCGs: [] }))],
  [
    'XMP',
    'metadata',
    (document) => document.catalog.set(name('Metadata'), document.context.register(document.context.stream('<x/>'))),
  ],
  ['a keyword nobody sees', 'metadata', (document) => document.setKeywords(['13800138000'])],
  [
    'a note',
    'annotation',
    (document) =>
      document.getPage(3).node.addAnnot(
        document.context.register(
          document.context.obj({
            Type: 'Annot',
            Subtype: 'Text',
            Rect: [0, 0, 9, 9],
            Contents: PDFHexString.fromText('内部'),
          }),
        ),
      ),
  ],
  [
    'an unseen bookmark',
    'bookmark',
    (document) => {
      const mark = document.context
        .enumerateIndirectObjects()
        .flatMap(([, o]) => (o instanceof PDFDict && o.has(name('Title')) && o.has(name('Parent')) ? [o] : []))
      mark.at(-1)?.set(name('Title'), PDFHexString.fromText('客户 13800138000（第 6 页）'))
    },
  ],
])('%s that got in is a leak, whether or not the promises are known', async (_, code, change) => {
  expect((await checkAfter(change)).leaked).toContain(code)
  const open = await checkAfter(change, null)
  expect(open.leaked).toContain(code)
  expect(open.report.clean).toBe(false)
})

test('an earlier version kept inside the file is found', async () => {
  const path = join(folder, 'saved-over.pdf')
  const whole = Buffer.from(bytes).toString('latin1')
  const start = whole.lastIndexOf('startxref')
  writeFileSync(path, Buffer.from(`${whole}\n${whole.slice(start)}`, 'latin1'))
  const report = await verifyPdf({ path, expected: facts }, context)
  expect(report.leaks.map(({ code }) => code)).toContain('revision')
})

test('something that is not a PDF is refused with a sentence', async () => {
  const path = join(folder, 'no.pdf')
  writeFileSync(path, 'hello')
  await expect(verifyPdf({ path }, context)).rejects.toThrow(/不是能打开的 PDF/)
  await expect(verifyPdf({ path: join(folder, 'absent.pdf') }, context)).rejects.toMatchObject({
    error: { code: 'storage', problem: 'missing' },
  })
  expect(readFileSync(path, 'utf8')).toBe('hello')
})
