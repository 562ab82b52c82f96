import { readFile } from 'node:fs/promises'
import { writeFile } from 'node:fs/promises'
import { composeLetter } from '#shared/letters/compose-letter.ts'
import type { Service } from '#shared/contract.ts'
import type { Document } from '#shared/document.ts'
import type { DossierItemId, LetterId } from '#shared/ids.ts'
import { letterPurposes } from '#shared/kinds.ts'
import { type LetterTemplate, templatesFor } from '#shared/letters/letter-template.ts'
import type { Changes } from '../changes.ts'
import type { BundleMaker } from '../dossiers/bundle-maker.ts'
import type { DossierRepository } from '../dossiers/dossier-repository.ts'
import { factsForLetter, type GatherDossier, type GatheredItem } from '../dossiers/gather-dossier.ts'
import type { Outlet } from '../file-service.ts'
import { writeSafely } from '../files/write-safely.ts'
import { notFound, refuse } from '../refusal.ts'
import { type KeepPrint, withPrint } from './keep-print.ts'
import type { LetterRepository, StoredLetter } from './letter-repository.ts'
import { makesLetter, newLetter } from './new-letter.ts'
import type { LetterPrinter } from './letter-printer.ts'
import { showLetter } from './show-letter.ts'
import { composeStampList } from './stamp-list.ts'
import type { TakeStamped } from './take-stamped.ts'
import { writeDocx } from './write-docx.ts'

const AREAS = ['letters', 'dossiers']

export interface LetterServiceNeeds {
  readonly letters: LetterRepository
  readonly dossiers: DossierRepository
  readonly gather: GatherDossier
  readonly maker: BundleMaker
  readonly printer: LetterPrinter
  readonly keepPrint: KeepPrint
  readonly takeStamped: TakeStamped
  readonly templates: readonly LetterTemplate[]
  readonly outlet: Outlet
  readonly changes: Changes
  readonly ids: () => string
  readonly now: () => Date
}

