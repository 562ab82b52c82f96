import { copyFile } from 'node:fs/promises'
import { Refusal } from '../refusal.ts'
import { type FileStore, hashFile } from './file-store.ts'
import { writeSafely } from './write-safely.ts'

/** Puts a copy of a stored file where a person said, read back and compared before it takes its place. */
export async function copyOut(files: FileStore, sha256: string, path: string): Promise<void> {
  await writeSafely(
    path,
    (temporary) => copyFile(files.pathOf(sha256), temporary),
    async (temporary) => {
      if ((await hashFile(temporary)) !== sha256) throw new Refusal({ code: 'storage', problem: 'other', path })
    },
  )
}
