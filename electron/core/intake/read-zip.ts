import { buffer } from 'node:stream/consumers'
import * as yauzl from 'yauzl'

/** Bounds of safety.md §2.8 on everything inside one archive, archives within it included. */
export const ZIP_BOUNDS = { entries: 1_000, bytes: 200 * 1_048_576, ratio: 100, levels: 2 } as const
/** Small files compress well by nature; the ratio is asked of larger ones. */
const RATIO_FROM = 1_048_576

/** A file listed in an archive. */
export interface ZipEntry {
  /** With forward slashes, as written in the archive. */
  readonly name: string
  readonly size: number
  readonly read: () => Promise<Uint8Array>
}

/** What came of listing an archive: its files, or a sentence saying why it stays shut. */
export type ZipListing =
  | { readonly ok: true; readonly entries: readonly ZipEntry[]; readonly close: () => void }
  | { readonly ok: false; readonly refusal: string }

const UTF8_FLAG = 0x800

/** Windows programs in China write GB18030 names without saying so; macOS writes UTF-8 without saying so. */
function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw
  if (entry.generalPurposeBitFlag & UTF8_FLAG) return new TextDecoder('utf-8').decode(raw)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('gb18030').decode(raw)
  }
}

const isSymlink = (entry: yauzl.Entry) => ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000

/** Why an entry is not let in; null when it is. */
function flawOf(entry: yauzl.Entry, name: string, seen: Set<string>): string | null {
  if (entry.generalPurposeBitFlag & 1) return '有密码'
  if (isSymlink(entry)) return '是指向别处的链接'
  if (name === '' || name.includes('\0')) return '文件名无效'
  if (/^[/\\]|^[A-Za-z]:/.test(name) || name.split(/[/\\]/).includes('..')) return '路径指向压缩包之外'
  if (seen.has(name.toLowerCase())) return '重名'
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return '用了不支持的压缩方式'
  if (entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > entry.compressedSize * ZIP_BOUNDS.ratio)
    return '压缩比异常，可能是压缩炸弹'
  return null
}

const isNoise = (name: string) => /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name)

const clip = (name: string) => (name.length > 60 ? `${name.slice(0, 57)}…` : name)

const BROKEN = '压缩包已损坏或不完整；请重新下载、重新压缩，或解压后直接加入里面的文件。'

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  return buffer(await zip.openReadStreamPromise(entry))
}

/** Lists an archive (a path or bytes) without unpacking anything; every entry is checked before the first is read. */
export async function listZip(source: string | Uint8Array): Promise<ZipListing> {
  const options = { decodeStrings: false, validateEntrySizes: true, autoClose: false } as const
  let zip: yauzl.ZipFile
  try {
    zip = await (typeof source === 'string'
      ? yauzl.openPromise(source, options)
      : yauzl.fromBufferPromise(Buffer.from(source), options))
  } catch {
    return { ok: false, refusal: BROKEN }
  }
  const close = () => void (zip.isOpen && zip.close())
  const stop = (refusal: string): ZipListing => {
    close()
    return { ok: false, refusal }
  }
  if (zip.entryCount > ZIP_BOUNDS.entries)
    return stop(`压缩包里超过 ${ZIP_BOUNDS.entries} 个文件，没有打开；请解压后挑选需要的文件加入。`)
  const entries: ZipEntry[] = []
  const seen = new Set<string>()
  let [unpacked, packed] = [0, 0]
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry).replaceAll('\\', '/')
      unpacked += entry.uncompressedSize
      packed += entry.compressedSize
      if (unpacked > ZIP_BOUNDS.bytes) return stop('压缩包展开后超过 200 MB，没有打开；请解压后挑选需要的文件加入。')
      if (isNoise(name)) continue
      const flaw = flawOf(entry, name, seen)
      if (flaw) return stop(`压缩包里的「${clip(name)}」${flaw}，整个压缩包没有打开；请解压核对后直接加入里面的文件。`)
      seen.add(name.toLowerCase())
      if (!name.endsWith('/')) entries.push({ name, size: entry.uncompressedSize, read: () => readEntry(zip, entry) })
    }
  } catch {
    return stop(BROKEN)
  }
  if (packed > zip.fileSize) return stop('压缩包里的文件互相重叠，可能是压缩炸弹，没有打开；请不要使用这个压缩包。')
  return { ok: true, entries, close }
}
