import { randomUUID } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { hashBytes } from '#core/files/file-store.ts'
import {
  buildOf,
  drop,
  dumpRows,
  errorOf,
  openBuilt,
  openCore,
  openSubmitted,
  readPlainly,
  reasonOf,
} from './core-steps.ts'

test('what was sent is frozen: the exact files with their hashes, who, when, through what; the dossier is submitted', async () => {
  const opened = await openBuilt()
  const { client, dossier, build, record, folder, companyId } = opened
  const receipt = await drop(opened, '回执.png', readFileSync('templates/sample/biaoji-jietu-1.png'))
  const submission = valueOf(await record({ reference: ' TD-2026-1 ', note: '网页提交', receipt }))
  expect(submission).toMatchObject({
    dossierId: dossier.id,
    person: '李示例',
    submittedOn: '2026-11-23',
    reference: 'TD-2026-1',
    platformName: '泰迪熊移动',
    numbers: dossier.numbers,
  })
  expect(submission.files[0]).toMatchObject({ role: 'bundle', sha256: build.bundle.sha256 })
  expect(submission.files.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['bundle', 'package', 'manifest', 'receipt']),
  )
  for (const { sha256, size } of submission.files) {
    const bytes = readFileSync(join(folder, 'files', sha256))
    expect([hashBytes(bytes), bytes.length]).toEqual([sha256, size])
  }
  for (const { sha256 } of build.package.files) expect(submission.files.map((file) => file.sha256)).toContain(sha256)
  expect(valueOf(await client.dossiers.find({ id: dossier.id }))).toMatchObject({
    state: 'submitted',
    submissionId: submission.id,
  })
  expect(valueOf(await client.submissions.list({ companyId }))).toEqual([submission])
  expect(valueOf(await client.submissions.find({ id: submission.id }))).toEqual(submission)
  expect(valueOf(await client.submissions.verify({ id: submission.id })).intact).toBe(true)
})

