import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import type { BundleInput } from '#core/bundle/bundle-input.ts'
import { inspectFile } from '#core/intake/inspect-file.ts'
import { createJobs } from '#core/jobs/create-jobs.ts'
import { forkIsolated } from '#core/jobs/fork-isolated.ts'
import { Refusal } from '#core/refusal.ts'

const checkout = join(import.meta.dirname, '../..')
const resources = { templates: join(checkout, 'templates'), fonts: join(checkout, 'node_modules/@expo-google-fonts') }

/** The one child of this process, which jobs run in; its peak is reset before each file (Linux only). */
function peakOfChild(reset: boolean): number {
  try {
    const [child] = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
    if (reset) writeFileSync(`/proc/${child}/clear_refs`, '5')
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** True when poppler opens a file without a password and shows something on its first page. */
async function showsInPoppler(path: string, folder: string): Promise<boolean> {
  try {
    const picture = join(folder, 'poppler')
    const first = ['-r', '40', '-f', '1', '-l', '1', '-png', '-singlefile']
    execFileSync('pdftoppm', [...first, path, picture], { stdio: 'ignore', timeout: 20_000 })
    const { channels } = await sharp(`${picture}.png`).greyscale().stats()
    rmSync(`${picture}.png`)
    return (channels[0]?.min ?? 255) < 235
  } catch {
    return false
  }
}

const inputOf = (output: string, path: string): BundleInput => ({
  output,
  title: '样本',
  cover: [],
  author: '某公司',
  at: '2026-11-23T02:00:00.000Z',
  date: '2026-11-23',
  notes: [],
  maxBytes: null,
  parts: [
    {
      id: 'e0',
      kind: 'exhibit',
      title: '证据材料',
      source: '某公司',
      purpose: '证明',
      content: { kind: 'files', files: [{ path, name: basename(path), pages: null }] },
      watermark: null,
    },
  ],
})

/** What became of one file; `why` is empty when it was bound. */
interface Outcome {
  readonly name: string
  readonly shown: boolean
  readonly how: string
  readonly why: string
  readonly seconds: number
  readonly megabytes: number
}

async function takeIn(jobs: ReturnType<typeof createJobs>, path: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-bench-'))
  try {
    const shown = await showsInPoppler(path, folder)
    peakOfChild(true)
    const started = performance.now()
    const inspection = await inspectFile(jobs, { path, name: basename(path), workFolder: folder })
    const seconds = (performance.now() - started) / 1000
    const found = { name: basename(path), shown, seconds, megabytes: peakOfChild(false) }
    if (!inspection.pdfForm) return { ...found, how: 'refused', why: inspection.refusal ?? '' }
    const input = inputOf(join(folder, 'bundle.pdf'), join(folder, inspection.pdfForm.sha256))
    const why = await jobs.run('bundle', input, { seconds: 120, megabytes: 2000 }).then(
      () => '',
      (thrown: unknown) => (thrown instanceof Refusal ? JSON.stringify(thrown.error) : String(thrown)),
    )
    return { ...found, how: why === '' ? inspection.pdfForm.how : 'not bound', why }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Takes in every PDF below a folder and binds each alone, and prints what became of those that poppler shows. */
export async function benchIntake(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.pdf$/i.test(name))
  const jobs = createJobs(() => forkIsolated(join(checkout, 'electron/core/jobs/entry.ts')), resources, 1)
  const outcomes: Outcome[] = []
  for (const name of files) outcomes.push(await takeIn(jobs, join(folder, name)))
  jobs.close()
  const shown = outcomes.filter((outcome) => outcome.shown)
  for (const { name, how, why } of shown) if (why !== '') console.log(`${how}\t${name}\t${why}`)
  const count = (how: string) => shown.filter((outcome) => outcome.how === how).length
  const kinds = [...new Set(shown.map(({ how }) => how))]
  console.table({
    files: files.length,
    'shown by poppler': shown.length,
    bound: shown.filter(({ why }) => why === '').length,
    ...Object.fromEntries(kinds.map((how) => [how, count(how)])),
    'slowest, s': Number(Math.max(...outcomes.map(({ seconds }) => seconds)).toFixed(1)),
    'peak memory, MB': Math.round(Math.max(...outcomes.map(({ megabytes }) => megabytes))),
  })
}

if (import.meta.main) await benchIntake(process.argv[2] ?? '.')
