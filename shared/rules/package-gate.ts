import { exhibitKindNames } from '../kinds.ts'
import type { GateInput } from './gate-input.ts'
import { canOverride, type GateRow, letterGap, rule } from './gate-row.ts'
import { findFileRules, nameBytes, nameFormats } from './judge-candidate.ts'
import { judgeMaterial } from './judge-material.ts'
import { judgeNumbers, judgeOwner } from './judge-numbers.ts'

export { type GateInput, houseDefaults } from './gate-input.ts'
export { type GateRow, gateRowSchema, gateStateNames } from './gate-row.ts'

/** What the gate says of a dossier. */
export interface Gate {
  readonly rows: readonly GateRow[]
  /** True when nothing stops the export. */
  readonly open: boolean
  /** The sentences of the rows that do. */
  readonly gaps: readonly string[]
}

function judgeMaterials(input: GateInput): readonly GateRow[] {
  const seen = new Map<string, number>()
  return (input.channel.materials.value ?? []).map((material) => {
    const count = (seen.get(material.verbatim) ?? 0) + 1
    seen.set(material.verbatim, count)
    return judgeMaterial(material, `material:${material.verbatim}${count > 1 ? `#${count}` : ''}`, input)
  })
}

function sayUnknownMaterials({ channel }: GateInput): readonly GateRow[] {
  if (channel.materials.value !== null) return []
  return [
    rule('materials', '所需材料', {
      state: 'warning',
      sentence: '这个渠道没有公布需要什么材料（未知），请按常见材料准备，提交时以页面或客服所说为准',
      origin: 'channel',
    }),
  ]
}

function sayLimits(input: GateInput): readonly GateRow[] {
  const rules = findFileRules(input, null)
  if (rules.formatsStated && rules.bytesStated) return []
  const house = [
    ...(rules.formatsStated ? [] : [nameFormats(rules.formats)]),
    ...(rules.bytesStated ? [] : [`每个文件不超过 ${nameBytes(rules.maxBytes)}`]),
  ]
  return [
    rule('limits', '文件要求', {
      state: 'satisfied',
      sentence: `渠道没有公布${rules.bytesStated ? '文件格式' : rules.formatsStated ? '文件大小' : '文件格式和大小'}（未知），按默认：${house.join('，')}`,
      origin: 'house-default',
    }),
  ]
}

const factNames = { name: '名称', code: '统一社会信用代码', address: '地址' } as const

function judgeLetters({ letters, company }: GateInput): readonly GateRow[] {
  return letters.flatMap((letter) => {
    const differences = [
      ...(letter.differences ?? []),
      ...(['name', 'code', 'address'] as const).flatMap((field) => {
        const said = letter.facts?.[field]
        return said && said !== company[field]
          ? [`${factNames[field]}写作「${said}」，登记的是「${company[field]}」`]
          : []
      }),
    ]
    const rows: GateRow[] = []
    const about = { by: [letter.id] }
    if (letter.gaps && letter.gaps.length > 0 && !letter.stamped)
      rows.push(letterGap(letter.id, letter.title, letter.gaps))
    if (differences.length > 0)
      rows.push(
        rule(`letter-facts:${letter.id}`, `「${letter.title}」的公司信息`, {
          ...about,
          state: 'mismatch',
          sentence: `「${letter.title}」里${differences.join('；')}，请改成一致`,
          blocks: true,
          fix: 'open-letter',
        }),
      )
    if (letter.needsStamp && !letter.stamped)
      rows.push(
        rule(`letter-stamp:${letter.id}`, `「${letter.title}」用印`, {
          ...about,
          state: 'unstamped',
          sentence: `「${letter.title}」还没有盖章的扫描件；要盖章的请打印盖章后导入`,
          fix: 'stamp',
        }),
      )
    const fromPrint = letter.fromPrint ?? []
    if (letter.stamped && fromPrint.length > 0)
      rows.push(
        // The key names what differs: another difference asks again.
        rule(`stamped-differs:${letter.id}:${fromPrint.join()}`, `「${letter.title}」的盖章件`, {
          ...about,
          state: 'tick',
          sentence: `「${letter.title}」的盖章件与草稿有出入：${fromPrint.join('；')}。改好，或确认无误后勾选`,
          blocks: true,
          fix: 'tick',
        }),
      )
    if (letter.stamped && letter.pages > 1 && letter.ridingStampConfirmed !== true)
      rows.push(
        rule(`riding-stamp:${letter.id}`, `「${letter.title}」骑缝章`, {
          ...about,
          state: 'tick',
          sentence: `「${letter.title}」有 ${letter.pages} 页，骑缝章已盖？请核对后勾选`,
          blocks: true,
          fix: 'tick',
        }),
      )
    return rows
  })
}

/** A kind the program only guessed is a person's to confirm; until then what it satisfies is not sure. */
function judgeGuesses({ exhibits }: GateInput): readonly GateRow[] {
  return exhibits
    .filter(({ guessed }) => guessed === true)
    .map(({ id, title, kind }) =>
      rule(`guess:${id}`, `「${title}」的种类`, {
        state: 'tick',
        by: [id],
        sentence: `「${title}」是${exhibitKindNames[kind]}吗？这是按内容推测的，请打开确认种类`,
        fix: 'set-dates',
      }),
    )
}

function judgeLeftovers({ exhibits, today }: GateInput, used: ReadonlySet<string>): readonly GateRow[] {
  return exhibits
    .filter(({ id, validUntil }) => !used.has(id) && validUntil !== null && validUntil < today)
    .map(({ id, title, validUntil }) =>
      rule(`expired:${id}`, `「${title}」`, {
        state: 'expired',
        by: [id],
        sentence: `「${title}」已于 ${validUntil} 到期，请确认还要不要放进卷宗`,
        fix: 'set-dates',
      }),
    )
}

function settle(row: GateRow, { ticks, overrides }: GateInput): GateRow {
  if (row.state === 'tick' && row.key.startsWith('rule:') && ticks.includes(row.key))
    return { ...row, state: 'satisfied', sentence: '已由您确认', blocks: false, fix: null }
  const override = overrides.find(({ key, reason }) => key === row.key && reason.trim() !== '')
  return canOverride(row) && override
    ? { ...row, state: 'overridden', sentence: `已说明理由放行（原为：${row.sentence}）`, blocks: false, fix: null }
    : row
}

/**
 * Says for each thing a channel asks for which exhibit or letter satisfies it, or what is missing and
 * what to do. What is unknown is shown and never blocks; an override needs a written reason.
 */
export function judgePackage(input: GateInput): Gate {
  const materials = [...judgeMaterials(input), ...judgeOwner(input)]
  const used = new Set(materials.flatMap(({ by }) => by))
  const rows = [
    ...materials,
    ...sayUnknownMaterials(input),
    ...judgeLetters(input),
    ...judgeNumbers(input),
    ...judgeGuesses(input),
    ...judgeLeftovers(input, used),
    ...sayLimits(input),
  ].map((row) => settle(row, input))
  const gaps = rows.filter(({ blocks }) => blocks).map(({ sentence }) => sentence)
  return { rows, open: gaps.length === 0, gaps }
}
