import { attemptForm, withPictures, type Attempt } from './attempt-form.ts'
import type { Budget } from './budget.ts'
import { kept, MOST_TEXT, type Inspected } from './form.ts'
import { formFindings, namePages, sourceFindings } from './pdf-findings.ts'
import { pictureForm, type PictureForm } from './picture-form.ts'
import { forgetPdfium, loadPdfium, type Pdfium, type PdfFile } from './pdfium.ts'
import { RASTER_DPI, packPage, toThumbnail } from './raster-page.ts'
import { drawWithPdfjs } from './raster-pdfjs.ts'
import { hasLostContent, secondOpinion } from './second-opinion.ts'
import { hasPdfHeader } from './sniff.ts'
import { pagesInUnknownFonts } from './unknown-fonts.ts'
import { loadSource, readAnnotated, rewrite, type LoadedSource } from './vector-pages.ts'

const MEDIA_TYPE = 'application/pdf'
/** So few pictures are drawn without asking for the time. */
const FEW = 10
/** The next pages may be fuller, or the machine busier. */
const MARGIN_FOR_LOAD = 1.3
/** Below this small print is lost. */
const LEAST_DPI = 100
const TOO_SLOW = '无法原样装订，转为图片又超出 20 秒；请在 PDF 软件中拆分成几个文件，或「打印为 PDF」后再加入。'

const UNKNOWN_FONT =
  '用了没有嵌入的中文字体，文件里也没有记下是哪些字，换用别的字体会显示成错字；请在能正常显示它的电脑上「打印为 PDF」（嵌入字体）后再加入，或扫描后加入。'

const refuse = (sentence: string, more: Partial<Inspected> = {}) => kept('pdf', MEDIA_TYPE, sentence, more)

/** Words of all pages but those that hide some: what is hidden is not to be found by search either. */
function readText(source: PdfFile, layered: readonly number[]): string {
  let text = ''
  for (let index = 0; index < source.pageCount && text.length < MOST_TEXT; index++)
    if (!layered.includes(index)) text += `${source.page(index, (page) => page.text()) ?? ''}\n`
  return text.slice(0, MOST_TEXT)
}

async function thumbnailOf(source: PdfFile): Promise<Uint8Array | null> {
  const bitmap = source.page(0, (page) => page.render(Math.min(72, (480 / Math.max(1, page.width)) * 72)))
  return bitmap ? toThumbnail(bitmap) : null
}

/** What is known of a source apart from how it is bound. */
type Seen = Pick<Inspected, 'thumbnail' | 'text' | 'findings'>

function bound(form: PictureForm, seen: Seen): Inspected {
  const all = form.pages.map((_, index) => index)
  const findings = formFindings(
    'rasterised',
    { rasterised: all, missingFont: [], substituted: [], repaired: false, dpi: RASTER_DPI },
    form.pages,
  )
  return {
    type: 'pdf',
    mediaType: MEDIA_TYPE,
    form: { bytes: form.bytes, how: 'rasterised', pages: form.pages },
    thumbnail: seen.thumbnail ?? form.thumbnail,
    parts: [],
    text: seen.text || form.text,
    findings: [...seen.findings, ...findings],
    refusal: null,
  }
}

/** Every page as a picture drawn by pdf.js; the file is refused when that cannot be done either. */
async function bindWithPdfjs(bytes: Uint8Array, budget: Budget, refusal: string, seen: Seen): Promise<Inspected> {
  const form = await pictureForm(drawWithPdfjs(bytes, budget)).catch(() => null)
  return form && form.pages.length > 0 ? bound(form, seen) : refuse(refusal, seen)
}

interface Way {
  readonly attempt: Attempt
  readonly how: 'as-is' | 'flattened' | 'repaired'
}

/** What a file is brought into its form with: the folder of the shipped fonts, and time. */
interface Means {
  readonly fonts: string
  readonly budget: Budget
}

