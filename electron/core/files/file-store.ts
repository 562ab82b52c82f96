import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { copyFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { writeSafely } from './write-safely.ts'

/** The SHA-256 of a file on disk, in lower-case hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The SHA-256 of bytes in memory. */
export const hashBytes = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Stored bytes, each kept once under its SHA-256. Content is written before any row names it. */
export function createFileStore(folder: string) {
  mkdirSync(folder, { recursive: true })
  const pathOf = (sha256: string) => join(folder, sha256)
  const intact = async (sha256: string) => existsSync(pathOf(sha256)) && (await hashFile(pathOf(sha256))) === sha256
  return {
    folder,
    pathOf,
    has: (sha256: string) => existsSync(pathOf(sha256)),
    /** Whether it is there and still the bytes that were stored. */
    intact,
    /** Copies a file in; the original stays where it is. Answers with its hash and size in bytes. */
    async take(path: string): Promise<{ sha256: string; size: number }> {
      const sha256 = await hashFile(path)
      // What lies there under that name but is something else (a bad sector) is replaced.
      if (!(await intact(sha256)))
        await writeSafely(
          pathOf(sha256),
          (temporary) => copyFile(path, temporary),
          async (temporary) => {
            if ((await hashFile(temporary)) !== sha256) throw new Error(`copy of ${path} differs`)
          },
        )
      return { sha256, size: (await stat(pathOf(sha256))).size }
    },
    /** Stores bytes from memory. */
    async put(bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
      const sha256 = hashBytes(bytes)
      if (!(await intact(sha256))) await writeSafely(pathOf(sha256), (temporary) => writeFile(temporary, bytes))
      return { sha256, size: bytes.length }
    },
    /** Removes files no row names (a crash between content and row leaves them); answers how many. */
    async sweep(isNamed: (sha256: string) => boolean): Promise<number> {
      const names = (await readdir(folder)).filter((name) => !/^[0-9a-f]{64}$/.test(name) || !isNamed(name))
      await Promise.all(names.map((name) => rm(join(folder, name), { force: true, recursive: true })))
      return names.length
    },
  }
}

export type FileStore = ReturnType<typeof createFileStore>
