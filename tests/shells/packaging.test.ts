import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { fontFiles } from '#core/typeset/fonts.ts'
import { findBesideBuild, findInCheckout } from '../../electron/host/find-resources.ts'

const root = join(import.meta.dirname, '../..')
const builder = parse(readFileSync(join(root, 'electron.builder.yml'), 'utf8')) as {
  files: string[]
  asar: boolean
  asarUnpack: string[]
  npmRebuild: boolean
  extraResources: { from: string; to: string }[]
  electronFuses: Record<string, boolean>
  win: { target: string }
  nsis: { perMachine: boolean; deleteAppDataOnUninstall: boolean }
  publish: unknown
}

test('an installer for one user keeps the work when the program is removed, and looks for no updates', () => {
  expect(builder.win.target).toBe('nsis')
  expect(builder.nsis).toMatchObject({ perMachine: false, deleteAppDataOnUninstall: false })
  expect(builder.publish).toBeNull()
})

test('what ships is named: built code without source maps, packed, native code unpacked', () => {
  expect(builder.files.filter((pattern) => !pattern.startsWith('!'))).toEqual([
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
  ])
  expect(builder.files).toContain('!**/*.map')
  expect(builder.asar).toBe(true)
  expect(builder.asarUnpack).toEqual(['**/*.node', 'node_modules/@img/**'])
  // better-sqlite3 brings Node-API binaries; a rebuild would need a compiler.
  expect(builder.npmRebuild).toBe(false)
})

test('the fuses close every other way to run code in the program', () => {
  expect(builder.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('every resource exists here, and a packaged program finds the templates and each face where they are put', () => {
  for (const { from } of builder.extraResources) expect(existsSync(join(root, from)), from).toBe(true)
  const shipped = builder.extraResources.map(({ to }) => to)
  const resources = mkdtempSync(join(tmpdir(), 'zhengming-resources-'))
  mkdirSync(join(resources, 'templates'))
  const found = findBesideBuild(join(resources, 'app.asar/out/main'), resources)
  rmSync(resources, { recursive: true })
  const relative = (path: string) => path.slice(resources.length + 1).replaceAll('\\', '/')
  expect(shipped).toContain(relative(found.resources.templates))
  for (const face of Object.values(fontFiles)) expect(shipped).toContain(relative(join(found.resources.fonts, face)))
  expect(relative(found.renderer)).toBe('app.asar/out/renderer')
  expect(relative(found.jobs)).toBe('app.asar/out/main/jobs.js')
})

test('in a checkout the same faces are found in their packages', () => {
  const { resources } = findInCheckout(root)
  for (const face of Object.values(fontFiles)) expect(existsSync(join(resources.fonts, face)), face).toBe(true)
})

test('the build made every part that is named, and no source map', () => {
  for (const part of ['main/index.js', 'main/jobs.js', 'preload/index.cjs', 'renderer/index.html'])
    expect(existsSync(join(root, 'out', part)), part).toBe(true)
  expect(existsSync(join(root, 'out/main/index.js.map'))).toBe(false)
})
