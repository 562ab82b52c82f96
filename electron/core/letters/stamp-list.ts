import type { Block, Document, Inline } from '#shared/document.ts'
import type { StampNeed } from '#shared/letters/letter-template.ts'
import { writeDate } from '#shared/letters/resolve-fields.ts'

/** One document that goes to the keeper of the seals. */
export interface StampListEntry {
  readonly title: string
  /** Null while it has not been typeset. */
  readonly pages: number | null
  readonly copies: number
  readonly stamps: readonly StampNeed[]
  /** 骑缝章 is wanted when it has more than one page. */
  readonly acrossPages: boolean
}

/** What the 用印清单 says above its table. */
export interface StampListFacts {
  readonly companyName: string
  readonly agentName: string
  /** What the stamped documents are for. */
  readonly reason: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly entries: readonly StampListEntry[]
}

const whose = { appellant: '', 'registered-owner': '（登记机主盖章）' } as const

/** The seals a document needs, in words. */
function nameSeals(entry: StampListEntry): string {
  const seals = entry.stamps.map((stamp) => `${stamp.seal}${whose[stamp.by]}`)
  return [...new Set(seals)].join('、') || '无需用印'
}

/** Where they go, in words; an unknown number of pages keeps 骑缝章 with its condition. */
function namePlaces(entry: StampListEntry): string {
  const places: string[] = [...new Set(entry.stamps.map((stamp) => stamp.place))]
  if (entry.acrossPages && entry.pages === null) places.push('骑缝章（超过 1 页时）')
  if (entry.acrossPages && entry.pages !== null && entry.pages > 1) places.push('骑缝章')
  return places.join('、') || '—'
}

const line = (text: string): Block => ({ kind: 'paragraph', inlines: [{ text }], indent: false, align: 'left' })
const cell = (text: string): Inline[] => [{ text }]

/** The 用印清单: every document to be stamped, its pages and copies, which seal and where. */
export function composeStampList(facts: StampListFacts): Document {
  const rows = facts.entries.map((entry, index) => [
    cell(String(index + 1)),
    cell(entry.title),
    cell(entry.pages === null ? '未知' : String(entry.pages)),
    cell(String(entry.copies)),
    cell(nameSeals(entry)),
    cell(namePlaces(entry)),
    cell(''),
  ])
  return {
    title: '用印清单',
    blocks: [
      { kind: 'title', text: '用印清单' },
      line(`用印单位：${facts.companyName}`),
      line(`用印事由：${facts.reason}`),
      line(`经办人：${facts.agentName}　　日期：${writeDate(facts.date)}`),
      { kind: 'space', lines: 0.5 },
      {
        kind: 'table',
        columns: [
          { title: '序号', weight: 0.6, align: 'center' },
          { title: '文件名称', weight: 2.8, align: 'left' },
          { title: '页数', weight: 0.7, align: 'center' },
          { title: '份数', weight: 0.7, align: 'center' },
          { title: '印章', weight: 1.6, align: 'center' },
          { title: '用印位置', weight: 2.1, align: 'center' },
          { title: '已用印', weight: 0.9, align: 'center' },
        ],
        rows,
      },
      { kind: 'space', lines: 1 },
      line('审批人（签字）：__________　　用印人（签字）：__________'),
    ],
  }
}
