import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Resources } from '#core/ports.ts'

/** Where the parts of the program lie, in a checkout or in a packaged program. */
export interface ProgramFolders {
  readonly renderer: string
  readonly resources: Resources
  /** Entry of the isolated process. */
  readonly jobs: string
}

/** The folders of a checkout; source is run as it is, only the page is built. */
export const findInCheckout = (root: string): ProgramFolders => ({
  renderer: join(root, 'out/renderer'),
  resources: { templates: join(root, 'templates'), fonts: join(root, 'node_modules/@expo-google-fonts') },
  jobs: join(root, 'electron/core/jobs/entry.ts'),
})

/**
 * The folders beside the built main file `out/main/index.js`: inside the archive for what is code, in
 * the resources folder for what electron.builder.yml puts there (null when the program is not packaged).
 */
export function findBesideBuild(mainFolder: string, resourcesFolder: string | null): ProgramFolders {
  const root = join(mainFolder, '../..')
  const packaged = resourcesFolder !== null && existsSync(join(resourcesFolder, 'templates'))
  return {
    ...findInCheckout(root),
    ...(packaged
      ? { resources: { templates: join(resourcesFolder, 'templates'), fonts: join(resourcesFolder, 'fonts') } }
      : {}),
    jobs: join(mainFolder, 'jobs.js'),
  }
}
