import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import type { BundleInput, BundleOutput } from '#core/bundle/bundle-input.ts'
import type { JobMessage, JobRequest } from '#core/jobs/registry.ts'

const checkout = join(import.meta.dirname, '../..')
const words = 'The service number 0755-88886666 is used for notices to existing clients of the company only. '

/** One page in three is a scan of 150 dots to the inch, the others are text. */
async function makeExhibit(path: string, pages: number, scan: Buffer | null) {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  const picture = scan ? await document.embedJpg(scan) : null
  for (let at = 0; at < pages; at++) {
    const page = document.addPage([595.28, 841.89])
    if (picture) page.drawImage(picture, { x: 28, y: 28, width: 539, height: 785 })
    else
      for (let line = 0; line < 40; line++)
        page.drawText(`${at} ${words}`, { x: 60, y: 780 - line * 17, size: 10, font })
  }
  writeFileSync(path, await document.save())
}

async function makeExhibits(folder: string, count: number, pages: number) {
  const noise = {
    width: 1240,
    height: 1754,
    channels: 3 as const,
    background: '#fff',
    noise: { type: 'gaussian' as const, mean: 200, sigma: 20 },
  }
  const paths: string[] = []
  for (let at = 0; at < count; at++) {
    const scan = count > 1 && at % 3 === 0 ? await sharp({ create: noise }).jpeg({ quality: 70 }).toBuffer() : null
    const path = join(folder, `exhibit-${at}.pdf`)
    await makeExhibit(path, pages, scan)
    paths.push(path)
  }
  return paths
}

const inputOf = (output: string, paths: readonly string[]): BundleInput => ({
  output,
  title: '关于号码误标的申诉卷宗',
  cover: [{ label: '申诉人', value: '深圳市某某理财有限责任公司' }],
  author: '深圳市某某理财有限责任公司',
  at: '2026-11-23T02:00:00.000Z',
  date: '2026-11-23',
  notes: [],
  maxBytes: null,
  parts: paths.map((path, at) => ({
    id: `e${at}`,
    kind: 'exhibit',
    title: `证据材料第 ${at + 1} 号`,
    source: '某某公司',
    purpose: '证明号码归属清晰、用途合规',
    content: { kind: 'files', files: [{ path, name: `${at}.pdf`, pages: null }] },
    watermark: null,
  })),
})

interface Measured {
  readonly seconds: number
  readonly megabytes: number
  readonly output: BundleOutput
}

/** The most memory a process ever took; where the system does not tell, what it takes now. */
function peakOf(pid: number | undefined, now: number) {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes ? Number(kilobytes) / 1024 : now
  } catch {
    return now
  }
}

/** Runs the job as the program does, in a process of its own; the time includes starting it. */
function runBundle(input: BundleInput): Promise<Measured> {
  const started = performance.now()
  const child = fork(join(checkout, 'electron/core/jobs/entry.ts'), [], { serialization: 'json' })
  const request: JobRequest = {
    id: 1,
    name: 'bundle',
    input,
    megabytes: 4000,
    resources: { templates: join(checkout, 'templates'), fonts: join(checkout, 'node_modules/@expo-google-fonts') },
  }
  return new Promise((resolve, reject) => {
    child.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') return
      const seconds = (performance.now() - started) / 1000
      if (message.kind === 'done') {
        const megabytes = peakOf(child.pid, message.megabytes)
        resolve({ seconds, megabytes, output: message.value as BundleOutput })
      } else reject(new Error(JSON.stringify(message)))
      child.disconnect()
    })
    child.on('error', reject)
    child.send(request)
  })
}

const run = (program: string, options: readonly string[]) => execFileSync(program, options)

/** Seconds the peers take for the same files, or null where they are not installed. */
function runPeers(folder: string, paths: readonly string[]) {
  const merged = join(folder, 'merged.pdf')
  const started = performance.now()
  try {
    run('qpdf', ['--empty', '--pages', ...paths, '--', merged])
    run('pdftotext', [merged, join(folder, 'merged.txt')])
  } catch {
    return null
  }
  return (performance.now() - started) / 1000
}

async function measure(name: string, count: number, pages: number) {
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-bench-'))
  try {
    const paths = await makeExhibits(folder, count, pages)
    const { seconds, megabytes, output } = await runBundle(inputOf(join(folder, 'bundle.pdf'), paths))
    const peers = runPeers(folder, paths)
    return {
      dossier: name,
      pages: output.pages,
      clean: output.report.clean,
      'build and check, s': Number(seconds.toFixed(2)),
      'qpdf and pdftotext, s': peers === null ? 'not installed' : Number(peers.toFixed(2)),
      times: peers === null ? '' : Number((seconds / peers).toFixed(1)),
      'peak memory, MB': Math.round(megabytes),
      'size, MB': Number((output.size / 1048576).toFixed(1)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Builds and checks large dossiers beside qpdf and pdftotext on the same files, and prints a table. */
export async function benchBundle(): Promise<void> {
  console.table([await measure('60 exhibits, 300 pages', 60, 5), await measure('one exhibit of 1,000 pages', 1, 1000)])
}

if (import.meta.main) await benchBundle()
