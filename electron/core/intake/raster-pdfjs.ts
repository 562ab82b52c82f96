import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import type { Budget } from './budget.ts'
import type { Bitmap } from './pdfium-page.ts'
import { RASTER_DPI } from './raster-page.ts'

/** A page drawn by pdf.js, with its size in points. */
export interface DrawnPage {
  /** From 0. */
  readonly index: number
  readonly bitmap: Bitmap
  readonly width: number
  readonly height: number
  readonly text: string
}

/** No page is drawn larger than this many pixels. */
const MOST_PIXELS = 12_000_000
const MOST_SIDE = 16_000

/**
 * The last resort: draws the pages of a PDF (every one, or those in `only`, from 0), one at a time. Yields nothing when
 * pdf.js cannot open it either, and ends early (throwing) when the time is used up or a page cannot be drawn.
 */
export async function* drawWithPdfjs(
  bytes: Uint8Array,
  budget: Budget,
  only: readonly number[] | null = null,
): AsyncGenerator<DrawnPage> {
  const [pdfjs, { createCanvas }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('@napi-rs/canvas'),
  ])
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const document = await pdfjs.getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(folder, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(folder, 'standard_fonts') + sep,
    wasmUrl: join(folder, 'wasm') + sep,
    enableXfa: false,
    maxImageSize: 100_000_000,
    stopAtErrors: false,
    verbosity: 0,
  }).promise
  try {
    const indices = only ?? Array.from({ length: document.numPages }, (_, index) => index)
    for (const index of indices) {
      if (budget.secondsLeft() < 1) throw new Error('time is used up')
      const page = await document.getPage(index + 1)
      const size = page.getViewport({ scale: 1 })
      const scale = Math.min(
        RASTER_DPI / 72,
        Math.sqrt(MOST_PIXELS / (size.width * size.height)),
        MOST_SIDE / Math.max(size.width, size.height),
      )
      const viewport = page.getViewport({ scale })
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
      const context = canvas.getContext('2d')
      context.fillStyle = 'white'
      context.fillRect(0, 0, canvas.width, canvas.height)
      await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise
      const { items } = await page.getTextContent()
      const rgba = new Uint8Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)
      yield {
        index,
        bitmap: { width: canvas.width, height: canvas.height, rgba },
        width: size.width,
        height: size.height,
        text: items.map((item) => ('str' in item ? item.str : '')).join(''),
      }
    }
  } finally {
    await document.loadingTask.destroy()
  }
}
