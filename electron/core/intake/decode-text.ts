/** A decoded prefix may end in the middle of a character. */
function decode(encoding: string, bytes: Uint8Array, isPrefix: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isPrefix })
  } catch {
    return null
  }
}

// oxlint-disable-next-line no-control-regex -- these are what tells text from other bytes
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffe\uffff]/g

/** Text from bytes in UTF-8, UTF-16 with a mark, or GB18030; null when they are not text. `isPrefix` allows a cut last character. */
export function decodeText(bytes: Uint8Array, isPrefix = false): string | null {
  if (bytes.length === 0) return null
  const text =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? decode('utf-16le', bytes, isPrefix)
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? decode('utf-16be', bytes, isPrefix)
        : (decode('utf-8', bytes, isPrefix) ?? decode('gb18030', bytes, isPrefix))
  if (text === null || text === '') return null
  const controls = text.slice(0, 65_536).match(CONTROL)?.length ?? 0
  return controls > Math.min(text.length, 65_536) * 0.001 ? null : text
}
