import type { Service } from '#shared/contract.ts'
import type { BuildId, DossierItemId } from '#shared/ids.ts'
import { canOverride } from '#shared/rules/gate-row.ts'
import type { AppealRepository } from '../appeals/appeal-repository.ts'
import { createMoveAppeal } from '../appeals/move-appeal.ts'
import type { Changes } from '../changes.ts'
import type { ExhibitRepository } from '../exhibits/exhibit-repository.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Catalogue } from '../platforms/catalogue.ts'
import { notFound, refuse } from '../refusal.ts'
import type { RunningJobs } from '../running-jobs.ts'
import type { BundleMaker } from './bundle-maker.ts'
import { composeBundle, refuseUnbindable } from './compose-bundle.ts'
import type { DossierRepository, StoredDossier } from './dossier-repository.ts'
import { type GatherDossier, titleOf } from './gather-dossier.ts'
import type { MakeBuild } from './make-build.ts'
import type { OpenDossier } from './open-dossier.ts'
import { sortByKind } from './propose-exhibits.ts'
import type { ShowDossier } from './show-dossier.ts'

const AREAS = ['dossiers', 'letters', 'appeals', 'exhibits', 'submissions']

export interface DossierServiceNeeds {
  readonly dossiers: DossierRepository
  readonly appeals: AppealRepository
  readonly exhibits: Pick<ExhibitRepository, 'find'>
  readonly catalogue: Catalogue
  readonly gather: GatherDossier
  readonly showing: ShowDossier
  readonly maker: BundleMaker
  readonly makeBuild: MakeBuild
  readonly opening: OpenDossier
  readonly files: FileStore
  readonly changes: Changes
  readonly running: RunningJobs
  readonly ids: () => string
  readonly now: () => Date
  readonly who: () => string
}

