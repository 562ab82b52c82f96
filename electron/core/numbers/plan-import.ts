import { carrierNames, carrierSchema, type Carrier, type Purpose } from '#shared/kinds.ts'
import { type NumberDraft, numberDraftSchema, type NumberImport } from '#shared/numbers.ts'
import { isCalendarDate } from '#shared/rules/calendar-dates.ts'
import { parsePhoneNumber } from '#shared/rules/phone-number.ts'
import { refuse } from '../refusal.ts'
import type { Table } from './read-table.ts'

type Field = keyof NumberDraft

/** Headers people write, by what they are taken for. */
const HEADERS: readonly (readonly [Field, readonly string[]])[] = [
  ['text', ['号码', '电话', '电话号码', '主叫号码', '外呼号码', '手机号', '手机号码']],
  ['purpose', ['用途', '号码用途', '用途分类']],
  ['purposeDetail', ['用途说明', '具体用途']],
  ['carrier', ['运营商', '所属运营商']],
  ['registeredOwner', ['登记机主', '机主', '开户主体', '登记主体']],
  ['actualUser', ['实际使用人', '使用人', '使用部门']],
  ['receivesSms', ['能否接收短信验证码', '能否接收短信', '短信验证码']],
  ['inServiceSince', ['启用日期', '启用时间', '开通日期', '入网日期']],
  ['reassigned', ['二次放号', '二次放号情况']],
  ['note', ['备注', '说明']],
]

const plain = (header: string) => header.normalize('NFKC').replaceAll(/[\s*:：]/g, '')

const fieldOf = (header: string): Field | null =>
  HEADERS.find(([, names]) => names.includes(plain(header)))?.[0] ?? null

const headerOf = (field: string) => HEADERS.find(([name]) => name === field)?.[1][0] ?? field

const PURPOSES: readonly (readonly [RegExp, Purpose])[] = [
  [/^(a|咨询|.*咨询.*)$/i, 'consulting'],
  [/^(b|服务|.*服务.*|.*售后.*)$/i, 'service'],
  [/^(c|通知|.*通知.*)$/i, 'notice'],
]

function readCarrier(words: string, problems: string[]): Carrier {
  if (words === '') return 'unknown'
  const found = carrierSchema.options.find((carrier) => words.includes(carrierNames[carrier]))
  if (!found) problems.push(`运营商「${words}」不认识，请写移动、联通、电信、广电或其他`)
  return found ?? 'unknown'
}

function readSms(words: string, problems: string[]): NumberDraft['receivesSms'] {
  if (words === '' || words === '未知') return 'unknown'
  if (/^(能|可以|是|y|yes)$/i.test(words)) return 'yes'
  if (/^(不能|不可以|否|n|no)$/i.test(words)) return 'no'
  problems.push(`「能否接收短信验证码」写的是「${words}」，请写能、不能或未知`)
  return 'unknown'
}

function readDate(words: string, problems: string[]): string | null {
  if (words === '') return null
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( 00:00(:00)?)?$/.exec(words)
  const date = parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : ''
  if (isCalendarDate(date)) return date
  problems.push(`启用日期「${words}」不是日期，请写成 2026-11-23 的形式`)
  return null
}

function readPurpose(words: string, problems: string[]): Purpose {
  const found = PURPOSES.find(([pattern]) => pattern.test(words))
  if (!found)
    problems.push(words === '' ? '没有写用途，请写咨询、服务或通知' : `用途「${words}」不认识，请写咨询、服务或通知`)
  return found?.[1] ?? 'consulting'
}

/** What is registered already. */
export interface Known {
  readonly isTaken: (digits: string) => boolean
  readonly companyName: string
}

type Row = NumberImport['rows'][number]

function planRow(cells: ReadonlyMap<Field, string>, row: number, seen: Map<string, number>, known: Known): Row {
  const problems: string[] = []
  const cell = (field: Field) => cells.get(field)?.normalize('NFC').trim() ?? ''
  const text = cell('text')
  const parsed = parsePhoneNumber(text)
  if (!parsed.ok) problems.push(text === '' ? '没有号码' : parsed.sentence)
  else if (seen.has(parsed.number.digits)) problems.push(`与第 ${seen.get(parsed.number.digits)} 行是同一个号码`)
  else if (known.isTaken(parsed.number.digits)) problems.push('这个号码已经登记过')
  if (parsed.ok && !seen.has(parsed.number.digits)) seen.set(parsed.number.digits, row)
  const owner = cell('registeredOwner')
  const draft: NumberDraft = {
    text: parsed.ok ? parsed.number.shown : '',
    purpose: readPurpose(cell('purpose'), problems),
    purposeDetail: cell('purposeDetail'),
    carrier: readCarrier(cell('carrier'), problems),
    registeredOwner:
      owner === '' || owner === known.companyName || /^(本公司|我司|本单位|自有)$/.test(owner) ? null : owner,
    actualUser: cell('actualUser'),
    receivesSms: readSms(cell('receivesSms'), problems),
    inServiceSince: readDate(cell('inServiceSince'), problems),
    reassigned: cell('reassigned'),
    note: cell('note'),
  }
  // Too long is said, never cut off in silence.
  for (const { path, message } of numberDraftSchema.safeParse(draft).error?.issues ?? [])
    problems.push(`「${headerOf(String(path[0]))}」${message}`)
  return {
    row,
    text,
    draft: problems.length === 0 ? draft : null,
    shown: parsed.ok ? parsed.number.shown : null,
    problems,
  }
}

/** Says row by row what of a table would be taken as numbers. */
export function planImport(table: Table, fileName: string, known: Known): NumberImport {
  const header = table.rows[0]?.cells ?? []
  const columns = header.map((words) => ({ header: words, field: fieldOf(words) }))
  if (!columns.some(({ field }) => field === 'text'))
    throw refuse(
      `「${fileName}」的第一行没有「号码」列；表头应有：号码、用途、运营商、登记机主、实际使用人、能否接收短信验证码、启用日期、备注`,
    )
  const seen = new Map<string, number>()
  const rows = table.rows.slice(1).map(({ row, cells }) => {
    const named = new Map<Field, string>()
    // Of two columns for the same thing (号码 and 手机号) the first that says something counts.
    for (const [at, { field }] of columns.entries())
      if (field && (named.get(field) ?? '').trim() === '') named.set(field, cells[at] ?? '')
    return planRow(named, row, seen, known)
  })
  const good = rows.filter(({ draft }) => draft !== null).length
  return { fileName, encoding: table.encoding, columns, rows, taken: good, refused: rows.length - good }
}
