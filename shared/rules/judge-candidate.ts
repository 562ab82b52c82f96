import type { FileType } from '../inspection.ts'
import { daysBetween } from './calendar-dates.ts'
import type { GateExhibit, GateInput, GateLetter } from './gate-input.ts'
import type { Material } from '../platforms.ts'
import type { GateRow } from './gate-row.ts'

/** What is wrong with one exhibit or letter that would meet a line; `sentence` is Chinese and says what to do. */
export interface Flaw extends Pick<GateRow, 'state' | 'sentence' | 'blocks' | 'fix'> {}

/** The sizes and formats that hold for a line, and whether the channel itself stated them. */
export interface FileRules {
  readonly formats: readonly FileType[]
  readonly formatsStated: boolean
  readonly maxBytes: number
  readonly bytesStated: boolean
}

// These are bound, converted and compressed by the program itself; anything else stays as it is.
const convertible: ReadonlySet<FileType> = new Set(['pdf', 'jpeg', 'png', 'webp', 'tiff', 'gif', 'bmp', 'heic'])

const typeNames: Partial<Record<FileType, string>> = {
  jpeg: 'JPG',
  pdf: 'PDF',
  png: 'PNG',
  tiff: 'TIFF',
  webp: 'WebP',
  xlsx: 'Excel 表格',
  docx: 'Word',
  mp4: 'MP4',
  audio: '录音',
}

/** Formats as the user knows them: 「JPG 或 PDF」. */
export const nameFormats = (formats: readonly FileType[]): string =>
  formats.map((format) => typeNames[format] ?? format.toUpperCase()).join(' 或 ')

/** A size as the user knows it: 「5 MB」. */
export const nameBytes = (bytes: number): string => {
  const mega = bytes / 1024 / 1024
  return mega >= 1 ? `${Math.round(mega * 10) / 10} MB` : `${Math.max(1, Math.ceil(bytes / 1024))} KB`
}

/** The limits of a line: its own, else the channel's, else the house default. */
export function findFileRules({ channel, defaults }: GateInput, material: Material | null): FileRules {
  const formats = material?.formats ?? channel.limits.value?.formats ?? null
  const maxBytes = material?.maxBytes ?? channel.limits.value?.maxBytes ?? null
  return {
    formats: formats ?? defaults.formats,
    formatsStated: formats !== null,
    maxBytes: maxBytes ?? defaults.maxBytes,
    bytesStated: maxBytes !== null,
  }
}

function judgeFiles(exhibit: GateExhibit, rules: FileRules): Flaw | null {
  for (const { name, type, bytes } of exhibit.files) {
    const changeable = convertible.has(type)
    if (!rules.formats.includes(type) && !changeable)
      return {
        state: 'wrong-format',
        sentence: `「${name}」不是${rules.formatsStated ? '渠道要求的' : '默认的'}${nameFormats(rules.formats)}，程序不能转换，请换成 PDF 或图片`,
        blocks: rules.formatsStated,
        fix: 'add-exhibit',
      }
    if (bytes > rules.maxBytes)
      return {
        state: 'too-large',
        sentence: `「${name}」有 ${nameBytes(bytes)}，超过${rules.bytesStated ? '渠道要求的' : '默认的'} ${nameBytes(rules.maxBytes)}${changeable ? '；打包时会压缩，压不下会说明' : '，请换一个小一些的文件'}`,
        blocks: rules.bytesStated && !changeable,
        fix: changeable ? null : 'add-exhibit',
      }
  }
  return null
}

function judgeDates(exhibit: GateExhibit, maxAgeDays: number | undefined, today: string): Flaw | null {
  if (exhibit.validUntil !== null && exhibit.validUntil < today)
    return {
      state: 'expired',
      sentence: `「${exhibit.title}」已于 ${exhibit.validUntil} 到期，请换上有效的一份；日期填错的请改正`,
      blocks: true,
      fix: 'add-exhibit',
    }
  if (maxAgeDays === undefined) return null
  if (exhibit.issuedOn === null)
    return {
      state: 'warning',
      sentence: `渠道要求 ${maxAgeDays} 天内开具，「${exhibit.title}」还没填开具日期，请填写`,
      blocks: false,
      fix: 'set-dates',
    }
  const age = daysBetween(exhibit.issuedOn, today)
  return age > maxAgeDays
    ? {
        state: 'too-old',
        sentence: `「${exhibit.title}」是 ${exhibit.issuedOn} 开具的，已 ${age} 天，渠道要求 ${maxAgeDays} 天内，请重新开具`,
        blocks: true,
        fix: 'add-exhibit',
      }
    : null
}

function judgeStamp(exhibit: GateExhibit, material: Material): Flaw | null {
  if (material.stamp !== 'required' || exhibit.stamp === 'seen') return null
  const whose = material.signedBy ? `${material.signedBy}公章` : '公章'
  return exhibit.stamp === 'none'
    ? {
        state: 'unstamped',
        sentence: `「${exhibit.title}」没有盖章，渠道要求盖${whose}，请换上盖章的一份`,
        blocks: true,
        fix: 'stamp',
      }
    : {
        state: 'warning',
        sentence: `渠道要求盖${whose}，请看一眼「${exhibit.title}」，在证据里标明是否已盖章`,
        blocks: false,
        fix: 'stamp',
      }
}

/** What is wrong with an exhibit for one line, worst first; null when nothing is. What is unknown never blocks. */
export function judgeExhibit(exhibit: GateExhibit, material: Material, input: GateInput): Flaw | null {
  if (exhibit.refusal || exhibit.files.length === 0)
    return {
      state: 'missing',
      sentence: exhibit.refusal ?? `「${exhibit.title}」里没有文件，请添加`,
      blocks: true,
      fix: 'add-exhibit',
    }
  if (exhibit.legible === false)
    return {
      state: 'illegible',
      sentence: `「${exhibit.title}」已标为不清晰，请重新扫描`,
      blocks: true,
      fix: 'add-exhibit',
    }
  const flaws = [
    judgeDates(exhibit, material.maxAgeDays, input.today),
    judgeStamp(exhibit, material),
    judgeFiles(exhibit, findFileRules(input, material)),
  ].filter((flaw) => flaw !== null)
  return flaws.find(({ blocks }) => blocks) ?? flaws[0] ?? null
}

/** What is wrong with a letter for one line; null when nothing is. */
export function judgeLetter(letter: GateLetter, material: Material): Flaw | null {
  if (material.stamp === 'required' && !letter.stamped)
    return {
      state: 'unstamped',
      sentence: `渠道要求盖章：请导出「${letter.title}」，打印盖章后把扫描件导入`,
      blocks: true,
      fix: 'stamp',
    }
  return null
}