/** The way to copy pages that changes their look least: as they are, else written anew by pdfium with annotations flattened. */
async function bestWay(
  pdfium: Pdfium,
  source: PdfFile,
  bytes: Uint8Array,
  { original, annotated, ...means }: Means & { original: LoadedSource | null; annotated: readonly number[] },
): Promise<Way | null> {
  const direct = original && annotated.length === 0 ? await attemptForm(pdfium, source, bytes, means) : null
  if (direct?.comparison.different.length === 0) return { attempt: direct, how: 'as-is' }
  const rewritten = rewrite(pdfium, bytes, annotated)
  const second = rewritten && (await attemptForm(pdfium, source, rewritten, means))
  const how = !original ? 'repaired' : annotated.length > 0 ? 'flattened' : 'as-is'
  if (second && (!direct || second.comparison.different.length < direct.comparison.different.length))
    return { attempt: second, how }
  if (direct) return { attempt: direct, how: 'as-is' }
  const plain = original && (await attemptForm(pdfium, source, bytes, means))
  return plain ? { attempt: plain, how: 'as-is' } : null
}

/** A source open in pdfium; `bytes` is the file as pdf-lib is to read it. */
interface Opened {
  readonly source: PdfFile
  readonly bytes: Uint8Array
  readonly damaged: boolean
}

/** Dots to the inch at which the pages can be drawn in the time that is left, judged by the first few; null when at none that can be read. */
async function dpiFor(source: PdfFile, pictures: readonly number[], budget: Budget): Promise<number | null> {
  if (pictures.length < FEW) return budget.secondsLeft() > 0 || pictures.length === 0 ? RASTER_DPI : null
  let fastest = Number.POSITIVE_INFINITY
  // The first is slow for all that follow.
  for (const index of pictures.slice(0, 3)) {
    const started = performance.now()
    const drawn = source.page(index, (page) => page.render(RASTER_DPI))
    if (drawn) await packPage(drawn)
    fastest = Math.min(fastest, (performance.now() - started) / 1000)
  }
  const each = fastest * MARGIN_FOR_LOAD
  const affordable = Math.sqrt(Math.max(0, budget.secondsLeft() - 1) / (pictures.length * each)) * RASTER_DPI
  return affordable < LEAST_DPI ? null : Math.min(RASTER_DPI, Math.floor(affordable / 10) * 10)
}

/** Puts the form together once the best way to copy its pages is known. */
async function assemble(
  opened: Opened,
  way: Way,
  layered: readonly number[],
  seen: Seen,
  budget: Budget,
): Promise<Inspected> {
  const { source, bytes, damaged } = opened
  const { different, missingFont, substituted, pages: copied } = way.attempt.comparison
  const blank = copied.flatMap((page, index) => (page.blank ? [index] : []))
  const elsewhere = await secondOpinion(source, bytes, { blank, damaged, budget })
  const allBlank = blank.length === copied.length && elsewhere.size === 0
  if (damaged && allBlank && hasLostContent(source, way.attempt.loaded.document))
    return refuse('文件已损坏，修复后所有页面都是空白的；请重新下载、重新导出或重新扫描。', seen)
  const pictures = [...new Set([...different, ...missingFont, ...layered, ...elsewhere.keys()])].sort((a, b) => a - b)
  const dpi = await dpiFor(source, pictures, budget)
  if (dpi === null) return refuse(`${namePages(pictures)}${TOO_SLOW}`, seen)
  const bytesOfForm =
    pictures.length > 0
      ? await withPictures(source, way.attempt, pictures, { elsewhere, dpi, budget })
      : way.attempt.bytes
  if (!bytesOfForm) return bindWithPdfjs(bytes, budget, `${namePages(pictures)}${TOO_SLOW}`, seen)
  const pages = copied.map((page, index) =>
    pictures.includes(index) ? { ...page, text: false, blank: page.blank && !elsewhere.has(index) } : page,
  )
  const repaired = damaged || way.how === 'repaired'
  return {
    type: 'pdf',
    mediaType: MEDIA_TYPE,
    form: { bytes: bytesOfForm, how: pictures.length > 0 ? 'rasterised' : repaired ? 'repaired' : way.how, pages },
    parts: [],
    ...seen,
    findings: [
      ...seen.findings,
      ...formFindings(way.how, { rasterised: pictures, missingFont, substituted, repaired, dpi }, pages),
    ],
    refusal: null,
  }
}

