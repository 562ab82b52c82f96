import type { Service } from '#shared/contract.ts'
import type { SubmissionId } from '#shared/ids.ts'
import { todayInShanghai } from '#shared/rules/calendar-dates.ts'
import { findClock } from '#shared/rules/channel-clocks.ts'
import { countDeadline, type HolidayCalendar } from '#shared/rules/workdays.ts'
import type { HouseDefaults } from '#shared/app.ts'
import type { Deadline, Submission } from '#shared/submissions.ts'
import type { AppealRepository } from '../appeals/appeal-repository.ts'
import { createMoveAppeal } from '../appeals/move-appeal.ts'
import type { Changes } from '../changes.ts'
import type { DossierRepository, StoredBuild } from '../dossiers/dossier-repository.ts'
import type { GatherDossier, GatheredDossier } from '../dossiers/gather-dossier.ts'
import type { ShowDossier } from '../dossiers/show-dossier.ts'
import type { InspectionStore } from '../exhibits/inspection-store.ts'
import { type FileStore, hashFile } from '../files/file-store.ts'
import type { Inbox } from '../inbox.ts'
import { notFound, refuse } from '../refusal.ts'
import type { SubmissionRepository } from './submission-repository.ts'

const AREAS = ['submissions', 'dossiers', 'appeals', 'letters', 'exhibits']

/** Clocks differ by a little. */
const AHEAD_MS = 5 * 60_000

export interface SubmissionServiceNeeds {
  readonly submissions: SubmissionRepository
  readonly dossiers: DossierRepository
  readonly appeals: AppealRepository
  readonly gather: GatherDossier
  readonly showing: ShowDossier
  readonly store: InspectionStore
  readonly files: FileStore
  readonly inbox: Inbox
  readonly calendar: HolidayCalendar
  readonly house: () => HouseDefaults
  readonly changes: Changes
  readonly listToday: (companyId: string) => ReturnType<Service<'submissions'>['today']>
  readonly ids: () => string
  readonly now: () => Date
  readonly who: () => string
}

/** What was sent, frozen; when the answer is due, explained. */
export function createSubmissionService(needs: SubmissionServiceNeeds): Service<'submissions'> {
  const {
    submissions,
    dossiers,
    appeals,
    gather,
    showing,
    store,
    files,
    inbox,
    calendar,
    house,
    changes,
    ids,
    now,
    who,
  } = needs

  const moveAppeal = createMoveAppeal({ appeals, ids, now, who })
  const find = (id: string): Submission => {
    const submission = submissions.find(id)
    if (!submission) throw notFound('提交记录', id)
    return submission
  }

  function expectDeadlines({ channel, platform }: GatheredDossier, from: string): Deadline[] {
    // 受理 and 显示生效 start from notices that have not come yet; only what runs from today is dated.
    return (['acceptance', 'answer'] as const).flatMap((kind) => {
      const clock = findClock(channel, kind, platform.sources)
      if (!clock) return []
      const { answerWorkdaysMin: min, answerWorkdaysMax: max } = house()
      const count = clock.houseDefault ? { min, max, unit: 'workday' as const } : clock.count
      return [
        {
          kind,
          from,
          count,
          basis: clock.basis,
          houseDefault: clock.houseDefault,
          ...countDeadline(calendar, { from, count }),
        },
      ]
    })
  }

  const frozenFiles = ({ bundle, package: made }: StoredBuild): Submission['files'] => [
    { name: bundle.name, role: 'bundle', sha256: bundle.sha256, size: bundle.size },
    ...made.files
      .filter(({ sha256 }) => sha256 !== bundle.sha256)
      .map(({ name, sha256, size }) => ({
        name,
        role: name === 'manifest.json' ? ('manifest' as const) : ('package' as const),
        sha256,
        size,
      })),
  ]

  async function takeReceipt(token: string | null): Promise<Submission['files']> {
    if (token === null) return []
    const item = inbox.find(token)
    const { sha256, size } = await store.putFile(item.path)
    return [{ name: item.name, role: 'receipt', sha256, size }]
  }

  function checkBuild(gathered: GatheredDossier, buildId: string): StoredBuild {
    const { dossier } = gathered
    if (dossier.state === 'submitted') throw refuse('这个卷宗已经标记为已提交，不能重复提交')
    const build = dossiers.findBuild(buildId)
    if (!build || build.dossierId !== dossier.id) throw notFound('提交包', buildId)
    const shown = showing.show(dossier.id)
    if (shown.build?.id !== buildId || !shown.build.current)
      throw refuse('卷宗在生成之后又有改动，请重新生成提交包，再标记已提交')
    if (!shown.gate.open) throw refuse('预检还有未通过的项目，请处理后重新生成提交包')
    const lost = frozenFiles(build).find(({ sha256 }) => !files.has(sha256))
    if (lost) throw refuse(`提交包里的「${lost.name}」已不在磁盘上，请重新生成`)
    return build
  }

  return {
    list: ({ companyId }) => submissions.list(companyId),
    find: ({ id }) => find(id),
    async record({ dossierId, buildId, submittedAt, reference, note, receipt }) {
      if (Date.parse(submittedAt) > now().getTime() + AHEAD_MS) throw refuse('提交时间晚于现在，请核对日期和时间')
      checkBuild(gather(dossierId), buildId)
      const received = await takeReceipt(receipt)
      // Read and checked again: it may have changed, or been submitted, while the receipt was taken in.
      const gathered = gather(dossierId)
      const build = checkBuild(gathered, buildId)
      const { dossier, platform, channel, channelName, numbers } = gathered
      const submittedOn = todayInShanghai(new Date(submittedAt))
      const id = ids() as SubmissionId
      const answer = changes.make(
        { what: `标记已提交：「${dossier.title}」`, subject: id, areas: AREAS, undoable: false },
        () => {
          submissions.add({
            id,
            buildId,
            channel,
            dossierId: dossier.id,
            companyId: dossier.companyId,
            title: dossier.title,
            platformName: platform.name.value ?? platform.id,
            channelName,
            numbers: numbers.map(({ shown }) => shown),
            submittedAt,
            submittedOn,
            person: who(),
            reference,
            note,
            files: [...frozenFiles(build), ...received],
            deadlines: expectDeadlines(gathered, submittedOn),
          })
          dossiers.save({ ...dossier, state: 'submitted', changedAt: now().toISOString() })
          for (const appeal of gathered.appeals) {
            const what = `通过「${channelName}」提交${reference ? `，受理号 ${reference}` : ''}`
            moveAppeal(appeal, 'submitted', what)
          }
          return find(id)
        },
      )
      if (receipt !== null) await inbox.settle([receipt])
      return answer
    },
    addReference({ id, reference }) {
      const old = find(id)
      const what = old.reference ? `受理号由「${old.reference}」更正为「${reference}」` : `登记了受理号「${reference}」`
      return changes.make({ what, subject: id, areas: AREAS, undoable: false }, () => {
        submissions.setReference(id, reference)
        return find(id)
      })
    },
    async verify({ id }) {
      const checked = await Promise.all(
        find(id).files.map(async ({ name, sha256 }) => ({
          name,
          ok: files.has(sha256) && (await hashFile(files.pathOf(sha256))) === sha256,
        })),
      )
      return { intact: checked.every(({ ok }) => ok), files: checked }
    },
    today: ({ companyId }) => needs.listToday(companyId),
  }
}