/** Dossiers: what is sent, in which order, through which gate, and the files made of it. */
export function createDossierService(needs: DossierServiceNeeds): Service<'dossiers'> {
  const { dossiers, appeals, exhibits, gather, showing, maker, makeBuild, opening, files, changes, running } = needs
  const { ids, now, who } = needs
  const moveAppeal = createMoveAppeal(needs)

  const find = (id: string): StoredDossier => {
    const dossier = dossiers.find(id)
    if (!dossier) throw notFound('卷宗', id)
    return dossier
  }
  const preparing = (id: string): StoredDossier => {
    const dossier = find(id)
    if (dossier.state === 'submitted') throw refuse('这个卷宗已提交，内容不能再改；需要补充时请在提交之后另行补充材料')
    return dossier
  }
  const itemOf = (itemId: string) => {
    const item = dossiers.findItem(itemId)
    if (!item) throw notFound('目录条目', itemId)
    return { item, dossier: preparing(item.dossierId) }
  }
  /** Every change of a dossier: refused once it is submitted, dated, answered with the whole. */
  const change = (what: string, dossier: StoredDossier, work: () => void) =>
    changes.make({ what, subject: dossier.id, areas: AREAS }, () => {
      work()
      dossiers.save({ ...find(dossier.id), changedAt: now().toISOString() })
      return showing.show(dossier.id)
    })
  const lineOf = (id: string, key: string) => {
    const row = showing.judge(gather(id)).rows.find((each) => each.key === key)
    if (!row) throw notFound('预检项目', key.slice(0, 100))
    return row
  }
  const titleOfItem = (dossierId: string, itemId: string) => {
    const item = gather(dossierId).items.find(({ id }) => id === itemId)
    return item ? titleOf(item) : ''
  }

  return {
    list: ({ companyId, search, state }) =>
      dossiers
        .list(companyId, state)
        .map(({ id }) => showing.summarise(id))
        .filter(({ title, numbers, platformName }) =>
          `${title} ${platformName} ${numbers.join(' ')} ${numbers.map((shown) => shown.replaceAll(/\D/g, '')).join(' ')}`.includes(
            search.trim(),
          ),
        ),
    find: ({ id }) => {
      find(id)
      return showing.show(id)
    },
    open: (input) => showing.show(opening.open(input)),
    describe: ({ id, title, documentDate }) => {
      const dossier = preparing(id)
      return change(`修改了卷宗「${dossier.title}」`, dossier, () =>
        dossiers.save({
          ...dossier,
          title: title ?? dossier.title,
          documentDate: documentDate ?? dossier.documentDate,
        }),
      )
    },
    setAppeals: ({ id, appealIds }) => {
      const dossier = preparing(id)
      const chosen = opening.check({
        companyId: dossier.companyId,
        channelId: dossier.channelId,
        appealIds,
        dossierId: id,
      })
      const before = appeals.ofDossier(id).filter((appeal) => !appealIds.includes(appeal.id))
      return change(`调整了卷宗「${dossier.title}」的申诉号码`, dossier, () => {
        dossiers.setAppeals(
          id,
          chosen.map((appeal) => appeal.id),
        )
        for (const appeal of chosen) moveAppeal(appeal, 'preparing', `放进卷宗「${dossier.title}」`)
        for (const appeal of before) moveAppeal(appeal, 'sighted', `移出卷宗「${dossier.title}」`)
      })
    },
    addExhibits: ({ id, exhibitIds }) => {
      const dossier = preparing(id)
      const there = new Set(dossiers.items(id).map(({ exhibitId }) => exhibitId))
      const fresh = [...new Set(exhibitIds)].filter((exhibitId) => !there.has(exhibitId))
      const found = fresh.map((exhibitId) => {
        const exhibit = exhibits.find(exhibitId)
        if (!exhibit || exhibit.companyId !== dossier.companyId) throw notFound('证据材料', exhibitId)
        if (exhibit.removedAt !== null) throw refuse(`「${exhibit.title}」在回收站里，请先恢复再放进卷宗`)
        return exhibit
      })
      if (found.length === 0) return showing.show(id)
      return change(`把 ${found.length} 份证据放进卷宗「${dossier.title}」`, dossier, () => {
        for (const { id: exhibitId, purpose } of sortByKind(found))
          dossiers.addItem({
            id: ids() as DossierItemId,
            dossierId: id,
            letterId: null,
            exhibitId,
            purpose,
            watermark: false,
          })
      })
    },
    describeItem: ({ itemId, purpose, watermark }) => {
      const { item, dossier } = itemOf(itemId)
      return change(`修改了「${titleOfItem(dossier.id, itemId)}」的证明目的`, dossier, () =>
        dossiers.describeItem(itemId, purpose ?? item.purpose, watermark ?? item.watermark),
      )
    },
    moveItem: ({ itemId, position }) => {
      const { dossier } = itemOf(itemId)
      const others = dossiers
        .items(dossier.id)
        .map(({ id }) => id)
        .filter((id) => id !== itemId)
      const place = Math.min(position, others.length + 1)
      return change(`把「${titleOfItem(dossier.id, itemId)}」移到第 ${place} 位`, dossier, () =>
        dossiers.arrange(others.toSpliced(place - 1, 0, itemId)),
      )
    },
    removeItem: ({ itemId }) => {
      const { item, dossier } = itemOf(itemId)
      if (item.letterId !== null) throw refuse('文书请在「文书」里删除')
      return change(`把「${titleOfItem(dossier.id, itemId)}」移出卷宗`, dossier, () => dossiers.removeItem(itemId))
    },
    tick: ({ id, key, ticked }) => {
      const dossier = preparing(id)
      const line = ticked ? lineOf(id, key).verbatim : key.replace(/^\w+:/, '')
      return change(`${ticked ? '勾选' : '取消勾选'}了预检「${line.slice(0, 100)}」`, dossier, () =>
        ticked
          ? dossiers.answer(id, { key, kind: 'tick', reason: '', person: who(), at: now().toISOString() })
          : dossiers.unanswer(id, key, 'tick'),
      )
    },
    override: ({ id, key, reason }) => {
      const dossier = preparing(id)
      const row = reason === null ? null : lineOf(id, key)
      if (row?.blocks && !canOverride(row)) throw refuse(`${row.sentence}。文书里的空缺不能放行，请补齐`)
      return change(reason === null ? '撤回了一项放行' : `放行了一项预检：${reason}`, dossier, () =>
        reason === null
          ? dossiers.unanswer(id, key, 'override')
          : dossiers.answer(id, { key, kind: 'override', reason, person: who(), at: now().toISOString() }),
      )
    },
    preview: ({ id, job }) =>
      running.run(job, async (runningJob) => {
        const gathered = gather(id)
        const sent = gathered.dossier.state === 'submitted' && dossiers.lastBuild(id)
        if (sent) return { ...sent.bundle, file: sent.bundle.sha256, parts: [...sent.parts], report: sent.report }
        refuseUnbindable(gathered)
        const bundle = await maker.make(composeBundle(gathered, files.pathOf), runningJob)
        maker.remember(id, bundle)
        return { file: bundle.sha256, pages: bundle.pages, parts: [...bundle.parts], report: bundle.report }
      }),
    build: ({ id, job }) =>
      running.run(job, async (runningJob) => {
        const dossier = preparing(id)
        const gathered = gather(id)
        const made = showing.fingerprint(gathered)
        const answer = await makeBuild(gathered, () => showing.judge(gathered).rows, runningJob)
        return changes.make({ what: `生成了卷宗「${dossier.title}」的提交包`, subject: id, areas: AREAS }, () => {
          // Binding takes a while; it may have been submitted or removed meanwhile.
          preparing(id)
          dossiers.addBuild({
            ...answer,
            id: ids() as BuildId,
            dossierId: id,
            builtAt: now().toISOString(),
            person: who(),
            inputHash: made,
          })
          return showing.show(id)
        })
      }),
    remove: ({ id }) => {
      const dossier = preparing(id)
      return changes.make({ what: `删除了卷宗「${dossier.title}」`, subject: id, areas: AREAS }, () => {
        for (const appeal of appeals.ofDossier(id)) moveAppeal(appeal, 'sighted', `卷宗「${dossier.title}」已删除`)
        dossiers.remove(id)
        return {}
      })
    },
  }
}