test('a flipped byte, a byte more, or a file gone is found and named', async () => {
  const { client, submission, folder } = await openSubmitted()
  const [first, second, third] = submission.files
  if (!first || !second || !third) throw new Error('too few files')
  const path = (sha256: string) => join(folder, 'files', sha256)
  const bytes = readFileSync(path(first.sha256))
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(path(first.sha256), bytes)
  appendFileSync(path(second.sha256), ' ')
  rmSync(path(third.sha256))
  const { intact, files } = valueOf(await client.submissions.verify({ id: submission.id }))
  expect(intact).toBe(false)
  expect(files.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([first.name, second.name, third.name])
})

test('nothing frozen can be changed or removed, not even by SQL', async () => {
  const { folder, submission, client, companyId } = await openSubmitted()
  // The made-up sample may go again; a real company may not.
  readPlainly(folder, (db) => db.prepare('UPDATE company SET sample = 0 WHERE id = ?').run(companyId))
  const before = dumpRows(folder)
  const frozen = [
    'id',
    'dossier_id',
    'company_id',
    'build_id',
    'title',
    'platform_name',
    'channel_name',
    'channel',
    'numbers',
    'submitted_at',
    'submitted_on',
    'person',
    'note',
    'deadlines',
  ]
  const attempts = [
    ...frozen.map((column) => `UPDATE submission SET ${column} = 'x'`),
    'DELETE FROM submission',
    'DELETE FROM submission_file',
    'DELETE FROM dossier',
    'DELETE FROM build',
    'DELETE FROM company',
    'DELETE FROM history',
    "UPDATE history SET what = ''",
    ...['name', 'role', 'sha256', 'size', 'position', 'submission_id'].map(
      (column) => `UPDATE submission_file SET ${column} = 'x'`,
    ),
    "INSERT OR REPLACE INTO submission SELECT id, dossier_id, company_id, build_id, title, platform_name, channel_name, channel, numbers, submitted_at, submitted_on, person, reference, '', deadlines FROM submission",
    "INSERT OR REPLACE INTO submission_file SELECT submission_id, position, 'x', role, sha256, size FROM submission_file",
    "INSERT OR REPLACE INTO submission_file VALUES ((SELECT id FROM submission), 1, 'x', 'bundle', (SELECT sha256 FROM file), 1)",
  ]
  readPlainly(folder, (db) => {
    for (const sql of attempts) expect(() => db.exec(sql), sql).toThrow(/frozen|kept|FOREIGN KEY|cannot store/)
  })
  expect(dumpRows(folder)).toEqual(before)
  const [company] = valueOf(await client.companies.list({}))
  expect(company?.sample).toBe(false)
  expect(reasonOf(await client.companies.remove({ id: companyId }))).toContain('不能删除')
  valueOf(await client.submissions.addReference({ id: submission.id, reference: 'TD-1' }))
})

test('a 受理号 comes later and is corrected openly: the old one stays in the history', async () => {
  const { client, submission } = await openSubmitted()
  valueOf(await client.submissions.addReference({ id: submission.id, reference: 'TD-1' }))
  expect(valueOf(await client.submissions.addReference({ id: submission.id, reference: 'TD-2' })).reference).toBe(
    'TD-2',
  )
  const history = valueOf(await client.history.list({ subject: submission.id })).map(({ what }) => what)
  expect(history.slice(0, 2)).toEqual(['受理号由「TD-1」更正为「TD-2」', '登记了受理号「TD-1」'])
  expect(reasonOf(await client.history.undo({}))).toBe('没有可以撤销的操作')
})

test('what changed since it was built, a gap since, a time to come, another dossier or lost bytes: not recorded, nothing frozen', async () => {
  const { client, dossier, build, record, folder, companyId } = await openBuilt()
  expect(reasonOf(await record({ submittedAt: '2026-11-23T02:06:00.000Z' }))).toContain('晚于现在')
  expect(errorOf(await record({ buildId: randomUUID() })).code).toBe('not-found')
  expect(errorOf(await record({ submittedAt: '2026-11-23 10:00' })).code).toBe('invalid-input')
  valueOf(await client.dossiers.describe({ id: dossier.id, title: '改题' }))
  expect(reasonOf(await record())).toContain('又有改动')
  valueOf(await client.history.undo({}))
  const path = join(folder, 'files', build.package.files.at(-1)?.sha256 ?? '')
  const bytes = readFileSync(path)
  rmSync(path)
  expect(reasonOf(await record())).toContain('已不在磁盘上')
  writeFileSync(path, bytes)
  expect(valueOf(await client.submissions.list({ companyId }))).toEqual([])
  valueOf(await record())
})

test('two clicks on 标记已提交 freeze once', async () => {
  const { record, client, companyId, ports } = await openBuilt()
  const answers = await Promise.all([record(), record()])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter(({ ok }) => !ok).map(reasonOf)).toEqual(['这个卷宗已经标记为已提交，不能重复提交'])
  expect(valueOf(await client.submissions.list({ companyId }))).toHaveLength(1)
  expect(ports.incidents).toEqual([])
})

test('a submission is not undone, and nothing before it either', async () => {
  const { record, client } = await openBuilt()
  valueOf(await client.people.save({ name: '王复核', role: 'reviewer' }))
  expect(valueOf(await client.history.last({}))?.what).toBe('登记了人员「王复核」')
  const submission = valueOf(await record())
  expect(valueOf(await client.history.last({}))).toBeNull()
  expect(reasonOf(await client.history.undo({}))).toBe('没有可以撤销的操作')
  expect(valueOf(await client.submissions.find({ id: submission.id })).id).toBe(submission.id)
})

