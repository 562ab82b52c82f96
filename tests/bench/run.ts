import { benchBundle } from './bundle.ts'
import { benchCatalogue } from './catalogue.ts'
import { benchStart } from './start.ts'

// What `npm run bench` runs; each prints its peer or floor from the same run. Nothing here is asserted.
console.log('Bundle: build and check, beside qpdf and pdftotext on the same files')
await benchBundle()
console.log('Start: to the first usable screen, beside a blank page in the same browser')
await benchStart()
console.log('Catalogue search, beside a plain search of the raw data')
await benchCatalogue()
