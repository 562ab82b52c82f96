import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashBytes } from '../files/file-store.ts'
import { asStorageRefusal } from '../files/write-safely.ts'
import type { PackageFile } from './package-input.ts'

/** Files written into the staging folder so far, in their order. */
export function createStagedFiles(folder: string) {
  const paths: { name: string; path: string }[] = []
  const pathOf = (name: string) => join(folder, name)
  return {
    paths: () => [...paths],
    /** Writes one file; answers with what the window and the manifest say of it. */
    async write(name: string, bytes: Uint8Array, about: Omit<PackageFile, 'name' | 'sha256' | 'size'>) {
      try {
        await writeFile(pathOf(name), bytes, { flag: 'wx' })
      } catch (thrown) {
        throw asStorageRefusal(thrown, pathOf(name))
      }
      paths.push({ name, path: pathOf(name) })
      return { name, ...about, sha256: hashBytes(bytes), size: bytes.length } satisfies PackageFile
    },
    /** Takes back everything written, after a failure. */
    async clear() {
      for (const { path } of paths) await rm(path, { force: true }).catch(() => undefined)
    },
  }
}

export type StagedFiles = ReturnType<typeof createStagedFiles>