/** Letters: drafted from templates, edited, exported to be stamped, taken back stamped. */
export function createLetterService(needs: LetterServiceNeeds): Service<'letters'> {
  const { letters, dossiers, gather, maker, printer, keepPrint, takeStamped, templates, outlet, changes, ids, now } =
    needs

  const stored = (id: string): StoredLetter => {
    const letter = letters.find(id)
    if (!letter) throw notFound('文书', id)
    return letter
  }
  const changeable = (dossierId: string) => {
    if (dossiers.find(dossierId)?.state === 'submitted') throw refuse('这个卷宗已提交，文书不能再改')
  }
  function gathered(id: string) {
    const letter = stored(id)
    const dossier = gather(letter.dossierId)
    const item = dossier.items.find((each): each is GatheredItem & { kind: 'letter' } => each.letterId === letter.id)
    if (!item) throw notFound('文书', id)
    return { dossier, item }
  }
  const find = (id: string) => {
    const { dossier, item } = gathered(id)
    return showLetter(item, dossier, (itemId) => maker.placeOf(dossier.dossier.id, itemId))
  }
  function change(what: string, old: StoredLetter, facts: Partial<StoredLetter>) {
    changeable(old.dossierId)
    return changes.make({ what, subject: old.dossierId, areas: AREAS }, () => {
      letters.save({ ...old, ...facts, savedAt: now().toISOString() })
      return find(old.id)
    })
  }
  async function save(document: Document, name: string, format: 'docx' | 'pdf', places: ReadonlyMap<string, number>) {
    const path = await outlet.askWhere(format === 'docx' ? '导出 Word 文书' : '导出 PDF 文书', `${name}.${format}`)
    const bytes =
      format === 'docx'
        ? await writeDocx(document, { author: '', at: now(), pageOf: (ref) => places.get(ref) ?? null })
        : await readFile((await printer.typeset(document, places)).path)
    await writeSafely(path, (temporary) => writeFile(temporary, bytes))
    return { path }
  }
  const list = (dossierId: string) =>
    gather(dossierId).items.flatMap((item) => (item.kind === 'letter' ? [find(item.letter.id)] : []))

  return {
    templates: ({ dossierId }) => {
      const { appeals, numbers } = gather(dossierId)
      const labels = [...new Set(appeals.map(({ labelCode }) => labelCode))]
      const fitting = templatesFor(
        templates,
        labels,
        numbers.some(({ registeredOwner }) => registeredOwner !== null),
      )
      return templates
        .filter(({ kind }) => kind !== 'paste')
        .map((template) => ({
          id: template.id,
          kind: template.kind,
          name: template.name,
          when: template.summary,
          needsStamp: template.stamps.length > 0,
          fits: fitting.includes(template),
        }))
        .toSorted((one, other) => Number(other.fits) - Number(one.fits))
    },
    list: ({ dossierId }) => list(dossierId),
    find: ({ id }) => find(id),
    draft({ dossierId, templateId }) {
      changeable(dossierId)
      const template = templates.find(({ id }) => id === templateId)
      if (!template || !makesLetter(template)) throw notFound('文书模板', templateId)
      const { dossier } = gather(dossierId)
      const letter = newLetter(template, {
        id: ids() as LetterId,
        dossierId: dossier.id,
        companyId: dossier.companyId,
        at: now(),
      })
      return changes.make({ what: `起草了《${letter.title}》`, subject: dossierId, areas: AREAS }, () => {
        letters.save(letter)
        // Letters stand before exhibits, behind the letters that are there.
        const order = dossiers.items(dossierId)
        const at = order.filter(({ letterId }) => letterId !== null).length
        const itemId = ids() as DossierItemId
        dossiers.addItem({
          id: itemId,
          dossierId: dossier.id,
          letterId: letter.id,
          exhibitId: null,
          purpose: letterPurposes[letter.kind] ?? '',
          watermark: false,
        })
        dossiers.arrange(order.map(({ id }) => id).toSpliced(at, 0, itemId))
        return find(letter.id)
      })
    },
    write({ id, text, title, typed }) {
      const old = stored(id)
      return change(`修改了《${title ?? old.title}》`, old, {
        text: text ?? old.text,
        title: title ?? old.title,
        typed: typed ?? old.typed,
      })
    },
    async preview({ id }) {
      const { dossier, item } = gathered(id)
      const { document } = composeLetter(item.letter.text, factsForLetter(dossier, item), { title: item.letter.title })
      const { file, pages } = await printer.typeset(document, printer.knownPlaces(dossier))
      return { file, pages }
    },
    async export({ id, format }) {
      const { dossier, item } = gathered(id)
      const composed = composeLetter(item.letter.text, factsForLetter(dossier, item), { title: item.letter.title })
      if (composed.missing.length > 0)
        throw refuse(
          `《${item.letter.title}》还不能导出，缺：${composed.missing.map(({ field, where }) => `「${field}」（${where}）`).join('、')}`,
        )
      if (composed.problems.length > 0)
        throw refuse(
          `《${item.letter.title}》还不能导出：${composed.problems.map(({ line, message }) => `第 ${line} 行${message}`).join('；')}`,
        )
      const places = await printer.bindForPlaces(dossier)
      const answer = await save(
        composed.document,
        `${item.letter.title}_${dossier.dossier.documentDate}`,
        format,
        places,
      )
      const printed = await keepPrint(item.letter.text, composed.document, format, places)
      // Read again: the person may have gone on writing while the place to save was asked for.
      if (dossiers.find(dossier.dossier.id)?.state === 'preparing')
        change(`导出了《${item.letter.title}》（${format}）`, stored(id), withPrint(stored(id), printed))
      return answer
    },
    async exportStampList({ dossierId, format }) {
      const dossier = gather(dossierId)
      const entries = dossier.items.flatMap((item) =>
        item.kind === 'letter' && (item.template?.stamps.length ?? 0) > 0
          ? [
              {
                title: item.letter.title,
                pages: item.letter.printed?.pages ?? printer.pagesOf(dossier, item.id),
                copies: 1,
                stamps: item.template?.stamps ?? [],
                acrossPages: item.template?.acrossPages ?? false,
              },
            ]
          : [],
      )
      if (entries.length === 0) throw refuse('这个卷宗里没有需要用印的文书')
      const { company, dossier: row } = dossier
      const document = composeStampList({
        companyName: company.name,
        agentName: company.contactPerson,
        reason: row.title,
        date: row.documentDate,
        entries,
      })
      return save(document, `用印清单_${row.documentDate}`, format, new Map())
    },
    async takeStamped(input) {
      changeable(input.dossierId)
      const chosen = input.ranges.map((range) => ({ ...range, letter: stored(range.letterId) }))
      const strange = chosen.find(({ letter }) => letter.dossierId !== input.dossierId)
      if (strange) throw notFound('文书', strange.letterId)
      await takeStamped(input.token, chosen, (letterId) => {
        changeable(input.dossierId)
        return stored(letterId)
      })
      return list(input.dossierId)
    },
    confirmRidingStamp: ({ id, stamped }) => {
      if (stored(id).stampedExhibitId === null) throw refuse('这份文书还没有盖章扫描件，请先导入扫描件再确认骑缝章')
      return change(`确认《${stored(id).title}》骑缝章${stamped ? '已盖' : '未盖'}`, stored(id), {
        ridingStamp: stamped,
      })
    },
    dropStamped: ({ id }) =>
      change(`《${stored(id).title}》改回未盖章的底稿`, stored(id), {
        stampedExhibitId: null,
        ridingStamp: null,
        scanFindings: null,
      }),
    remove({ id }) {
      const old = stored(id)
      changeable(old.dossierId)
      return changes.make({ what: `删除了《${old.title}》`, subject: old.dossierId, areas: AREAS }, () => {
        letters.remove(id)
        return {}
      })
    },
  }
}
