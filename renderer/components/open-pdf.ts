import {
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  GlobalWorkerOptions,
  PDFDataRangeTransport,
  getDocument,
} from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

const emitted = {
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
    exhaustive: true,
  }),
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
    exhaustive: true,
  }),
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm', {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
    exhaustive: true,
  }),
}

const addresses: ReadonlyMap<string, string> = new Map(
  Object.entries(emitted).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]),
)

async function readPart({ filename }: { readonly filename: string }): Promise<Uint8Array> {
  const address = addresses.get(filename)
  if (address === undefined) throw new Error(`${filename} is not shipped`)
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${filename}: ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

// pdf.js wants something to call with `new`; a function that returns an object is that, without a class.
function PartReader() {
  return { fetch: readPart }
}

const firstBytes = 1 << 20

async function readRange(url: string, from: number, until: number) {
  const answer = await fetch(url, { headers: { range: `bytes=${from}-${until - 1}` } })
  if (!answer.ok) throw new Error(`${answer.status}`)
  const whole = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1]
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { bytes, length: whole === undefined ? bytes.length : Number(whole) }
}

/** An open PDF and the way to let go of it. */
export interface OpenPdf {
  readonly document: PDFDocumentProxy
  readonly close: () => Promise<void>
}

/** Opens a PDF by its address, reading only the parts that are looked at, or from bytes at hand; throws when it cannot be read. */
export async function openPdf(source: string | Blob): Promise<OpenPdf> {
  const shared = {
    enableXfa: false,
    BinaryDataFactory: PartReader,
    useWorkerFetch: false,
    rangeChunkSize: 1 << 18,
    disableAutoFetch: true,
    verbosity: 0,
  }
  const task = await beginLoading(source, shared)
  const document = await task.promise
  const asked = followPages(document)
  return { document, close: () => Promise.allSettled(asked).then(() => task.destroy()) }
}

/** Pages asked for that are not there yet: pdf.js complains in the console when it is ended meanwhile. */
function followPages(document: PDFDocumentProxy): ReadonlySet<Promise<unknown>> {
  const asked = new Set<Promise<unknown>>()
  const getPage = document.getPage.bind(document)
  document.getPage = (page) => {
    const answer = getPage(page)
    const settled = () => void asked.delete(answer)
    asked.add(answer)
    answer.then(settled, settled)
    return answer
  }
  return asked
}

async function beginLoading(source: string | Blob, shared: object): Promise<PDFDocumentLoadingTask> {
  if (typeof source !== 'string') return getDocument({ ...shared, data: new Uint8Array(await source.arrayBuffer()) })
  const first = await readRange(source, 0, firstBytes)
  return first.bytes.length >= first.length
    ? getDocument({ ...shared, data: first.bytes })
    : getDocument({ ...shared, range: rangesOf(source, first) })
}

function rangesOf(url: string, first: { readonly bytes: Uint8Array; readonly length: number }) {
  const transport = new PDFDataRangeTransport(first.length, first.bytes)
  transport.requestDataRange = (from, until) => {
    readRange(url, from, until).then(
      ({ bytes }) => transport.onDataRange(from, bytes),
      () => transport.onDataRange(from, null),
    )
  }
  return transport
}
