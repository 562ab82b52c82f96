import { stat } from 'node:fs/promises'
import { JobLost, type Jobs } from '#core/jobs/create-jobs.ts'
import type { Inspection } from '#shared/inspection.ts'
import { inspectVersion } from './inspect-version.ts'
import type { InspectInput } from './inspect.ts'

const SECONDS = 20
const MEGABYTES = 512
const SPREADSHEET_MEGABYTES = 1024
/** Files above this many megabytes get room for the copies that reading takes. */
const LARGE = 30
const MOST_MEGABYTES = 1536

const WHY_LOST = {
  time: '读取超过 20 秒，已停止，文件已保存但不能装订；请在原软件中重新导出、拆分，或「打印为 PDF」后再加入。',
  ended:
    '读取时占用内存过大或读取程序中断，已停止，文件已保存但不能装订；请在原软件中重新导出、拆分，或「打印为 PDF」后再加入。',
} as const

function megabytesFor(name: string, size: number): number {
  const base = /\.(?:xlsx?|csv)$/i.test(name) ? SPREADSHEET_MEGABYTES : MEGABYTES
  return Math.min(MOST_MEGABYTES, base + 5 * Math.max(0, size / 1_048_576 - LARGE))
}

/** The answer for a file whose reader did not survive: kept, not bound. */
const lost = (size: number, why: 'time' | 'ended'): Inspection => ({
  version: inspectVersion,
  type: 'unknown',
  mediaType: 'application/octet-stream',
  size,
  pdfForm: null,
  thumbnail: null,
  parts: [],
  text: '',
  findings: [],
  refusal: WHY_LOST[why],
})

/**
 * Inspects a file in the isolated process under limits of time and memory. A file that overruns them is
 * answered with a refusal to show; derived files are left in `workFolder` under their SHA-256. Throws only
 * when cancelled, or when the program itself is at fault.
 */
export async function inspectFile(
  jobs: Pick<Jobs, 'run'>,
  input: InspectInput,
  signal?: AbortSignal,
): Promise<Inspection> {
  const { size } = await stat(input.path)
  const megabytes = megabytesFor(input.name, size)
  const end = performance.now() + SECONDS * 1000
  const run = () => {
    const limits = { seconds: Math.max(0, (end - performance.now()) / 1000), megabytes }
    return jobs.run('inspect', input, signal ? { ...limits, signal } : limits)
  }
  try {
    return await run().catch((thrown: unknown) => {
      // A process kept warm may have been full from the files before; a fresh one decides.
      if (thrown instanceof JobLost && thrown.why === 'ended') return run()
      throw thrown
    })
  } catch (thrown) {
    if (thrown instanceof JobLost) return lost(size, thrown.why)
    throw thrown
  }
}
