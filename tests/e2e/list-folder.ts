import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Every file below a folder: its path with '/' and the SHA-256 of its bytes. */
export type FolderContents = Readonly<Record<string, string>>

/** Reads a folder through; empty when there is none. The lock and the log say nothing about the data. */
export function listFolder(folder: string): FolderContents {
  if (!existsSync(folder)) return {}
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/running\.lock|[\\/]logs?[\\/]|\.log$/.test(path))
      .map((path) => [
        relative(folder, path).replaceAll('\\', '/'),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  )
}
