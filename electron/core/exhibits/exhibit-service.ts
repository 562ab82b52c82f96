import type { Service } from '#shared/contract.ts'
import type { Exhibit } from '#shared/exhibits.ts'
import type { ExhibitId } from '#shared/ids.ts'
import type { Changes } from '../changes.ts'
import type { CompanyRepository } from '../companies/company-repository.ts'
import { copyOut } from '../files/copy-out.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Inbox } from '../inbox.ts'
import type { Outlet } from '../file-service.ts'
import { notFound, refuse } from '../refusal.ts'
import type { RunningJobs } from '../running-jobs.ts'
import type { ExhibitRepository } from './exhibit-repository.ts'
import type { InspectionStore } from './inspection-store.ts'
import { newExhibit } from './new-exhibit.ts'
import { showExhibit } from './show-exhibit.ts'
import { takeFiles } from './take-files.ts'

const AREAS = ['exhibits', 'dossiers', 'letters', 'submissions']

export interface ExhibitServiceNeeds {
  readonly exhibits: ExhibitRepository
  readonly companies: Pick<CompanyRepository, 'find'>
  readonly store: InspectionStore
  readonly files: FileStore
  readonly inbox: Inbox
  readonly outlet: Outlet
  readonly changes: Changes
  readonly running: RunningJobs
  readonly ids: () => string
  readonly now: () => Date
  readonly today: () => string
}

/** The evidence library: kept once, inspected apart, described by people. */
export function createExhibitService(needs: ExhibitServiceNeeds): Service<'exhibits'> {
  const { exhibits, companies, store, files, inbox, outlet, changes, running, ids, now, today } = needs

  const stored = (id: string) => {
    const exhibit = exhibits.find(id)
    if (!exhibit) throw notFound('证据材料', id)
    return exhibit
  }
  const find = (id: string): Exhibit => showExhibit(stored(id), today())
  const fileOf = (id: string, sha256: string) => {
    const file = stored(id).files.find((each) => each.sha256 === sha256)
    if (!file) throw notFound('文件', sha256)
    return file
  }
  const change = (what: string, id: string, work: () => void): Exhibit =>
    changes.make({ what, subject: id, areas: AREAS }, () => {
      work()
      return find(id)
    })

  return {
    list: (filter) => exhibits.list(filter).map((exhibit) => showExhibit(exhibit, today())),
    find: ({ id }) => find(id),
    add: ({ companyId, tokens, job }) =>
      running.run(job, async (runningJob) => {
        if (!companies.find(companyId)) throw notFound('公司主体', companyId)
        const dropped = tokens.map((token) => inbox.find(token))
        const { taken, refused } = await takeFiles(store, files, dropped, runningJob)
        const known = taken.flatMap(({ sha256, name }) => {
          const id = exhibits.findByFile(companyId, sha256)
          return id ? [{ name, exhibit: find(id) }] : []
        })
        // The same bytes dropped twice at once are one exhibit.
        const fresh = [...new Map(taken.map((file) => [file.sha256, file])).values()].filter(
          ({ sha256 }) => !exhibits.findByFile(companyId, sha256),
        )
        const made = fresh.map((file) => ({
          file,
          exhibit: newExhibit(file, { companyId, id: ids() as ExhibitId, at: now() }),
        }))
        const add = () => {
          for (const { file, exhibit } of made) {
            exhibits.save(exhibit)
            exhibits.addFile(exhibit.id, { ...file, pages: null })
          }
          return made.map(({ exhibit }) => find(exhibit.id))
        }
        const what = made.length === 1 ? `收入证据「${made[0]?.exhibit.title}」` : `收入了 ${made.length} 份证据`
        const added = made.length === 0 ? [] : changes.make({ what, subject: companyId, areas: AREAS }, add)
        await inbox.settle(tokens)
        return { added, known, refused }
      }),
    describe({ id, facts }) {
      const old = stored(id)
      const next = { ...old, ...facts, suggestion: facts.kind ? null : old.suggestion }
      if (next.validFrom !== null && next.validUntil !== null && next.validFrom > next.validUntil)
        throw refuse('有效期的开始日期晚于结束日期，请核对')
      return change(`修改了证据「${next.title}」`, id, () => exhibits.save(next))
    },
    arrangePages({ id, sha256, pages }) {
      const file = fileOf(id, sha256)
      const count = file.inspection.pdfForm?.pages.length ?? 0
      if (count === 0) throw refuse('这个文件还没有可以整理的页面')
      if (pages?.some(({ index }) => index >= count)) throw refuse(`「${file.name}」只有 ${count} 页`)
      return change(`整理了「${file.name}」的页面`, id, () => exhibits.setPages(id, sha256, pages))
    },
    merge({ ids: merged }) {
      const [first, ...rest] = [...new Set(merged)].map(stored)
      if (!first || rest.length === 0) throw refuse('请至少选择两份证据材料再合并')
      if (rest.some(({ companyId }) => companyId !== first.companyId))
        throw refuse('不同公司主体的证据材料不能合并；请只选择同一家公司的材料')
      const binned = [first, ...rest].find(({ removedAt }) => removedAt !== null)
      if (binned) throw refuse(`「${binned.title}」在回收站里，请先恢复再合并`)
      const used = rest.find(({ uses }) => uses > 0)
      if (used) throw refuse(`「${used.title}」已放进卷宗，不能并入其他材料；请先从卷宗中移出`)
      return change(`把 ${rest.length} 份材料并入了「${first.title}」`, first.id, () => {
        for (const other of rest) {
          for (const file of other.files) exhibits.addFile(first.id, file)
          exhibits.save({ ...other, removedAt: now().toISOString() })
        }
      })
    },
    async addStill({ id, token }) {
      const { title } = stored(id)
      const item = inbox.find(token)
      const file = await store.take(item.path, item.name)
      if (!['jpeg', 'png'].includes(file.inspection.type)) throw refuse('视频截图应为图片')
      const answer = change(`为「${title}」加了视频截图`, id, () => exhibits.addFile(id, { ...file, pages: null }))
      await inbox.settle([token])
      return answer
    },
    remove({ id }) {
      const exhibit = stored(id)
      if (exhibit.uses > 0)
        throw refuse(`「${exhibit.title}」已放进 ${exhibit.uses} 个卷宗，不能删除；请先从卷宗中移出`)
      return changes.make({ what: `把证据「${exhibit.title}」放入回收站`, subject: id, areas: AREAS }, () => {
        exhibits.save({ ...exhibit, removedAt: now().toISOString() })
        return {}
      })
    },
    restore: ({ id }) =>
      change(`恢复了证据「${stored(id).title}」`, id, () => exhibits.save({ ...stored(id), removedAt: null })),
    async saveOriginal({ id, sha256 }) {
      const file = fileOf(id, sha256)
      const path = await outlet.askWhere('保存原件', file.name)
      await copyOut(files, sha256, path)
      return { path }
    },
  }
}
