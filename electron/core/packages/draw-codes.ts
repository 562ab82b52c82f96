import sharp from 'sharp'
import { encode } from 'uqr'

/** UTF-8 bytes in one code: more would still fit, but phones then need a steady hand at a laptop's screen. */
const BYTES_PER_CODE = 780
const PIXELS_PER_MODULE = 6

/** Cuts a text where a code is full, never inside a character. */
export function splitForCodes(text: string): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > BYTES_PER_CODE) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return piece === '' ? pieces : [...pieces, piece]
}

/** A QR code with a quiet margin as PNG; a phone's camera reads the text off the screen. */
export async function drawCode(text: string): Promise<Uint8Array> {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const width = size * PIXELS_PER_MODULE
  const pixels = Buffer.alloc(width * width, 255)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++)
      if (data[Math.floor(y / PIXELS_PER_MODULE)]?.[Math.floor(x / PIXELS_PER_MODULE)]) pixels[y * width + x] = 0
  return sharp(pixels, { raw: { width, height: width, channels: 1 } })
    .png({ compressionLevel: 9 })
    .toBuffer()
}
