import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  buildOf,
  completeDossier,
  errorOf,
  listFiles,
  openBuilt,
  openCompany,
  openSample,
  passingFolder,
  reasonOf,
} from './core-steps.ts'
import { openTestCore, valueOf } from '../support/open-test-core.ts'

test('a backup made, listed, checked and restored through the door brings back what was there', async () => {
  const folder = passingFolder()
  const { client, ports, close } = await openCompany({ folder })
  ports.answers.folders.push(passingFolder())
  const { folder: place } = valueOf(await client.backups.chooseFolder({}))
  const made = valueOf(await client.backups.create({ job: randomUUID() }))
  expect(made.checked).toBe(true)
  expect(made.path.startsWith(place)).toBe(true)
  valueOf(await client.people.save({ name: '后来的人', role: 'reviewer' }))
  expect(valueOf(await client.backups.list({})).map(({ path }) => path)).toContain(made.path)
  expect(valueOf(await client.backups.verify({ path: made.path })).checked).toBe(true)
  expect(errorOf(await client.backups.verify({ path: '/etc' })).code).toBe('not-found')
  expect(valueOf(await client.backups.restore({ path: made.path, job: randomUUID() }))).toEqual({ restart: true })
  // What is written between here and the restart would be lost: it is refused instead.
  expect(reasonOf(await client.people.save({ name: '太晚的人', role: 'agent' }))).toContain('关闭程序再打开')
  await close()
  const again = await openTestCore({ folder })
  expect(valueOf(await again.client.people.list({})).map(({ name }) => name)).toEqual(['李经办'])
  await again.close()
})

test('a package copied to a drive through the door is there byte for byte', async () => {
  const { client, ports, build } = await openBuilt()
  const drive = passingFolder()
  ports.answers.folders.push(drive)
  const copied = valueOf(await client.packages.copyToDrive({ buildId: build.id, job: randomUUID() }))
  const hashes = new Set(listFiles(drive).map((path) => createHash('sha256').update(readFileSync(path)).digest('hex')))
  expect(copied.path.startsWith(drive)).toBe(true)
  expect(copied.files).toBe(listFiles(copied.path).length)
  for (const { sha256, name } of build.package.files) expect(hashes.has(sha256), join(drive, name)).toBe(true)
})

test('the subject a channel prescribes goes out with our name and count in it, and no gap in the words', async () => {
  const opened = await openSample()
  const { client, companyId } = opened
  const sighting = valueOf(await client.sightings.list({ companyId })).find(
    ({ platformId }) => platformId === 'teddymobile',
  )
  if (!sighting) throw new Error('no sighting')
  const appeal = valueOf(await client.appeals.open({ sightingId: sighting.id, platformId: 'teddymobile' }))
  const dossier = valueOf(
    await client.dossiers.open({ companyId, channelId: 'teddymobile/email-1', appealIds: [appeal.id] }),
  )
  const library = valueOf(await client.exhibits.list({ companyId }))
  const cited = library.filter(({ kind }) => kind === 'finance-licence' || kind === 'service-agreement')
  valueOf(await client.dossiers.addExhibits({ id: dossier.id, exhibitIds: cited.map(({ id }) => id) }))
  await completeDossier(opened, dossier)
  const { package: made } = await buildOf(opened, dossier.id)
  const said = new Map(made.texts.map(({ title, text }) => [title, text]))
  expect(said.get('邮件主题')).toBe('企业大量号码标记申诉-样本理财有限责任公司-1')
  expect(said.get('邮件正文')).not.toContain('待填')
  expect(made.files.some(({ name }) => name.endsWith('.xlsx'))).toBe(true)
})
