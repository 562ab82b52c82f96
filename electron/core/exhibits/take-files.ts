import type { FileStore } from '../files/file-store.ts'
import { plainName } from '../inbox.ts'
import { Refusal } from '../refusal.ts'
import type { RunningJob } from '../running-jobs.ts'
import type { InspectionStore, StoredFile } from './inspection-store.ts'

/** What became of files that were dropped: those taken, and those that cannot be, each with the reason. */
export interface TakenFiles {
  readonly taken: StoredFile[]
  readonly refused: { name: string; reason: string }[]
}

/** Archives within archives are opened this deep. */
const DEEPEST = 2

/** Takes dropped files one by one; a ZIP is replaced by what is in it, an e-mail is kept with its attachments. */
export async function takeFiles(
  store: InspectionStore,
  files: FileStore,
  dropped: readonly { readonly path: string; readonly name: string }[],
  running: RunningJob,
): Promise<TakenFiles> {
  const answer: TakenFiles = { taken: [], refused: [] }

  async function take(path: string, name: string, depth: number): Promise<void> {
    running.signal.throwIfAborted()
    const stored = await store.take(path, name, running.signal)
    const { type, parts, refusal } = stored.inspection
    if (stored.size === 0 || (type === 'zip' && parts.length === 0)) {
      answer.refused.push({ name, reason: refusal ?? '压缩包里没有可以取用的文件' })
      return
    }
    if (type !== 'zip') answer.taken.push(stored)
    if (parts.length > 0 && depth >= DEEPEST) {
      answer.refused.push({ name, reason: '压缩包套了太多层，请解压后直接拖入里面的文件' })
      return
    }
    for (const part of parts) await take(files.pathOf(part.sha256), plainName(part.name), depth + 1)
  }

  for (const [index, { path, name }] of dropped.entries()) {
    running.progress(index, dropped.length, name)
    try {
      await take(path, name, 0)
    } catch (thrown) {
      if (running.signal.aborted) throw new Refusal({ code: 'cancelled' })
      if (!(thrown instanceof Refusal) || thrown.error.code !== 'refused') throw thrown
      answer.refused.push({ name, reason: thrown.error.reason })
    }
  }
  running.progress(dropped.length, dropped.length, '完成')
  return answer
}
