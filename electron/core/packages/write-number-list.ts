import { writeXlsx } from 'hucre'
import type { Channel } from '#shared/platforms.ts'
import type { PackageInput } from './package-input.ts'

/** Whether a channel wants the numbers as a spreadsheet: it takes .xlsx, or asks for a 表格 of them. */
export const wantsNumberList = ({ limits, materials }: Channel): boolean =>
  (limits.value?.formats?.includes('xlsx') ?? false) ||
  (materials.value ?? []).some(
    ({ verbatim, groups }) => /表格|excel|xlsx/i.test(verbatim) && groups?.flat().includes('letter:number-list'),
  )

const WIDTHS = [6, 20, 20, 20, 12, 12, 30] as const

/**
 * The 号码清单 as .xlsx. Every cell is text (a number that began with 0 would lose it), never a formula;
 * the same input gives the same bytes.
 */
export async function writeNumberList({ numbers, companyName, title, at }: PackageInput): Promise<Uint8Array> {
  const header = ['序号', '号码', '标记内容', '登记机主', '运营商', '用途', '用途说明']
  const rows = numbers.map((number, index) => [
    String(index + 1),
    number.shown,
    number.labelText,
    number.owner,
    number.carrier,
    number.purpose,
    number.purposeDetail,
  ])
  const made = new Date(at)
  return writeXlsx({
    properties: { title: `${title} 号码清单`, creator: companyName, created: made, modified: made },
    sheets: [
      {
        name: '号码清单',
        columns: WIDTHS.map((width) => ({ width })),
        rows: [header, ...rows],
        freezePane: { rows: 1 },
      },
    ],
  })
}
