import { mkdtempSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { PDFDocument } from 'pdf-lib'
import { compareScan } from '#core/letters/compare-scan.ts'
import { sayScanFindings } from '#core/letters/say-scan-findings.ts'
import { drafts, kinds } from './zz-measure.ts'
import { plainScan, scanFile, scanPage } from './compare-scan-scans.ts'
import { resources } from './intake-support.ts'
const dir = mkdtempSync('/tmp/cs/r')
let n = 0
const put = (b: Uint8Array) => { const p = `${dir}/${n++}.pdf`; writeFileSync(p, b); return p }
async function photo(pdf: Uint8Array, pages: number, k: number) {
  const doc = await PDFDocument.create()
  for (let i = 0; i < pages; i++) {
    const { jpeg } = await scanPage(pdf, i, { ...plainScan, paper: 220 }, i)
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
    const out = Buffer.alloc(data.length, 90)
    for (let y = 0; y < info.height; y++) { const s = 1 + k * (y / info.height)
      const shade = 0.75 + 0.25 * y / info.height
      for (let x = 0; x < info.width; x++) { const sx = Math.round((x - info.width / 2) * s + info.width / 2); const sy = Math.round(y * (1 + k * 0.5 * (y / info.height - 1)))
        if (sx >= 0 && sx < info.width && sy >= 0 && sy < info.height) for (let c = 0; c < 3; c++) out[(y * info.width + x) * 3 + c] = data[(sy * info.width + sx) * 3 + c]! * shade } }
    const e = await doc.embedJpg(await sharp(out, { raw: info }).jpeg({ quality: 75 }).toBuffer())
    doc.addPage([538, 762]).drawImage(e, { x: 0, y: 0, width: 538, height: 762 })
  }
  return doc.save()
}
const choose = (n: number) => Array.from({ length: n }, (_, index) => ({ index, rotate: 0 as const, crop: null }))
const only = process.argv[2]
for (const [id, pdf] of drafts) {
  if (only && !id.includes(only)) continue
  const count = (await PDFDocument.load(pdf)).getPageCount()
  const all = Array.from({ length: count }, (_, index) => ({ pdf, index }))
  const draft = put(pdf)
  const scans: [string, () => Promise<Uint8Array>][] = [...Object.entries(kinds).map(([k, f]) => [k, () => scanFile(all, { ...plainScan, ...f })] as [string, () => Promise<Uint8Array>]),
    ['photo2', () => photo(pdf, count, 0.02)], ['photo6', () => photo(pdf, count, 0.06)], ['photo12', () => photo(pdf, count, 0.12)], ['fax', () => scanFile(all, { ...plainScan, dpi: 75, noise: 14, quality: 35, grey: true, skew: 0.8 })], ['text', async () => pdf]]
  for (const [name, make] of scans) {
    const bytes = await make()
    const t = performance.now()
    const r = await compareScan({ draft, scan: put(bytes), pages: choose(count) }, { resources, progress: () => undefined })
    console.log(id.padEnd(26), name.padEnd(8), `${Math.round(performance.now() - t)} ms`.padEnd(9), r.pages.map((p) => `${p.verdict}${p.draftPage}@${p.score.toFixed(2)}`).join(' '), sayScanFindings(r, false).map((f) => f.sentence).join(' | '))
  }
}
