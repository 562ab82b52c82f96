import type { Service } from '#shared/contract.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Outlet } from '../file-service.ts'
import { refuse } from '../refusal.ts'
import type { RunningJobs } from '../running-jobs.ts'
import { createNaming } from './name-files.ts'
import { putFolder, type CopyOne } from './put-folder.ts'

/** A build's files as they are handed over: bundle, package, 提交说明, manifest, by stored hash. */
export interface BuiltFiles {
  /** 平台_号码_日期_第N轮 */
  readonly folderName: string
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

/** Handing a build over: into a folder, or onto a drive. */
export function createPackageService({
  findBuild,
  files,
  outlet,
  running,
  copy,
}: {
  /** Refuses an unknown build itself. */
  readonly findBuild: (buildId: string) => BuiltFiles
  readonly files: Pick<FileStore, 'has' | 'pathOf'>
  readonly outlet: Pick<Outlet, 'askFolder' | 'remember'>
  readonly running: Pick<RunningJobs, 'run'>
  /** For tests: copies one file. */
  readonly copy?: CopyOne
}): Service<'packages'> {
  const gather = (build: BuiltFiles) =>
    build.files.map(({ name, sha256 }) => {
      if (!files.has(sha256)) throw refuse(`「${name}」已不在本机的存储里，请重新生成卷宗`)
      return { name, sha256, path: files.pathOf(sha256) }
    })
  async function handOver(buildId: string, job: string, question: string) {
    const build = findBuild(buildId)
    const gathered = gather(build)
    const folder = await outlet.askFolder(question)
    const name = createNaming([])(build.folderName, '', '')
    const put = await running.run(job, (context) => putFolder(folder, name, gathered, context, copy))
    outlet.remember(put.path)
    return put
  }
  return {
    async save({ buildId, job }) {
      const { path, files: count } = await handOver(buildId, job, '把提交包保存到哪个文件夹')
      return { path, files: count }
    },
    async copyToDrive({ buildId, job }) {
      const put = await handOver(buildId, job, '请选择U盘（或其上的文件夹）')
      return { ...put, verified: true as const }
    },
  }
}
