import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The project's own source, for tests that look at it; paths from the root, with '/'. */
export type Sources = readonly { readonly path: string; readonly text: string }[]

/** Reads every source file below the named folders. */
export function readSources(root: string, folders: readonly string[] = ['shared', 'electron', 'renderer']): Sources {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
      .map((entry) => {
        const full = join(entry.parentPath, entry.name)
        return { path: full.slice(root.length + 1).replaceAll('\\', '/'), text: readFileSync(full, 'utf8') }
      }),
  )
}
