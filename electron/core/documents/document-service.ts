import { realpathSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import type { Service } from '#shared/contract.ts'
import { inspectFile } from '../intake/inspect-file.ts'
import { type Jobs, JobLost } from '../jobs/create-jobs.ts'
import { refuse, Refusal } from '../refusal.ts'
import type { RunningJobs, RunningJob } from '../running-jobs.ts'

const BUNDLE_LIMITS = { seconds: 600, megabytes: 1400 }
const VERIFY_LIMITS = { seconds: 120, megabytes: 1024 }

/** Where a path really leads, links resolved as far as the file exists. */
function realPath(path: string) {
  try {
    return realpathSync(path)
  } catch {
    return resolve(path)
  }
}

const stemOf = (path: string) => basename(path).slice(0, basename(path).length - extname(path).length) || basename(path)

/** Binding and checking any files by path: for the terminal and for scripts. */
export function createDocumentService({
  jobs,
  running,
  workFolder,
  terminal,
}: {
  readonly jobs: Jobs
  readonly running: RunningJobs
  readonly workFolder: string
  /** Paths are named in the terminal only. */
  readonly terminal: boolean
}): Service<'documents'> {
  const refuseWindow = () => {
    if (!terminal) throw refuse('按路径装订和检查文件只能在命令行里使用')
  }

  /** Brings every file into PDF form, in order; all that cannot be bound are named at once. */
  async function inspectAll(paths: readonly string[], work: string, { progress, signal }: RunningJob) {
    const refused: { name: string; reason: string }[] = []
    const bound = []
    for (const [index, path] of paths.entries()) {
      progress(index, paths.length * 2, basename(path))
      const name = basename(path)
      const found = await stat(path).catch(() => null)
      if (!found?.isFile()) {
        refused.push({ name: path, reason: found ? '这是文件夹，不是文件' : '找不到这个文件' })
        continue
      }
      const inspection = await inspectFile(jobs, { path: resolve(path), name, workFolder: work }, signal)
      if (!inspection.pdfForm) refused.push({ name: path, reason: inspection.refusal ?? '不能装订' })
      else bound.push({ path, name, inspection, form: join(work, inspection.pdfForm.sha256) })
    }
    if (refused.length > 0) throw new Refusal({ code: 'files-refused', files: refused })
    return bound
  }

  return {
    bind: ({ files, output, title, date, job }) =>
      running.run(job, async (runningJob) => {
        refuseWindow()
        const source = files.find((path) => realPath(path) === realPath(output))
        if (source) throw refuse(`输出文件就是要装订的「${source}」，会把它覆盖；请换一个输出路径`)
        const work = await mkdtemp(join(workFolder, 'bind-'))
        try {
          const bound = await inspectAll(files, work, runningJob)
          const notes = bound.flatMap(({ name, inspection }) =>
            inspection.findings.map(({ sentence }) => `「${name}」：${sentence}`),
          )
          const parts = bound.map(({ path, name, form }, index) => ({
            id: `part-${index + 1}`,
            kind: 'exhibit' as const,
            title: stemOf(path),
            source: '',
            purpose: '',
            content: { kind: 'files' as const, files: [{ path: form, name, pages: null }] },
            watermark: null,
          }))
          const answer = await jobs.run(
            'bundle',
            {
              output: resolve(output),
              title,
              cover: [],
              author: '',
              at: new Date(`${date}T00:00:00+08:00`).toISOString(),
              date,
              parts,
              notes,
              maxBytes: null,
            },
            { ...BUNDLE_LIMITS, onProgress: runningJob.progress, signal: runningJob.signal },
          )
          return {
            output: resolve(output),
            sha256: answer.sha256,
            size: answer.size,
            pages: answer.pages,
            parts: answer.parts.map(({ title: name, firstPage, lastPage }) => ({ title: name, firstPage, lastPage })),
            notes,
            report: answer.report,
          }
        } catch (thrown) {
          if (thrown instanceof JobLost)
            throw refuse('装订超过了时间或内存的上限，已停止，没有留下半个文件；请减少页数后再试')
          throw thrown
        } finally {
          await rm(work, { recursive: true, force: true })
        }
      }),
    async verify({ path }) {
      refuseWindow()
      if (!(await stat(path).catch(() => null))?.isFile()) throw refuse(`找不到文件：${path}`)
      try {
        return await jobs.run('verify', { path: resolve(path) }, VERIFY_LIMITS)
      } catch (thrown) {
        if (thrown instanceof JobLost) throw refuse('检查这个文件超过了时间或内存的上限，已停止')
        throw thrown
      }
    },
  }
}
