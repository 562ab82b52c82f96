import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BundleInput, BundleOutput } from '../bundle/bundle-input.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Jobs } from '../jobs/create-jobs.ts'
import { JobLost } from '../jobs/create-jobs.ts'
import { refuse, Refusal } from '../refusal.ts'
import type { RunningJob } from '../running-jobs.ts'
import { hashInput } from './compose-bundle.ts'

/** Generous for a thousand pages on an old laptop; a bundle that takes longer hangs. */
const LIMITS = { seconds: 300, megabytes: 1400 }

/** A bundle's bytes in the preview store, with where each part ended up. */
export type MadeBundle = BundleOutput & { readonly inputHash: string }

/** Builds bundles in the isolated process; one made from the same input before is found again. */
export function createBundleMaker({
  jobs,
  files,
  previews,
  workFolder,
}: {
  readonly jobs: Jobs
  readonly files: FileStore
  /** Where bundles wait until they are kept. */
  readonly previews: FileStore
  readonly workFolder: string
}) {
  mkdirSync(workFolder, { recursive: true })
  const made = new Map<string, MadeBundle>()
  const places = new Map<string, ReadonlyMap<string, { firstPage: number; lastPage: number }>>()

  /** Bytes that changed on the disk since they were stored (a bad sector) are never bound in silence. */
  async function refuseChanged({ parts }: Omit<BundleInput, 'output'>) {
    const bound = parts.flatMap(({ title, content }) =>
      content.kind === 'files' ? content.files.map(({ path, name }) => ({ title, path, name })) : [],
    )
    const intact = await Promise.all(bound.map(({ path }) => files.intact(basename(path))))
    const changed = bound.filter((_, at) => !intact[at])
    const reason = '存放的副本已损坏或丢失，与收入时不一致；请把原件重新拖入一次，再生成'
    if (changed.length > 0)
      throw new Refusal({
        code: 'files-refused',
        files: changed.map(({ title, name }) => ({ name: `${title}（${name}）`, reason })),
      })
  }

  async function make(input: Omit<BundleInput, 'output'>, running: RunningJob): Promise<MadeBundle> {
    const inputHash = hashInput(input)
    const before = made.get(inputHash)
    if (before && (previews.has(before.sha256) || files.has(before.sha256))) return before
    await refuseChanged(input)
    const folder = await mkdtemp(join(workFolder, 'bundle-'))
    try {
      const output = join(folder, 'bundle.pdf')
      const answer = await jobs.run(
        'bundle',
        { ...input, output },
        { ...LIMITS, onProgress: running.progress, signal: running.signal },
      )
      const stored = await previews.take(output)
      const bundle = { ...answer, sha256: stored.sha256, inputHash }
      made.set(inputHash, bundle)
      return bundle
    } catch (thrown) {
      if (!(thrown instanceof JobLost)) throw thrown
      throw refuse(
        thrown.why === 'time'
          ? '装订超过 5 分钟没有完成，已停止；请减少页数，或把材料分成两个卷宗'
          : '装订所需内存超过上限，已停止，没有留下半个文件；请减少页数，或先压缩很大的扫描件',
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  return {
    make,
    /** Remembers where a dossier's entries were last bound. */
    remember(dossierId: string, bundle: MadeBundle) {
      places.set(dossierId, new Map(bundle.parts.map((part) => [part.id, part])))
    },
    /** Where an entry was last bound; null when it has not been since the program started. */
    placeOf: (dossierId: string, itemId: string) => places.get(dossierId)?.get(itemId) ?? null,
  }
}

export type BundleMaker = ReturnType<typeof createBundleMaker>
