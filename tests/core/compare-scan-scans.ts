import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import type { Bitmap } from '#core/intake/pdfium-page.ts'
import { loadPdfium } from '#core/intake/pdfium.ts'
import { typesetDocument } from '#core/typeset/typeset-document.ts'
import type { Document } from '#shared/document.ts'
import { resources } from './intake-support.ts'

/** What a scanner, and the person before it, did to a page. */
export interface ScanFaults {
  readonly dpi: number
  /** Degrees, clockwise. */
  readonly skew: number
  /** In points. */
  readonly shift: readonly [number, number]
  readonly scale: number
  /** Shade of the paper, 255 is white. */
  readonly paper: number
  /** Standard deviation of the noise, in levels. */
  readonly noise: number
  readonly quality: number
  /** Turns the page. */
  readonly turn: 0 | 90 | 180 | 270
  readonly grey: boolean
  /** Centre of a plain red ring, as shares of the page. */
  readonly ring: readonly [number, number] | null
  /** Width of a black edge of the scanner, in points. */
  readonly edge: number
}

/** A careful person with a good scanner. */
export const plainScan: ScanFaults = {
  dpi: 150,
  skew: 0.4,
  shift: [3, -4],
  scale: 1,
  paper: 246,
  noise: 3,
  quality: 80,
  turn: 0,
  grey: false,
  ring: [0.68, 0.72],
  edge: 0,
}

/** Numbers that look random and are the same every time. */
export function chance(seed: number) {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
}

/** The PDF that is printed of a letter, numbered at the foot as the program does it. */
export async function printLetter(document: Document, refs: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'compare-scan-'))
  try {
    const output = join(folder, 'letter.pdf')
    const footer = { text: '', numbered: true }
    const input = { document, output, at: '2000-01-01T00:00:00.000Z', refs, footer }
    await typesetDocument(input, { resources, progress: () => undefined })
    return await readFile(output)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function addNoise(pixels: Uint8Array, sigma: number, random: () => number) {
  for (let i = 0; i < pixels.length; i++) {
    const bell = random() + random() + random() + random() - 2
    pixels[i] = Math.max(0, Math.min(255, (pixels[i] ?? 0) + bell * sigma * 1.7))
  }
}

/** A plain red ring over the print; it stands for what red ink hides, and is no picture of a seal. */
function drawRing({ width, height, rgba }: Bitmap, [u, v]: readonly [number, number], px: number) {
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const radius = Math.hypot(x - u * width, y - v * height) / px
      if (radius < 56 || radius > 61) continue
      const at = (y * width + x) * 4
      rgba[at] = ((rgba[at] ?? 0) * 215) / 255
      rgba[at + 1] = ((rgba[at + 1] ?? 0) * 40) / 255
      rgba[at + 2] = ((rgba[at + 2] ?? 0) * 45) / 255
    }
}

/** One page of a PDF as a JPEG from a scanner. */
export async function scanPage(
  pdf: Uint8Array,
  index: number,
  faults: ScanFaults,
  seed: number,
): Promise<{ readonly jpeg: Uint8Array; readonly width: number; readonly height: number }> {
  const opening = (await loadPdfium(resources.fonts)).open(pdf)
  if (!opening.ok) throw new Error('the draft does not open')
  const page = opening.file.page(index, (each) => ({ bitmap: each.render(faults.dpi * faults.scale) }))
  opening.file.close()
  if (!page) throw new Error(`no page ${index}`)
  const { bitmap } = page
  const across = faults.turn === 90 || faults.turn === 270
  const width = Math.round((bitmap.width / faults.scale) * (across ? 1.414 : 1))
  const height = Math.round(bitmap.height / faults.scale / (across ? 1.414 : 1))
  const px = faults.dpi / 72
  if (faults.ring) drawRing(bitmap, faults.ring, px)
  const stamped = await sharp(bitmap.rgba, { raw: { width: bitmap.width, height: bitmap.height, channels: 4 } })
    .flatten({ background: '#fff' })
    .toBuffer({ resolveWithObject: true })
  const turned = await sharp(stamped.data, { raw: stamped.info })
    .rotate(faults.turn + faults.skew, { background: '#fff' })
    .toBuffer({ resolveWithObject: true })
  const side = { width: Math.max(width, turned.info.width), height: Math.max(height, turned.info.height) }
  const left = Math.round((side.width - turned.info.width) / 2)
  const top = Math.round((side.height - turned.info.height) / 2)
  const base = await sharp({ create: { ...side, channels: 3, background: '#fff' } })
    .composite([{ input: turned.data, raw: turned.info, left, top }])
    .removeAlpha()
    .raw()
    .toBuffer()
  const moved = {
    left: Math.max(0, Math.round((side.width - width) / 2 - faults.shift[0] * px) + 60),
    top: Math.max(0, Math.round((side.height - height) / 2 - faults.shift[1] * px) + 60),
  }
  const cut = await sharp(base, { raw: { ...side, channels: 3 } })
    .extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#fff' })
    .toBuffer({ resolveWithObject: true })
  const fitted = await sharp(cut.data, { raw: cut.info })
    .extract({
      left: Math.min(moved.left, cut.info.width - width),
      top: Math.min(moved.top, cut.info.height - height),
      width,
      height,
    })
    .linear(faults.paper / 255, 0)
    .removeAlpha()
    .raw()
    .toBuffer()
  const edge = Math.round(faults.edge * px)
  for (let y = 0; y < height; y++) fitted.fill(18, y * width * 3, y * width * 3 + edge * 3)
  addNoise(fitted, faults.noise, chance(seed))
  const picture = sharp(fitted, { raw: { width, height, channels: 3 } })
  const jpeg = await (faults.grey ? picture.greyscale() : picture).jpeg({ quality: faults.quality }).toBuffer()
  return { jpeg, width: (width / faults.dpi) * 72, height: (height / faults.dpi) * 72 }
}

/** A scanned file: each entry is a page (from 0) of a PDF, or null for an empty sheet. */
export async function scanFile(
  pages: readonly ({
    readonly pdf: Uint8Array
    readonly index: number
    readonly faults?: Partial<ScanFaults>
  } | null)[],
  faults: ScanFaults = plainScan,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  for (const [at, entry] of pages.entries()) {
    if (entry) {
      const picture = await scanPage(entry.pdf, entry.index, { ...faults, ...entry.faults }, at + 1)
      const page = document.addPage([picture.width, picture.height])
      page.drawImage(await document.embedJpg(picture.jpeg), {
        x: 0,
        y: 0,
        width: picture.width,
        height: picture.height,
      })
    } else {
      const empty = Buffer.alloc(1240 * 1754 * 3, faults.paper)
      addNoise(empty, faults.noise, chance(at + 1))
      const jpeg = await sharp(empty, { raw: { width: 1240, height: 1754, channels: 3 } })
        .jpeg()
        .toBuffer()
      document.addPage([595, 842]).drawImage(await document.embedJpg(jpeg), { x: 0, y: 0, width: 595, height: 842 })
    }
  }
  return document.save()
}
