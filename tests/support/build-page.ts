import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import config from '../../electron.vite.config.ts'

/** Builds only the page, into a passing folder of its own, so that a picture needs no whole build. */
export async function buildPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengming-page-'))
  const { renderer } = config as { renderer: Parameters<typeof build>[0] }
  await build({
    ...renderer,
    configFile: false,
    logLevel: 'error',
    build: { ...renderer?.build, outDir: folder, emptyOutDir: true },
  })
  return folder
}
