import sharp from 'sharp'
import type { PageSource } from './page-source.ts'

/** One way to turn pages into pictures; each is smaller than the one before (libraries.md §7). */
export interface Rung {
  readonly dpi: number
  readonly quality: number
  readonly grey: boolean
}

/** From the best picture to the smallest that can still be read. */
export const rungs: readonly Rung[] = [
  { dpi: 200, quality: 80, grey: false },
  { dpi: 200, quality: 75, grey: false },
  { dpi: 200, quality: 60, grey: false },
  { dpi: 150, quality: 75, grey: false },
  { dpi: 150, quality: 60, grey: false },
  { dpi: 120, quality: 50, grey: false },
  { dpi: 120, quality: 50, grey: true },
]

/** 「200 dpi、质量 80」 */
export const nameRung = ({ dpi, quality, grey }: Rung) => `${dpi} dpi、质量 ${quality}${grey ? '、灰度' : ''}`

/** The tallest picture a JPEG can hold, with room to spare. */
export const TALLEST = 60_000

/** Three bytes a pixel. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly rgb: Buffer
}

/** Pages drawn one below the other on white. */
export async function drawPages(source: PageSource, pages: readonly number[], dpi: number): Promise<Drawing> {
  const drawn: Drawing[] = []
  for (const page of pages) {
    const { width, height, rgba } = source.draw(page, dpi)
    const rgb = await sharp(rgba, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .raw()
      .toBuffer()
    drawn.push({ width, height, rgb })
  }
  const width = Math.max(...drawn.map((one) => one.width))
  const wide = await Promise.all(drawn.map((one) => widen(one, width)))
  return {
    width,
    height: wide.reduce((sum, { height }) => sum + height, 0),
    rgb: Buffer.concat(wide.map(({ rgb }) => rgb)),
  }
}

async function widen(one: Drawing, width: number): Promise<Drawing> {
  if (one.width === width) return one
  const left = Math.floor((width - one.width) / 2)
  const rgb = await sharp(one.rgb, { raw: { width: one.width, height: one.height, channels: 3 } })
    .extend({ left, right: width - one.width - left, background: '#ffffff' })
    .raw()
    .toBuffer()
  return { width, height: one.height, rgb }
}

/** A drawing as the bytes of a picture file that knows its dots to the inch. */
export function encodePicture({ width, height, rgb }: Drawing, form: 'jpeg' | 'png', rung: Rung): Promise<Buffer> {
  const image = sharp(rgb, { raw: { width, height, channels: 3 } }).withMetadata({ density: rung.dpi })
  const toned = rung.grey ? image.greyscale() : image
  return form === 'png'
    ? toned.png({ compressionLevel: 9, palette: rung !== rungs[0], quality: rung.quality }).toBuffer()
    : toned.jpeg({ quality: rung.quality }).toBuffer()
}
