const MARK = 0xff
const START = 0xd8
const END = 0xd9
const SCAN = 0xda
const COMMENT = 0xfe
const JFIF = 0xe0
const ADOBE = 0xee

/** Where the coded data of a scan that starts at `at` ends: the next marker that is not stuffing or a restart. */
function endOfScan(bytes: Uint8Array, at: number): number {
  for (let i = at; i + 1 < bytes.length; i++) {
    const next = bytes[i + 1] ?? 0
    if (bytes[i] === MARK && next !== 0 && next !== MARK && (next < 0xd0 || next > 0xd7)) return i
  }
  return -1
}

/**
 * A JPEG without its metadata (EXIF, XMP, IPTC, comments, colour profile, whatever follows the picture),
 * its pixels untouched; null when it is not put together as expected. One cut short stays cut short.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== MARK || bytes[1] !== START) return null
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === MARK) {
    const marker = bytes[at + 1] ?? 0
    if (marker === MARK) {
      at++
      continue
    }
    if (marker === END) break
    let end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
    if (end > bytes.length || end < at + 4) return null
    if (marker === SCAN) end = endOfScan(bytes, end)
    // Cut short within the picture: what is there is all picture.
    if (end < 0) return Buffer.concat([...kept, bytes.subarray(at)])
    const isMetadata = (marker > JFIF && marker <= 0xef && marker !== ADOBE) || marker === COMMENT
    if (!isMetadata) kept.push(bytes.subarray(at, end))
    at = end
  }
  if (bytes[at] !== MARK || bytes[at + 1] !== END) return null
  kept.push(Uint8Array.of(MARK, END))
  return Buffer.concat(kept)
}
