import { z } from '../zod.ts'

/** What the gate found for one line. */
export const gateStateSchema = z.enum([
  'satisfied',
  'not-applicable',
  'missing',
  'expired',
  'unstamped',
  'too-large',
  'too-old',
  'wrong-format',
  'illegible',
  'mismatch',
  'tick',
  'warning',
  'overridden',
])
export type GateState = z.infer<typeof gateStateSchema>

/** What the user reads for each state. */
export const gateStateNames: Readonly<Record<GateState, string>> = {
  satisfied: '已满足',
  'not-applicable': '不适用',
  missing: '缺少',
  expired: '已过期',
  unstamped: '未盖章',
  'too-large': '文件过大',
  'too-old': '开具太久',
  'wrong-format': '格式不符',
  illegible: '不清晰',
  mismatch: '不一致',
  tick: '待确认',
  warning: '提醒',
  overridden: '已说明放行',
}

/** One line of the gate (预检). */
export const gateRowSchema = z.object({
  /** Stays the same while the line does; ticks and overrides name it. */
  key: z.string(),
  /** The channel's own words, or the name of the rule. */
  verbatim: z.string(),
  /** What it calls for, in Chinese: 「营业执照」, 「授权书或授权委托书」. */
  needs: z.string(),
  state: gateStateSchema,
  /** Exhibits and letters that satisfy it, or come nearest. */
  by: z.array(z.string()),
  /** A whole Chinese sentence: what is so, and what to do. */
  sentence: z.string(),
  /** True when it stops the export. */
  blocks: z.boolean(),
  fix: z.enum(['add-exhibit', 'tick', 'set-dates', 'stamp', 'open-letter', 'edit-number']).nullable(),
  origin: z.enum(['channel', 'house-default', 'rule']),
})
export type GateRow = z.infer<typeof gateRowSchema>

/** A row that no material of the channel calls for, but a rule does. */
export const rule = (
  key: string,
  verbatim: string,
  rest: Partial<GateRow> & Pick<GateRow, 'state' | 'sentence'>,
): GateRow => ({
  key: `rule:${key}`,
  verbatim,
  needs: verbatim,
  by: [],
  blocks: false,
  fix: null,
  origin: 'rule',
  ...rest,
})

const gapInLetter = 'letter-gap'

/** A letter with something left to fill in: what it lacks must not leave, whatever the reason. */
export const letterGap = (id: string, title: string, gaps: readonly string[]): GateRow =>
  rule(`${gapInLetter}:${id}`, `「${title}」的内容`, {
    state: 'missing',
    by: [id],
    sentence: `「${title}」还没有写完整：${gaps.join('；')}`,
    blocks: true,
    fix: 'open-letter',
  })

/** Whether a written reason may let a row pass. */
export const canOverride = ({ key, blocks }: GateRow): boolean => blocks && !key.startsWith(`rule:${gapInLetter}:`)
