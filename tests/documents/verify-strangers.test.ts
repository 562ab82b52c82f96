import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib'
import { expect, test } from 'vitest'
import { verifyPdf } from '#core/bundle/verify-pdf.ts'
import { testContext, testFolder } from './make-sources.ts'

const { context } = testContext()
const folder = testFolder()

/** A one-page file made by hand, checked as a stranger's. */
async function checkStranger(draw: (document: PDFDocument) => Promise<unknown>) {
  const document = await PDFDocument.create()
  document.addPage([400, 400])
  await draw(document)
  const path = join(folder, 'stranger.pdf')
  writeFileSync(path, await document.save())
  const report = await verifyPdf({ path }, context)
  return { report, leaked: report.leaks.map(({ code }) => code) }
}

async function write(document: PDFDocument, text: string, colour = rgb(0, 0, 0)) {
  document
    .getPage(0)
    .drawText(text, { x: 50, y: 300, size: 14, color: colour, font: await document.embedFont(StandardFonts.Helvetica) })
}

test('text under a box or a picture, and white text, is found; text on a coloured ground and seen text is not', async () => {
  const box = { x: 40, y: 290, width: 300, height: 30 }
  const covered = await checkStranger(async (document) => {
    await write(document, '13800138000')
    document.getPage(0).drawRectangle({ ...box, color: rgb(0, 0, 0) })
  })
  expect(covered.leaked).toEqual(['hidden-covered'])
  expect(covered.report.leaks[0]?.what).toContain('13800138000')
  expect((await checkStranger((document) => write(document, '13800138000', rgb(1, 1, 1)))).leaked).toEqual([
    'hidden-white',
  ])
  const onGround = await checkStranger(async (document) => {
    document.getPage(0).drawRectangle({ ...box, color: rgb(0.2, 0.2, 0.5) })
    await write(document, '13800138000', rgb(1, 1, 1))
  })
  expect(onGround.leaked).toEqual([])
  const beside = await checkStranger(async (document) => {
    await write(document, '13800138000')
    document.getPage(0).drawRectangle({ ...box, y: 100, color: rgb(0, 0, 0) })
    document.getPage(0).drawRectangle({ ...box, borderColor: rgb(1, 0, 0), borderWidth: 1 })
    document.getPage(0).drawRectangle({ ...box, color: rgb(1, 1, 0), opacity: 0.3 })
  })
  expect(beside.leaked).toEqual([])
})

test('a page that is a picture is said to be unchecked', async () => {
  const { report } = await checkStranger(async (document) => {
    const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    document.getPage(0).drawImage(await document.embedPng(dot), { x: 0, y: 0, width: 400, height: 400 })
  })
  expect(report).toMatchObject({ clean: true, unchecked: [{ where: '第 1 页' }] })
})
