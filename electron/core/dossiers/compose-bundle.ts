import { createHash } from 'node:crypto'
import type { Exhibit } from '#shared/exhibits.ts'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import type { BoundFile, BundleInput, BundlePart } from '../bundle/bundle-input.ts'
import { Refusal } from '../refusal.ts'
import { factsForLetter, type GatheredDossier, type GatheredItem } from './gather-dossier.ts'

/** Numbers named on the cover before 「等」. */
const NAMED_ON_COVER = 6

const filesOf = (exhibit: Exhibit, pathOf: (sha256: string) => string): BoundFile[] =>
  exhibit.files.flatMap(({ name, pages, inspection }) =>
    inspection.pdfForm ? [{ path: pathOf(inspection.pdfForm.sha256), name, pages }] : [],
  )

const nameNumbers = (shown: readonly string[]) =>
  shown.length <= NAMED_ON_COVER
    ? shown.join('、')
    : `${shown.slice(0, NAMED_ON_COVER).join('、')} 等 ${shown.length} 个号码`

function composePart(item: GatheredItem, gathered: GatheredDossier, pathOf: (sha256: string) => string): BundlePart {
  const shown = gathered.numbers.map((number) => number.shown)
  if (item.kind === 'exhibit')
    return {
      id: item.id,
      kind: 'exhibit',
      title: item.exhibit.title,
      source: item.exhibit.source,
      purpose: item.purpose,
      content: { kind: 'files', files: filesOf(item.exhibit, pathOf) },
      watermark: item.watermark ? [`仅用于${nameNumbers(shown)}号码标记申诉`, '与原件一致'] : null,
    }
  const { letter, stamped } = item
  return {
    id: item.id,
    kind: 'letter',
    title: letter.title,
    source: gathered.company.name,
    purpose: item.purpose,
    content: stamped
      ? { kind: 'files', files: filesOf(stamped, pathOf) }
      : {
          kind: 'document',
          document: composeLetter(letter.text, factsForLetter(gathered, item), { title: letter.title }).document,
        },
    watermark: null,
  }
}

const refusalOf = (item: GatheredItem) => {
  const exhibit = item.kind === 'exhibit' ? item.exhibit : item.stamped
  if (!exhibit) return null
  if (exhibit.refusal) return { name: exhibit.title, reason: exhibit.refusal }
  return exhibit.pages === 0 ? { name: exhibit.title, reason: '没有可以装订的页面' } : null
}

/** Names every entry that cannot be bound, all at once. */
export function refuseUnbindable(gathered: GatheredDossier) {
  const files = gathered.items.flatMap((item) => refusalOf(item) ?? [])
  if (files.length > 0) throw new Refusal({ code: 'files-refused', files })
}

/** Everything the bundle is made from. The same dossier gives the same input, so the preview is the final file. */
export function composeBundle(
  gathered: GatheredDossier,
  pathOf: (sha256: string) => string,
): Omit<BundleInput, 'output'> {
  const { dossier, company, platform, channelName, appeals, numbers, items } = gathered
  const labels = [...new Set(appeals.map(({ labelText }) => `「${labelText}」`))]
  return {
    title: dossier.title,
    cover: [
      { label: '申诉单位', value: company.name },
      { label: '统一社会信用代码', value: company.code },
      { label: '标记平台', value: platform.name.value ?? platform.id },
      { label: '申诉渠道', value: channelName },
      { label: '申诉号码', value: nameNumbers(numbers.map(({ shown }) => shown)) },
      { label: '标记内容', value: labels.join('、') },
      { label: '经办人', value: company.contactPerson },
      { label: '联系电话', value: company.contactPhone },
    ].filter(({ value }) => value !== ''),
    author: company.name,
    at: new Date(`${dossier.documentDate}T00:00:00+08:00`).toISOString(),
    date: dossier.documentDate,
    parts: items.map((item) => composePart(item, gathered, pathOf)),
    notes: items.flatMap((item) => {
      const exhibit = item.kind === 'exhibit' ? item.exhibit : item.stamped
      return (exhibit?.files ?? []).flatMap(({ name, inspection }) =>
        inspection.findings.map(({ sentence }) => `「${name}」：${sentence}`),
      )
    }),
    maxBytes: gathered.channel.limits.value?.maxBytes ?? null,
  }
}

/** Names a thing by what it is made from, so that one already built is found again. */
export const hashInput = (input: object) => createHash('sha256').update(JSON.stringify(input)).digest('hex')
