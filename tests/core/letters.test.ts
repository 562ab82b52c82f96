import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { valueOf } from '../support/open-test-core.ts'
import { makePdf } from '../support/make-files.ts'
import {
  readPdfText,
  completeDossier,
  drop,
  dumpRows,
  errorOf,
  openCore,
  openDossier,
  openSample,
  passingFolder,
  reasonOf,
} from './core-steps.ts'

async function openLetters() {
  const opened = await openSample()
  const dossier = await openDossier(opened)
  await completeDossier(opened, dossier)
  const letters = valueOf(await opened.client.letters.list({ dossierId: dossier.id }))
  const [letter, other] = letters
  if (!letter || !other) throw new Error('no letters')
  return { ...opened, dossier, letter, other, letters }
}

test('a letter that lacks something is not exported, and every missing field is named with where to fill it in', async () => {
  const { client, letter, dossier, ports } = await openLetters()
  const path = join(passingFolder(), 'a.pdf')
  valueOf(await client.letters.write({ id: letter.id, text: `${letter.text}\n{{见:和解证明}}\n{{没有这一项}}` }))
  ports.answers.saves.push(path)
  const reason = reasonOf(await client.letters.export({ id: letter.id, format: 'pdf' }))
  expect(reason).toContain('和解证明')
  expect(existsSync(path)).toBe(false)
  expect(ports.asked).toEqual([])
  const shown = valueOf(await client.letters.find({ id: letter.id }))
  expect(shown.problems.length).toBeGreaterThan(0)
  const gate = errorOf(await client.dossiers.build({ id: dossier.id, job: '00000000-0000-4000-8000-000000000001' }))
  expect(JSON.stringify(gate)).toContain(letter.title)
})

test('exported letters say what is on the screen, in Word and in PDF, and what was printed is remembered', async () => {
  const { client, letter, ports } = await openLetters()
  const folder = passingFolder()
  for (const format of ['docx', 'pdf'] as const) {
    ports.answers.saves.push(join(folder, `letter.${format}`))
    expect(valueOf(await client.letters.export({ id: letter.id, format }))).toEqual({
      path: join(folder, `letter.${format}`),
    })
  }
  expect(await readPdfText(join(folder, 'letter.pdf'))).toContain('样本理财有限责任公司')
  expect(readFileSync(join(folder, 'letter.docx')).subarray(0, 2).toString()).toBe('PK')
  expect(valueOf(await client.history.last({}))?.what).toContain('导出了')
  expect(errorOf(await client.letters.export({ id: letter.id, format: 'pdf' }))).toEqual({ code: 'cancelled' })
})

test('what is written while the place to save is asked for is not written over', async () => {
  const opened = await openLetters()
  const { client, letter, ports, folder } = opened
  await opened.close()
  let asked: (() => void) | null = null
  const path = join(passingFolder(), 'a.docx')
  const dialogs = {
    ...ports.dialogs,
    chooseSaveLocation: async () => {
      await new Promise<void>((resolve) => void (asked = resolve))
      return path
    },
  }
  const again = await openCore({ folder, ports: { dialogs } })
  const exporting = again.client.letters.export({ id: letter.id, format: 'docx' })
  await expect.poll(() => asked).not.toBeNull()
  valueOf(await again.client.letters.write({ id: letter.id, text: `${letter.text}\n后来写的一句。` }))
  ;(asked as unknown as () => void)()
  valueOf(await exporting)
  expect(valueOf(await again.client.letters.find({ id: letter.id })).text).toContain('后来写的一句。')
  expect(client).toBeDefined()
})

test('a company written otherwise than registered is shown before anything leaves', async () => {
  const { client, letter, dossier } = await openLetters()
  valueOf(
    await client.letters.write({ id: letter.id, text: letter.text.replaceAll('{{公司名称}}', '样本理财有限公司') }),
  )
  const shown = valueOf(await client.letters.find({ id: letter.id }))
  expect(shown.differences.join()).toContain('样本理财有限公司')
  const { gate } = valueOf(await client.dossiers.find({ id: dossier.id }))
  expect(gate.rows.find(({ key }) => key.startsWith('rule:letter-facts'))).toMatchObject({
    blocks: true,
    state: 'mismatch',
  })
})

test('letters are drafted before the evidence, found, retitled and removed', async () => {
  const { client, dossier, letters } = await openLetters()
  const templates = valueOf(await client.letters.templates({ dossierId: dossier.id }))
  expect(templates.some(({ fits }) => fits)).toBe(true)
  const drafted = valueOf(await client.letters.draft({ dossierId: dossier.id, templateId: 'undertaking' }))
  const items = valueOf(await client.dossiers.find({ id: dossier.id })).items
  expect(items.findIndex(({ letterId }) => letterId === drafted.id)).toBe(letters.length)
  expect(valueOf(await client.letters.write({ id: drafted.id, title: '承诺书（二）' })).title).toBe('承诺书（二）')
  expect(errorOf(await client.letters.draft({ dossierId: dossier.id, templateId: 'paste-email' })).code).toBe(
    'not-found',
  )
  expect(errorOf(await client.letters.draft({ dossierId: dossier.id, templateId: '../../etc/passwd' })).code).toBe(
    'not-found',
  )
  expect(errorOf(await client.letters.write({ id: drafted.id, text: 'x'.repeat(100_001) }))).toMatchObject({
    issues: [{ path: 'text', message: '文书太长' }],
  })
  valueOf(await client.letters.remove({ id: drafted.id }))
  expect(valueOf(await client.letters.list({ dossierId: dossier.id })).map(({ id }) => id)).toEqual(
    letters.map(({ id }) => id),
  )
})

