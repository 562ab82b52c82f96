import { loadLetterTemplates } from '#core/letters/load-letter-templates.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import { sampleFacts } from '../shared/letter-sample.ts'
import { loadPdfium } from '#core/intake/pdfium.ts'
import { inkMap, turnInk } from '#core/letters/ink-map.ts'
import { matchPage, readPage } from '#core/letters/match-page.ts'
import { plainScan, printLetter, scanFile, type ScanFaults } from './compare-scan-scans.ts'
import { resources } from './intake-support.ts'
import { writeFileSync } from 'node:fs'

const templates = (await loadLetterTemplates('templates')).filter((t) => t.kind !== 'paste')
const many = { ...sampleFacts, numbers: Array.from({ length: 60 }, (_, i) => ({ ...sampleFacts.numbers[0]!, id: `m${i}`, shown: `021-6000${String(1000 + i * 7)}` })) }
const refs = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`e${i}`, `第 ${i + 3} 页`]))
export const drafts = new Map<string, Uint8Array>()
for (const t of templates) drafts.set(t.id, await printLetter(composeLetter(t.text.join('\n'), sampleFacts, { title: t.name }).document, refs))
for (const id of ['number-list', 'appeal-mark']) { const t = templates.find((x) => x.id === id)!; drafts.set(`${id}-60`, await printLetter(composeLetter(t.text.join('\n'), many, { title: t.name }).document, refs)) }
const pdfium = await loadPdfium(resources.fonts)
export const read = (bytes: Uint8Array, fit = false) => {
  const o = pdfium.open(bytes); if (!o.ok) throw new Error('x')
  const pages = Array.from({ length: o.file.pageCount }, (_, i) => readPage(inkMap(o.file.page(i, (p) => p.render(fit ? (595.28 / p.width) * 72 : 72))!)))
  o.file.close(); return pages
}
export const kinds: Record<string, Partial<ScanFaults>> = {
  plain: {},
  skewR: { skew: 1.5, shift: [10, 12], noise: 6, quality: 60, paper: 225 },
  skewL: { skew: -1.5, shift: [-12, -9], noise: 8, quality: 60, paper: 205, dpi: 200 },
  small: { scale: 0.91, skew: -0.6, shift: [5, 20], grey: true, edge: 12 },
  big: { scale: 1.03, skew: 0.9, grey: true, noise: 10, quality: 50, paper: 190 },
}
if (process.argv[1]?.endsWith('zz-measure.ts')) {
const pages: { id: string; page: number; pdf: Uint8Array; r: ReturnType<typeof readPage> }[] = []
for (const [id, pdf] of drafts) read(pdf).forEach((r, page) => pages.push({ id, page, pdf, r }))
writeFileSync('/tmp/cs/authorisation.pdf', drafts.get('authorisation-agent')!)
console.log([...drafts.keys()].map((k) => `${k}:${pages.filter((p) => p.id === k).length}`).join(' '))
let k = 0
for (const [name, f] of Object.entries(kinds)) {
  const same: number[] = [], lost: number[] = [], expl: number[] = [], other: number[] = [], up: number[] = [], oexpl: number[] = []; let ms = 0, n = 0
  for (const p of pages.filter((_, i) => i % Number(process.argv[2] ?? 1) === 0)) {
    const bytes = await scanFile([{ pdf: p.pdf, index: p.page }], { ...plainScan, ...f })
    if (p.id === 'authorisation-agent') writeFileSync(`/tmp/cs/${name}-${p.page}.pdf`, bytes)
    const scan = read(bytes, true)[0]!
    const t0 = performance.now(); const m = matchPage(p.r, scan); ms += performance.now() - t0; n++
    if (m.found < 0.5 || m.explained < 0.5) console.log('   low', name, p.id, p.page, m.found.toFixed(2), m.explained.toFixed(2), p.r.tiles.filter((t) => t.weight).length, JSON.stringify(m.place))
    same.push(m.found); lost.push(m.lost); expl.push(m.explained)
    const q = pages[(k++ * 7 + 3) % pages.length]!
    if (q !== p) { const x = matchPage(q.r, scan); other.push(x.found); oexpl.push(x.explained); if (x.found > 0.3) console.log('   high', name, p.id, p.page, 'vs', q.id, q.page, x.found.toFixed(2), x.lost.toFixed(2), x.explained.toFixed(2)) }
    up.push(matchPage(p.r, readPage(turnInk(scan, 180))).found)
  }
  const s = (a: number[]) => { const t = a.toSorted((x, y) => x - y); return `${t[0]!.toFixed(2)} ${t[t.length >> 1]!.toFixed(2)} ${t.at(-1)!.toFixed(2)}` }
  console.log(name.padEnd(7), 'same', s(same), '| lost', s(lost), '| explained', s(expl), '| other', s(other), 'expl', s(oexpl), '| upside', s(up), '| ms', (ms / n).toFixed(0))
}}
