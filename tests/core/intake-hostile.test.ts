import fc from 'fast-check'
import { PDFDocument } from 'pdf-lib'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { inspectFile } from '#core/intake/inspect-file.ts'
import { createJobs, JobLost, type Jobs } from '#core/jobs/create-jobs.ts'
import { forkIsolated } from '#core/jobs/fork-isolated.ts'
import { inspectionSchema } from '#shared/inspection.ts'
import { makeCarrierPdf, makeFormPdf, makeLayeredPdf, makeMissingFontPdf, makePdf } from '../support/make-files.ts'
import { makeZip } from '../support/make-zip.ts'
import { lookAt, resources } from './intake-support.ts'

/** Flips bytes, cuts the end off, or takes a piece out. */
const damageArbitrary = fc.record({
  which: fc.nat(4),
  cut: fc.double({ min: 0.05, max: 1, noNaN: true }),
  flips: fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), { maxLength: 20 }),
  hole: fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(200)),
})

test('a damaged PDF is bound with as many pages as said, or refused with a sentence; it never throws', async () => {
  const sources = await Promise.all([
    makePdf(['A', 'B']),
    makeFormPdf(),
    makeCarrierPdf(),
    makeLayeredPdf(),
    makeMissingFontPdf(),
  ])
  await fc.assert(
    fc.asyncProperty(damageArbitrary, async ({ which, cut, flips, hole: [at, length] }) => {
      const source = Buffer.from(sources[which] ?? [])
      for (const [place, value] of flips) source[Math.floor(place * source.length)] = value
      const start = Math.floor(at * source.length)
      const damaged = Buffer.concat([source.subarray(0, start), source.subarray(start + length)])
      const looked = await lookAt(damaged.subarray(0, Math.ceil(damaged.length * cut)), 'damaged.pdf')
      expect(looked.pdfForm === null).toBe(looked.refusal !== null)
      const pages = looked.pdfForm ? (await PDFDocument.load(looked.form)).getPageCount() : 0
      expect(pages).toBe(looked.pdfForm?.pages.length ?? 0)
    }),
    { numRuns: 60 },
  )
})

test('a damaged archive is opened or refused; it never throws', async () => {
  const zip = makeZip([
    { name: '材料/a.txt', content: 'text '.repeat(200) },
    { name: 'b.zip', content: makeZip([{ name: 'c', content: 'c' }]) },
  ])
  await fc.assert(
    fc.asyncProperty(damageArbitrary, async ({ cut, flips }) => {
      const damaged = Buffer.from(zip)
      for (const [place, value] of flips) damaged[Math.floor(place * damaged.length)] = value
      const looked = await lookAt(damaged.subarray(0, Math.ceil(damaged.length * cut)), 'a.zip')
      expect(looked.parts.length > 0 || looked.refusal !== null || looked.pdfForm !== null).toBe(true)
    }),
    { numRuns: 60 },
  )
})

const losing = (why: 'time' | 'ended'): Pick<Jobs, 'run'> => ({ run: () => Promise.reject(new JobLost(why)) })

test('a file whose reader does not survive is kept, with a sentence that says what happened', async () => {
  const input = { path: resolve('package.json'), name: 'a.pdf', workFolder: tmpdir() }
  const slow = await inspectFile(losing('time'), input)
  expect(inspectionSchema.parse(slow).refusal).toContain('超过 20 秒')
  const large = await inspectFile(losing('ended'), input)
  expect(large.refusal).toContain('内存')
  expect(large.pdfForm).toBeNull()
})

test('a file is inspected in a process of its own, which answers what the schema says', async () => {
  const jobs = createJobs(() => forkIsolated(resolve('electron/core/jobs/entry.ts')), resources, 1)
  const folder = await mkdtemp(join(tmpdir(), 'intake-'))
  try {
    const path = join(folder, 'source')
    await writeFile(path, await makePdf(['ONE']))
    const inspection = inspectionSchema.parse(await inspectFile(jobs, { path, name: 'a.pdf', workFolder: folder }))
    expect(inspection).toMatchObject({ type: 'pdf', refusal: null, pdfForm: { how: 'as-is' } })
  } finally {
    jobs.close()
    await rm(folder, { recursive: true, force: true })
  }
})
