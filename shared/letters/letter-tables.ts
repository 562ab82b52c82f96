import type { Block, Inline } from '../document.ts'
import { numberKindNames } from '../kinds.ts'
import type { LetterFacts, LetterNumber } from './letter-facts.ts'
import { purposePhrases } from './resolve-fields.ts'
import { stripInvisible } from './strip-invisible.ts'

type TableBlock = Extract<Block, { kind: 'table' }>

const cell = (text: string): Inline[] => [
  { text: stripInvisible(text.replace(/\s*[\r\n]+\s*/g, ' ')).text.trim() || '—' },
]

/** The marks seen on a number as a table shows them: 平台：内容, one after another. */
export function describeMarks(number: LetterNumber, facts: LetterFacts): string {
  const marks = facts.sightings
    .filter((sighting) => sighting.numberId === number.id)
    .map((sighting) => `${sighting.platformName || '平台未知'}：${sighting.labelText}`)
  return [...new Set(marks)].join('；')
}

/** 号码清单表: a row for each number with its owner and the marks seen on it. */
export const tableOfNumbers = (facts: LetterFacts): TableBlock => ({
  kind: 'table',
  columns: [
    { title: '序号', weight: 0.75, align: 'center' },
    { title: '号码', weight: 1.9, align: 'center' },
    { title: '类型', weight: 1.2, align: 'center' },
    { title: '用途', weight: 1.15, align: 'center' },
    { title: '运营商', weight: 1, align: 'center' },
    { title: '登记机主', weight: 1.6, align: 'left' },
    { title: '标记平台/标记内容', weight: 2.1, align: 'left' },
  ],
  rows: facts.numbers.map((number, index) => [
    cell(String(index + 1)),
    cell(number.shown),
    cell(numberKindNames[number.kind]),
    cell(purposePhrases[number.purpose]),
    cell(number.carrier || '未知'),
    cell(number.registeredOwner ?? facts.company.name),
    cell(describeMarks(number, facts)),
  ]),
})

/** 证据目录表: a row for each exhibit with the page it begins on. */
export const tableOfExhibits = (facts: LetterFacts): TableBlock => ({
  kind: 'table',
  columns: [
    { title: '序号', weight: 0.6, align: 'center' },
    { title: '证据名称', weight: 3, align: 'left' },
    { title: '证明目的', weight: 4, align: 'left' },
    { title: '页码', weight: 1.2, align: 'center' },
  ],
  rows: facts.exhibits.map((exhibit, index) => [
    cell(String(index + 1)),
    cell(exhibit.title),
    cell(exhibit.purpose),
    [{ ref: exhibit.id }],
  ]),
})
