import type { Content } from './inspect-content.ts'
import { kept, type Finding, type Inspected, type Part } from './form.ts'
import { listZip, ZIP_BOUNDS, type ZipEntry } from './read-zip.ts'
import { sniff } from './sniff.ts'

const ZIP = 'application/zip'
const OFD = 'application/ofd'

/** What has been taken out so far, archives within archives included. */
interface Unpacking {
  readonly parts: Part[]
  readonly findings: Finding[]
  readonly names: Set<string>
  files: number
  bytes: number
}

/** The last part of a path; a name that is taken already keeps its folder's name in front. */
function shortName(path: string, taken: Set<string>): string {
  const [base = '文件', folder = ''] = path.split('/').toReversed()
  let name = taken.has(base) && folder ? `${folder}-${base}` : base
  for (let n = 2; taken.has(name); n++) name = `${n}-${base}`
  taken.add(name)
  return name
}

/** Takes one file out; answers with the sentence that stops everything, or null. */
async function takeEntry(entry: ZipEntry, level: number, content: Content, into: Unpacking): Promise<string | null> {
  into.files++
  into.bytes += entry.size
  if (into.files > ZIP_BOUNDS.entries)
    return `压缩包里超过 ${ZIP_BOUNDS.entries} 个文件，没有打开；请解压后挑选需要的文件加入。`
  if (into.bytes > ZIP_BOUNDS.bytes) return '压缩包展开后超过 200 MB，没有打开；请解压后挑选需要的文件加入。'
  const bytes = await entry.read().catch(() => null)
  if (!bytes) return `压缩包里的「${entry.name}」已损坏，整个压缩包没有打开；请重新压缩，或解压后直接加入里面的文件。`
  const inner = bytes.length > 0 ? await sniff(bytes, entry.name) : null
  if (inner?.type !== 'zip') {
    into.parts.push({ name: shortName(entry.name, into.names), ...(await content.keep(bytes)) })
    return null
  }
  return unpack(bytes, level + 1, content, into, entry.name)
}

async function unpack(
  source: string | Uint8Array,
  level: number,
  content: Content,
  into: Unpacking,
  name: string,
): Promise<string | null> {
  const listing = await listZip(source)
  if (!listing.ok) return level === 1 ? listing.refusal : `「${name}」：${listing.refusal}`
  try {
    if (level > 1 && listing.entries.some((entry) => entry.name === 'OFD.xml')) {
      const bytes = source as Uint8Array
      into.parts.push({ name: shortName(name, into.names), ...(await content.keep(bytes)) })
      return null
    }
    if (level > ZIP_BOUNDS.levels) {
      into.findings.push({ code: 'nested-too-deep', sentence: `「${name}」是压缩包里的压缩包里的压缩包，没有打开。` })
      return `「${name}」套了太多层，整个压缩包没有打开；请解压后直接加入里面的文件。`
    }
    for (const entry of listing.entries) {
      if (content.budget.secondsLeft() < 2) return '压缩包太大，无法在 20 秒内展开；请解压后直接加入里面的文件。'
      const stopped = await takeEntry(entry, level, content, into)
      if (stopped) return stopped
    }
    return null
  } finally {
    listing.close()
  }
}

/** Office files and OFD are archives too; a file list tells them from plain ZIP. */
function officeKind(entries: readonly ZipEntry[]) {
  const has = (start: string) => entries.some(({ name }) => name.startsWith(start))
  if (has('OFD.xml')) return 'ofd' as const
  if (!has('[Content_Types].xml')) return null
  return has('word/') ? ('docx' as const) : has('xl/') ? ('xlsx' as const) : null
}

/** Opens an archive under bounds; either everything in it is taken, or nothing is and the refusal says why. */
export async function inspectZip(
  content: Content,
  keepOffice: (type: 'ofd' | 'docx' | 'xlsx', mediaType: string) => Inspected,
): Promise<Inspected> {
  const listing = await listZip(content.path)
  if (!listing.ok) return kept('zip', ZIP, listing.refusal)
  listing.close()
  const office = officeKind(listing.entries)
  if (office) return keepOffice(office, office === 'ofd' ? OFD : content.sniffed.mediaType)
  const into: Unpacking = { parts: [], findings: [], names: new Set(), files: 0, bytes: 0 }
  const stopped = await unpack(content.path, 1, content, into, content.name)
  const { findings } = into
  if (stopped) return kept('zip', ZIP, stopped, { findings })
  if (into.parts.length === 0) return kept('zip', ZIP, '压缩包里没有文件；请重新压缩，或直接加入文件。', { findings })
  return kept('zip', ZIP, `压缩包已展开为 ${into.parts.length} 个文件，请逐个使用；压缩包本身不装订。`, {
    parts: into.parts,
    findings,
  })
}