test('names that every object carries are no fields, and odd characters in a letter come back as they were', async () => {
  const { client, letter, folder } = await openLetters()
  const before = dumpRows(folder)
  const text = `${letter.text}\n{{constructor}} {{__proto__}} \u0000\u202E 𠮷🈚️ '"; DROP TABLE letter; --`
  const typed = JSON.parse('{"__proto__":"x","constructor":"y","正常":"z"}') as Record<string, string>
  const written = valueOf(await client.letters.write({ id: letter.id, text, typed }))
  expect(written.text).toBe(text)
  valueOf(await client.letters.write({ id: letter.id, text: '别的' }))
  valueOf(await client.history.undo({}))
  expect(valueOf(await client.letters.find({ id: letter.id })).text).toBe(text)
  valueOf(await client.history.undo({}))
  expect(dumpRows(folder)).toEqual(before)
})

test('a preview is the letter as it would be bound', async () => {
  const { client, core, letter } = await openLetters()
  const { file, pages } = valueOf(await client.letters.preview({ id: letter.id }))
  const answer = await core.serve(new Request(`https://app/files/${file}.pdf`))
  expect(answer.status).toBe(200)
  expect(pages).toBeGreaterThan(0)
})

test('one scan is split onto its letters by page range; ranges that make no sense take nothing', async () => {
  const opened = await openLetters()
  const { client, dossier, letter, other, folder, companyId } = opened
  const token = await drop(opened, '盖章.pdf', await makePdf(['S1', 'S2', 'S3']))
  const before = dumpRows(folder)
  const take = (ranges: [typeof letter, number, number][]) =>
    client.letters.takeStamped({
      dossierId: dossier.id,
      token,
      ranges: ranges.map(([{ id }, firstPage, lastPage]) => ({ letterId: id, firstPage, lastPage })),
    })
  expect(reasonOf(await take([[letter, 1, 4]]))).toContain('共 3 页')
  expect(reasonOf(await take([[letter, 2, 1]]))).toContain('2–1 不对')
  expect(
    reasonOf(
      await take([
        [letter, 1, 2],
        [other, 2, 3],
      ]),
    ),
  ).toContain('第 2 页同时分给了两份文书')
  expect(
    reasonOf(
      await take([
        [letter, 1, 1],
        [letter, 2, 2],
      ]),
    ),
  ).toContain('写了两段页码范围')
  const rows = dumpRows(folder)
  expect({ ...rows, file: [], inspection: [] }).toEqual({ ...before, file: [], inspection: [] })
  const taken = valueOf(
    await take([
      [letter, 1, 2],
      [other, 3, 3],
    ]),
  )
  expect(taken.map(({ stamped }) => stamped?.pages)).toEqual([2, 1])
  const scan = taken[0]?.stamped?.exhibitId
  if (!scan) throw new Error('not taken')
  expect(reasonOf(await client.exhibits.remove({ id: scan }))).toContain('已放进 1 个卷宗')
  expect(valueOf(await client.letters.confirmRidingStamp({ id: letter.id, stamped: true })).stamped?.ridingStamp).toBe(
    true,
  )
  expect(valueOf(await client.letters.dropStamped({ id: letter.id })).stamped).toBeNull()
  expect(reasonOf(await client.letters.confirmRidingStamp({ id: letter.id, stamped: true }))).toContain(
    '还没有盖章扫描件',
  )
  expect(valueOf(await client.exhibits.list({ companyId })).some(({ id }) => id === scan)).toBe(true)
})

test('what is written while the scan is read is kept', async () => {
  const opened = await openLetters()
  const { client, dossier, letter } = opened
  const token = await drop(opened, '盖章.pdf', await makePdf(['S1']))
  const taking = client.letters.takeStamped({
    dossierId: dossier.id,
    token,
    ranges: [{ letterId: letter.id, firstPage: 1, lastPage: 1 }],
  })
  valueOf(await client.letters.write({ id: letter.id, text: `${letter.text}\n后来写的一句。` }))
  valueOf(await taking)
  const found = valueOf(await client.letters.find({ id: letter.id }))
  expect(found.text).toContain('后来写的一句。')
  expect(found.stamped).not.toBeNull()
})

test('the list of what to stamp names the letters that need it', async () => {
  const { client, dossier, ports, letters } = await openLetters()
  const path = join(passingFolder(), 'list.pdf')
  ports.answers.saves.push(path)
  valueOf(await client.letters.exportStampList({ dossierId: dossier.id, format: 'pdf' }))
  const text = await readPdfText(path)
  const wanted = letters.filter(({ needsStamp }) => needsStamp)
  expect(wanted.length).toBeGreaterThan(0)
  for (const { title } of wanted) expect(text).toContain(title)
})
