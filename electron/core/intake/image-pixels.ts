import sharp, { type Sharp } from 'sharp'
import { stripJpeg } from './strip-jpeg.ts'

/** Most pixels of one picture: a small file may claim to be huge. */
export const MOST_PIXELS = 100_000_000

// Only the loaders that are wanted: SVG and the rest of libvips stay shut.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadTiffBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
})
sharp.cache(false)
// More threads leave more of the process's memory in pieces, and it is counted against the limit of the next job.
sharp.concurrency(1)

/** One picture, upright, and what its file said about it. */
export interface Picture {
  readonly image: () => Sharp
  /** Upright, in pixels. */
  readonly width: number
  readonly height: number
  /** The file's own bytes when they are a JPEG that may be embedded without decoding. */
  readonly jpeg: Uint8Array | null
  readonly grey: boolean
}

/** Pictures of a file (several for TIFF) and whether its metadata tells where it was taken. */
export interface Pictures {
  readonly count: number
  readonly located: boolean
  readonly open: (index: number) => Promise<Picture>
}

/** True when EXIF holds a GPS directory with anything in it. */
function hasLocation(exif: Buffer | undefined): boolean {
  if (!exif) return false
  const start = exif.subarray(0, 4).toString('latin1') === 'Exif' ? 6 : 0
  try {
    const little = exif.subarray(start, start + 2).toString('latin1') === 'II'
    const u16 = (at: number) => (little ? exif.readUInt16LE(start + at) : exif.readUInt16BE(start + at))
    const u32 = (at: number) => (little ? exif.readUInt32LE(start + at) : exif.readUInt32BE(start + at))
    const directory = u32(4)
    for (let i = 0; i < u16(directory); i++)
      if (u16(directory + 2 + i * 12) === 0x8825) return u16(u32(directory + 2 + i * 12 + 8)) > 0
  } catch {
    return false
  }
  return false
}

const options = (page: number) => ({ limitInputPixels: MOST_PIXELS, failOn: 'error' as const, page, autoOrient: true })

/** Opens a JPEG, PNG, WebP, TIFF or GIF; throws when libvips cannot. */
export async function openPictures(bytes: Uint8Array, several: boolean): Promise<Pictures> {
  const whole = await sharp(bytes, options(0)).metadata()
  return {
    count: several ? Math.max(1, whole.pages ?? 1) : 1,
    located: hasLocation(whole.exif),
    async open(index) {
      const meta = index === 0 ? whole : await sharp(bytes, options(index)).metadata()
      const { width, height } = meta.autoOrient
      const plain = meta.format === 'jpeg' && (meta.orientation ?? 1) === 1 && !meta.icc && meta.channels !== 4
      const image = () => sharp(bytes, options(index)).flatten({ background: '#ffffff' })
      return { image, width, height, jpeg: plain ? stripJpeg(bytes) : null, grey: meta.channels < 3 }
    },
  }
}

/** Opens a BMP, which libvips does not read; throws when it cannot be decoded or is too large. */
export async function openBmp(bytes: Uint8Array): Promise<Pictures> {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [width, height] = [Math.abs(head.getInt32(18, true)), Math.abs(head.getInt32(22, true))]
  if (width * height > MOST_PIXELS) throw new Error('Input image exceeds pixel limit')
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.drawImage(await loadImage(Buffer.from(bytes)), 0, 0)
  const rgba = new Uint8Array(context.getImageData(0, 0, width, height).data.buffer)
  const image = () => sharp(rgba, { raw: { width, height, channels: 4 } }).flatten({ background: '#ffffff' })
  return { count: 1, located: false, open: async () => ({ image, width, height, jpeg: null, grey: false }) }
}
