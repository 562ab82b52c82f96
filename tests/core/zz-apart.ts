import { matchPage } from '#core/letters/match-page.ts'
import { likenessOfPages, tellPagesApart } from '#core/letters/tell-pages-apart.ts'
import { drafts, kinds, read } from './zz-measure.ts'
import { plainScan, scanFile } from './compare-scan-scans.ts'
for (const id of ['number-list-60', 'appeal-mark-60']) {
  const pdf = drafts.get(id)!
  const d = read(pdf)
  console.log(id); for (const a of d) console.log(d.map((b) => likenessOfPages(a, b).toFixed(2)).join(' '))
  for (const [name, f] of Object.entries(kinds)) {
    let line = ''
    for (let i = 0; i < d.length; i++) {
      const scan = read(await scanFile([{ pdf, index: i }], { ...plainScan, ...f }), true)[0]!
      for (let k = 0; k < d.length; k++) if (k !== i && likenessOfPages(d[i]!, d[k]!) > 0.35) {
        const m = matchPage(d[k]!, scan)
        line += ` ${i}/${k} ${m.found.toFixed(2)}:${tellPagesApart(d[k]!, d[i]!, scan, m.place).toFixed(2)}`
      }
    }
    console.log(name, line)
  }
}