/** A file as pdf-lib can read it: written anew by pdfium when it must be, and then said to be damaged. */
async function loadOpened(
  opened: Opened,
): Promise<{ readonly opened: Opened; readonly original: LoadedSource | null }> {
  const { source, bytes, damaged } = opened
  const original = await loadSource(bytes, source.pageCount)
  const saved = original || damaged ? null : source.save()
  const again = saved && (await loadSource(saved, source.pageCount))
  return again ? { opened: { source, bytes: saved, damaged: true }, original: again } : { opened, original }
}

async function bind(pdfium: Pdfium, found: Opened, { fonts, budget }: Means): Promise<Inspected> {
  const { annotated, unreadable } = readAnnotated(found.source)
  const { opened, original } = await loadOpened(found)
  const { source, bytes } = opened
  const layered = original?.layered ?? []
  const findings = original ? sourceFindings(original.facts, annotated) : []
  const seen = { thumbnail: await thumbnailOf(source), text: readText(source, layered), findings }
  if (unreadable.length > 0) {
    const sentence = `${namePages(unreadable)}已损坏，无法读取；请重新导出或重新扫描这个文件。`
    return bindWithPdfjs(bytes, budget, sentence, seen)
  }
  const unknown = original ? pagesInUnknownFonts(original.document, source) : []
  if (unknown.length > 0) return refuse(`${namePages(unknown)}${UNKNOWN_FONT}`, seen)
  const way = await bestWay(pdfium, source, bytes, { original, annotated, fonts, budget })
  return way
    ? assemble(opened, way, layered, seen, budget)
    : bindWithPdfjs(bytes, budget, `文件内部结构已损坏，${TOO_SLOW}`, seen)
}

const hasEnd = (bytes: Uint8Array) => Buffer.from(bytes.subarray(Math.max(0, bytes.length - 2048))).includes('%%EOF')

const XFA_DYNAMIC = 2

async function inspectOpened(pdfium: Pdfium, bytes: Uint8Array, means: Means): Promise<Inspected> {
  const { budget } = means
  const opening = pdfium.open(bytes)
  const none = { thumbnail: null, text: '', findings: [] }
  const whole = hasEnd(bytes)
  if (!opening.ok) {
    if (opening.why === 'password') return refuse('文件已加密，请在 PDF 软件中输入密码后另存为无密码版本，再重新加入。')
    const sentence = whole
      ? 'PDF 文件已损坏，无法读取；请重新导出或重新扫描。'
      : '文件不完整（被截断），可能没有下载完或复制完；请重新下载、重新复制或重新导出。'
    return bindWithPdfjs(bytes, budget, sentence, none)
  }
  const source = opening.file
  try {
    if (source.pageCount === 0)
      return await bindWithPdfjs(bytes, budget, 'PDF 中没有任何页面；请重新导出或重新扫描。', none)
    if (source.formType === XFA_DYNAMIC)
      return refuse('这是 XFA 动态表单，只有 Adobe 软件能显示；请在 Adobe Reader 中打开并「打印为 PDF」后再加入。')
    const damaged = !whole || !source.soundTable
    // A damaged file can keep pdf-lib busy for ever; written anew by pdfium it cannot.
    return await bind(pdfium, { source, bytes: (damaged && source.save()) || bytes, damaged }, means)
  } finally {
    source.close()
  }
}

/** A file that lost its first line still holds its pages; readers look for that line before anything else. */
const withHeader = (bytes: Uint8Array) =>
  hasPdfHeader(bytes) ? bytes : Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes])

/** Brings a PDF into the form that is bound, by the chain of libraries.md §2. */
export async function inspectPdf(fonts: string, content: Uint8Array, budget: Budget): Promise<Inspected> {
  const bytes = withHeader(content)
  try {
    return await inspectOpened(await loadPdfium(fonts), bytes, { fonts, budget })
  } catch (thrown) {
    // pdfium stumbled over the file: its memory cannot be trusted any more, the next file gets a fresh one.
    if (!(thrown instanceof WebAssembly.RuntimeError)) throw thrown
    forgetPdfium()
    return bindWithPdfjs(bytes, budget, 'PDF 文件已损坏，无法读取；请重新导出或重新扫描。', {
      thumbnail: null,
      text: '',
      findings: [],
    })
  }
}
