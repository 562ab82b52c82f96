import { readFile, stat } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre'
import { listZip } from '../intake/read-zip.ts'
import { refuse } from '../refusal.ts'

/** Lists of numbers are short; a larger file is something else chosen by mistake. */
const MOST_BYTES = 20 * 1024 * 1024
const MOST_ROWS = 20_000

/** One row that has something in it; `row` counts from 1 as the spreadsheet program shows it. */
interface TableRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** A spreadsheet as text: first row the header; empty rows are left out. */
export interface Table {
  readonly encoding: string
  readonly rows: readonly TableRow[]
}

const numberRows = (rows: readonly (readonly string[])[]): TableRow[] =>
  rows
    .map((cells, index) => ({ row: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))

/** Bytes of a .csv as text: BOM, else strict UTF-8, else GB18030 (what Excel writes in China). */
function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB18030' }
  }
}

function readCsv(bytes: Uint8Array, name: string): Table {
  const { text, encoding } = decode(bytes)
  if (text.includes('\0')) throw refuse(`「${name}」不是文本表格；请在 Excel 中另存为 .xlsx 或 .csv 后再导入`)
  const first = text.split('\n', 1)[0] ?? ''
  const delimiter = [',', '\t', ';', '，'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ','
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
    })
    return { encoding, rows: numberRows(rows) }
  } catch {
    throw refuse(`「${name}」读不成表格：引号没有成对。请用 Excel 打开后另存为 .xlsx 再导入`)
  }
}

const pad = (part: number) => String(part).padStart(2, '0')

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return `${cell.getUTCFullYear()}-${pad(cell.getUTCMonth() + 1)}-${pad(cell.getUTCDate())}`
  if (typeof cell === 'number') return Number.isInteger(cell) ? cell.toFixed(0) : String(cell)
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : JSON.stringify(cell)
}

/** A list of numbers does not unpack to more than this; the reader would hold the window up. */
const MOST_UNPACKED = 64 * 1024 * 1024

async function refuseBomb(bytes: Uint8Array, name: string) {
  const listing = await listZip(bytes)
  if (!listing.ok) throw refuse(`「${name}」打不开：${listing.refusal}`)
  listing.close()
  if (listing.entries.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED)
    throw refuse(`「${name}」展开后超过 64 MB，不像号码清单；请只留下号码那几列，另存一份再导入`)
}

async function readSheet(bytes: Uint8Array, name: string): Promise<Table> {
  await refuseBomb(bytes, name)
  try {
    const book = await readXlsx(bytes)
    return { encoding: '.xlsx', rows: numberRows((book.sheets[0]?.rows ?? []).map((row) => row.map(cellText))) }
  } catch {
    throw refuse(`「${name}」打不开：文件损坏、加密或不是 .xlsx。请在 Excel 中另存一份未加密的 .xlsx 再导入`)
  }
}

/** Reads a .xlsx or .csv by its content; refuses anything else with what to do. */
export async function readTable(path: string, name: string): Promise<Table> {
  const { size } = await stat(path)
  if (size === 0) throw refuse(`「${name}」是空的（0 字节），请检查后重新选择`)
  if (size > MOST_BYTES) throw refuse(`「${name}」超过 20 MB，不像号码清单；请确认选对了文件`)
  const bytes = await readFile(path)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw refuse(`「${name}」是旧版 .xls 表格，请在 Excel 中另存为 .xlsx 再导入`)
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    throw refuse(`「${name}」是 PDF，不是表格；请导入 .xlsx 或 .csv`)
  const table = bytes[0] === 0x50 && bytes[1] === 0x4b ? await readSheet(bytes, name) : readCsv(bytes, name)
  if (table.rows.length < 2) throw refuse(`「${name}」里没有数据行：第一行应是表头（号码、用途…），下面每行一个号码`)
  if (table.rows.length > MOST_ROWS) throw refuse(`「${name}」超过 ${MOST_ROWS} 行，请分成几份导入`)
  return table
}
