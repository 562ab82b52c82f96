import { type MaterialKind, nameMaterialKind } from '../kinds.ts'
import type { Material } from '../platforms.ts'
import type { GateInput } from './gate-input.ts'
import type { GateRow } from './gate-row.ts'
import { type Flaw, judgeExhibit, judgeLetter } from './judge-candidate.ts'

interface Candidate {
  readonly id: string
  readonly title: string
  readonly flaw: Flaw | null
}

const nameGroup = (group: readonly MaterialKind[]): string => group.map(nameMaterialKind).join('或')

/** What a line calls for, in Chinese. */
export function nameNeeds(material: Material): string {
  const words = material.groups ? material.groups.map(nameGroup) : [material.zh ?? material.verbatim]
  return [...words, ...(material.confirm ? [material.confirm] : [])].join('，以及')
}

function findCandidates(group: readonly MaterialKind[], material: Material, input: GateInput): readonly Candidate[] {
  return [
    ...input.exhibits
      .filter(({ kind }) => group.includes(kind))
      .map((exhibit) => ({ id: exhibit.id, title: exhibit.title, flaw: judgeExhibit(exhibit, material, input) })),
    ...input.letters
      .filter(({ kind }) => group.includes(`letter:${kind}`))
      .map((letter) => ({ id: letter.id, title: letter.title, flaw: judgeLetter(letter, material) })),
  ]
}

const severity = (flaw: Flaw | null): number => (flaw === null ? 0 : flaw.blocks ? 2 : 1)

/** The best that is there for a group: everything without a flaw, else the one whose flaw is least. */
function judgeGroup(
  group: readonly MaterialKind[],
  material: Material,
  input: GateInput,
): { by: Candidate[]; flaw: Flaw | null } {
  const candidates = findCandidates(group, material, input).toSorted((a, b) => severity(a.flaw) - severity(b.flaw))
  const best = candidates[0]
  if (!best)
    return {
      by: [],
      flaw: {
        state: 'missing',
        sentence: `缺少${nameGroup(group)}，请添加`,
        blocks: true,
        fix: group.every((kind) => kind.startsWith('letter:')) ? 'open-letter' : 'add-exhibit',
      },
    }
  return { by: candidates.filter(({ flaw }) => severity(flaw) === severity(best.flaw)), flaw: best.flaw }
}

type Found = Pick<GateRow, 'state' | 'sentence' | 'blocks' | 'fix'> & { readonly by: readonly string[] }

function judgeGroups(material: Material, input: GateInput): Found {
  const groups = (material.groups ?? []).map((group) => judgeGroup(group, material, input))
  const worst = groups.map(({ flaw }) => flaw).toSorted((a, b) => severity(b) - severity(a))[0] ?? null
  const by = [...new Set(groups.flatMap((group) => group.by.map(({ id }) => id)))]
  const titles = groups.flatMap((group) => group.by.map(({ title }) => `「${title}」`))
  return worst
    ? { ...worst, by }
    : { state: 'satisfied', sentence: `由${[...new Set(titles)].join('、')}满足`, blocks: false, fix: null, by }
}

function judgeUncoded(material: Material, ticked: boolean): Found {
  const words = material.zh ?? material.verbatim
  if (material.as === 'typed')
    return ticked
      ? { state: 'satisfied', sentence: `「${words}」已确认会在提交时填写`, blocks: false, fix: null, by: [] }
      : {
          state: 'tick',
          sentence: `「${words}」在提交时填写，不是文件；备好后可勾选`,
          blocks: false,
          fix: 'tick',
          by: [],
        }
  return ticked
    ? { state: 'satisfied', sentence: `「${words}」已由您确认备齐`, blocks: false, fix: null, by: [] }
    : { state: 'tick', sentence: `「${words}」程序不能自动判断，请核对已备齐后勾选`, blocks: true, fix: 'tick', by: [] }
}

function judge(material: Material, input: GateInput, ticked: boolean): Found {
  if (material.appliesTo === 'person')
    return { state: 'not-applicable', sentence: '只对个人申诉要求，公司申诉不适用', blocks: false, fix: null, by: [] }
  if (material.as === 'sms-code')
    return { state: 'satisfied', sentence: '不是文件；能否接收验证码见下面的提醒', blocks: false, fix: null, by: [] }
  if (material.groups === null) return judgeUncoded(material, ticked)
  const found = judgeGroups(material, input)
  if (found.blocks && material.alternative)
    return ticked
      ? {
          ...found,
          state: 'satisfied',
          sentence: `您已确认以「${material.alternative}」代替`,
          blocks: false,
          fix: null,
        }
      : { ...found, sentence: `${found.sentence}；以「${material.alternative}」代替的，请勾选` }
  if (!found.blocks && material.confirm && !ticked)
    return { ...found, state: 'tick', sentence: `请核对「${material.confirm}」，无误后勾选`, blocks: true, fix: 'tick' }
  return material.confirm && ticked && found.state === 'satisfied'
    ? { ...found, sentence: `${found.sentence}；「${material.confirm}」已由您确认` }
    : found
}

/** One line of the gate for one material a channel asks for. */
export function judgeMaterial(material: Material, key: string, input: GateInput): GateRow {
  const found = judge(material, input, input.ticks.includes(key))
  return {
    key,
    verbatim: material.verbatim,
    needs: nameNeeds(material),
    origin: 'channel',
    ...found,
    by: [...found.by],
  }
}
