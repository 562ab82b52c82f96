import * as fontkit from 'fontkit'
import { PDFDocument } from 'pdf-lib'
import { readFace } from '#core/typeset/fonts.ts'
import type { FileType } from '#shared/inspection.ts'
import type { Budget } from './budget.ts'
import { embedJpeg, embedPixels } from './embed-picture.ts'
import { kept, type Finding, type Inspected, type PageFacts } from './form.ts'
import { openBmp, openPictures, type Picture, type Pictures } from './image-pixels.ts'
import {
  A4,
  addPicturePage,
  addSegmentPage,
  cutLong,
  LONG_RATIO,
  placeOnA4,
  type Placement,
  type Segment,
} from './place-picture.ts'
import { saveForm } from './vector-pages.ts'

/** A scan of more pages than this is not a scan. */
const MOST_PAGES = 500
const MOST_SEGMENTS = 60
/** Small print is hard to read below this, in dots to the inch on A4. */
const LOW_DPI = 100
/** Pixels beyond which a picture is bound at fewer: no A4 page shows more, and reading them costs memory. */
const HUGE = 25_000_000
const FINE_DPI = 350

interface Pages {
  readonly facts: PageFacts[]
  readonly findings: Finding[]
}

/** A huge picture at the resolution its page can show. */
const shrink = (picture: Picture, place: Placement) =>
  picture.image().resize({ width: Math.round((place.pictureWidth / 72) * FINE_DPI), withoutEnlargement: true })

async function isPlain(picture: Picture): Promise<boolean> {
  const { channels } = await picture.image().resize({ width: 200, height: 200, fit: 'inside' }).stats()
  return channels.every(({ min, max }) => max - min <= 4) && channels.slice(0, 3).every(({ min }) => min >= 245)
}

async function addLong(into: PDFDocument, picture: Picture, segments: readonly Segment[], fonts: string, pages: Pages) {
  into.registerFontkit(fontkit)
  const font = await into.embedFont(await readFace(fonts, 'sans'), { subset: true })
  for (const [index, { top, rows }] of segments.entries()) {
    const piece = picture.image().extract({ left: 0, top, width: picture.width, height: rows })
    const embedded = await embedPixels(into, piece, false, picture.grey)
    addSegmentPage(into, embedded, `第 ${index + 1}/${segments.length} 段`, font)
    pages.facts.push({ width: A4.short, height: A4.long, text: false, blank: false })
  }
  pages.findings.push({
    code: 'long-screenshot',
    sentence: `长截图已按原比例分成 ${segments.length} 页，相邻两页有少量重叠，图外标注「第 i/${segments.length} 段」；内容没有改动。`,
  })
}

async function addPicture(
  into: PDFDocument,
  picture: Picture,
  type: FileType,
  fonts: string,
  pages: Pages,
): Promise<void> {
  const segments = picture.height > picture.width * LONG_RATIO ? cutLong(picture) : []
  if (segments.length > 1 && segments.length <= MOST_SEGMENTS) return addLong(into, picture, segments, fonts, pages)
  const place = placeOnA4(picture)
  const lossy = type === 'jpeg' || type === 'webp'
  const huge = picture.width * picture.height > HUGE
  const embedded =
    picture.jpeg && !huge
      ? embedJpeg(into, picture.jpeg, picture, picture.grey)
      : await embedPixels(into, huge ? shrink(picture, place) : picture.image(), lossy || huge, picture.grey)
  addPicturePage(into, embedded, place)
  const page = pages.facts.length + 1
  if (place.dpi < LOW_DPI)
    pages.findings.push({
      code: 'low-resolution',
      sentence: `第 ${page} 页的图片分辨率偏低（铺满 A4 约每英寸 ${Math.round(place.dpi)} 点），小字可能看不清；请换用原图，或以每英寸 200 点（200 dpi）以上重新扫描。`,
    })
  pages.facts.push({ width: place.width, height: place.height, text: false, blank: await isPlain(picture) })
}

async function build(pictures: Pictures, type: FileType, fonts: string, budget: Budget) {
  const into = await PDFDocument.create({ updateMetadata: false })
  const pages: Pages = { facts: [], findings: [] }
  if (pictures.located)
    pages.findings.push({ code: 'location', sentence: '图片中记有拍摄地点，装订时已去掉；原始文件没有改动。' })
  for (let index = 0; index < pictures.count; index++) {
    if (budget.secondsLeft() < 2) return null
    await addPicture(into, await pictures.open(index), type, fonts, pages)
  }
  const blank = pages.facts.flatMap((page, index) => (page.blank ? [index + 1] : []))
  if (blank.length > 0)
    pages.findings.push({ code: 'blank-page', sentence: `第 ${blank.join('、')} 页是空白页，请核对是否漏扫。` })
  const bytes = await saveForm(into)
  return bytes && { bytes, ...pages }
}

async function thumbnailOf(pictures: Pictures): Promise<Uint8Array> {
  const picture = await pictures.open(0)
  const long = picture.height > picture.width * 2.5
  const image = long
    ? picture.image().extract({ left: 0, top: 0, width: picture.width, height: Math.floor(picture.width * 2.5) })
    : picture.image()
  return image
    .toColourspace('srgb')
    .resize({ width: 480, height: 960, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 78 })
    .toBuffer()
}

function whyNot(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : ''
  if (/pixel limit|too large|exceeds/i.test(message))
    return '图片超过 1 亿像素，可能是异常文件；请缩小后再加入，或重新截图、重新扫描。'
  if (/premature|truncated|end of|not enough|unexpected end/i.test(message))
    return '图片不完整（被截断），可能没有下载完或复制完；请重新下载或重新导出。'
  return '图片已损坏，无法读取；请重新导出、重新截图或重新扫描。'
}

/** Brings a picture into the form that is bound: on A4 pages, upright, without metadata. */
export async function inspectImage(
  bytes: Uint8Array,
  type: FileType,
  mediaType: string,
  fonts: string,
  budget: Budget,
): Promise<Inspected> {
  try {
    const pictures = await (type === 'bmp' ? openBmp(bytes) : openPictures(bytes, type === 'tiff'))
    if (pictures.count > MOST_PAGES)
      return kept(type, mediaType, `文件有 ${pictures.count} 页，超过 ${MOST_PAGES} 页；请拆分后再加入。`)
    const made = await build(pictures, type, fonts, budget)
    if (!made) return kept(type, mediaType, '图片页数过多或过大，无法在 20 秒内转换；请拆分或缩小后再加入。')
    return {
      type,
      mediaType,
      form: { bytes: made.bytes, how: 'image', pages: made.facts },
      thumbnail: await thumbnailOf(pictures),
      parts: [],
      text: '',
      findings: made.findings,
      refusal: null,
    }
  } catch (thrown) {
    return kept(type, mediaType, whyNot(thrown))
  }
}