test('frozen bytes outlive every start; what replaced builds left is cleared away', async () => {
  const opened = await openBuilt()
  const { client, dossier, folder, companyId } = opened
  const stale = valueOf(await client.dossiers.find({ id: dossier.id })).build?.bundle.sha256
  valueOf(await client.dossiers.describe({ id: dossier.id, title: '改题' }))
  const build = await buildOf(opened, dossier.id)
  const submission = valueOf(
    await client.submissions.record({
      dossierId: dossier.id,
      buildId: build.id,
      submittedAt: opened.ports.now().toISOString(),
    }),
  )
  await opened.close()
  writeFileSync(join(folder, 'files', 'f'.repeat(64)), 'stray')
  writeFileSync(join(folder, 'files', `.${'f'.repeat(64)}.tmp-1`), 'half')
  const again = await openCore({ folder })
  const files = readdirSync(join(folder, 'files'))
  expect(files).not.toContain(stale)
  expect(files.every((name) => /^[0-9a-f]{64}$/.test(name) && name !== 'f'.repeat(64))).toBe(true)
  expect(valueOf(await again.client.submissions.verify({ id: submission.id })).intact).toBe(true)
  for (const exhibit of valueOf(await again.client.exhibits.list({ companyId })))
    for (const { sha256, inspection } of exhibit.files)
      for (const needed of [sha256, inspection.pdfForm?.sha256, inspection.thumbnail].filter(
        (name) => typeof name === 'string',
      ))
        expect(files, exhibit.title).toContain(needed)
})

// Counted by hand on the State Council's table: 国庆 off 1–7 October, 中秋 25–27 September; worked on Sunday
// 20 September and Saturday 10 October. This channel answers in 3 to 5 working days.
test.each([
  ['on the last working day before 国庆', '2026-09-30T08:00:00.000Z', '2026-09-30', '2026-10-10', '2026-10-13'],
  ['on a Friday before a make-up Sunday', '2026-09-18T08:00:00.000Z', '2026-09-18', '2026-09-22', '2026-09-24'],
  ['on a make-up Sunday', '2026-09-20T02:00:00.000Z', '2026-09-20', '2026-09-23', '2026-09-28'],
  ['on a holiday', '2026-10-03T02:00:00.000Z', '2026-10-03', '2026-10-10', '2026-10-13'],
  ['at 23:59 in Shanghai', '2026-11-23T15:59:30.000Z', '2026-11-23', '2026-11-26', '2026-11-30'],
  ['one minute later', '2026-11-23T16:00:30.000Z', '2026-11-24', '2026-11-27', '2026-12-01'],
])(
  'sent %s, the answer is due on the working days that follow, and says why',
  async (_, instant, on, earliest, latest) => {
    const { client, record, ports, companyId } = await openBuilt()
    ports.setNow('2026-11-24T02:00:00.000Z')
    const submission = valueOf(await record({ submittedAt: instant }))
    expect(submission.submittedOn).toBe(on)
    const answer = submission.deadlines.find(({ kind }) => kind === 'answer')
    expect(answer).toMatchObject({ from: on, earliest, latest, provisional: false, count: { min: 3, max: 5 } })
    expect(answer?.days.filter(({ counted }) => counted)).toHaveLength(5)
    expect(answer?.days.filter(({ why }) => why === '')).toEqual([])
    const kindAt = async (now: string) => {
      ports.setNow(now)
      const today = valueOf(await client.submissions.today({ companyId }))
      return today.find(({ target }) => target.id === submission.id)?.kind
    }
    expect(await kindAt(`${on}T03:00:00.000Z`)).toBe('waiting')
    expect(await kindAt(`${latest}T15:59:00.000Z`)).toBe('due')
    expect(await kindAt(`${latest}T16:00:00.000Z`)).toBe('overdue')
  },
)

test('where a year has no published holidays the answer is a range, never one date', async () => {
  const { submission, client, companyId } = await openSubmitted({ instant: '2026-12-30T02:00:00.000Z' })
  const answer = submission.deadlines.find(({ kind }) => kind === 'answer')
  expect(answer?.provisional).toBe(true)
  expect(answer?.earliest).not.toBe(answer?.latest)
  const waiting = valueOf(await client.submissions.today({ companyId })).find(
    ({ target }) => target.id === submission.id,
  )
  expect(waiting?.detail).toContain('暂定')
})
