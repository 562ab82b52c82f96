import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '#shared/contract.ts'
import { readSources, type Sources } from './support/read-sources.ts'

const root = join(import.meta.dirname, '..')
const sources = readSources(root)

/** What the files of a folder may import: folders of ours, and packages; nothing else. */
interface Layer {
  readonly folder: string
  readonly ours: readonly string[]
  readonly packages: RegExp
}

const anyButShells =
  /^(?!electron$|electron\/|playwright|react|antd|@ant-design|@tanstack|@dnd-kit|@codemirror|zustand|vite)/
const screen =
  /^(react|react-dom|antd|@ant-design|@tanstack|@dnd-kit|@codemirror|zustand|react-hotkeys-hook|pdfjs-dist|dayjs)(\/|$)/

/** CONTRIBUTING, "who may import whom", as data. The most fitting folder counts. */
const layers: readonly Layer[] = [
  { folder: 'shared', ours: ['shared'], packages: /^(zod|pinyin-pro)$/ },
  { folder: 'electron/core', ours: ['shared', 'electron/core'], packages: anyButShells },
  { folder: 'electron/host', ours: ['shared', 'electron/core', 'electron/host'], packages: anyButShells },
  {
    folder: 'electron/main',
    // The packaged program has the terminal's verbs as its arguments; the one place where shells meet.
    ours: ['shared', 'electron/core', 'electron/host', 'electron/main', 'electron/cli/run-terminal.ts'],
    packages: /^(electron$|node:)/,
  },
  { folder: 'electron/preload', ours: ['shared'], packages: /^electron$/ },
  {
    folder: 'electron/chromium',
    ours: ['shared', 'electron/core', 'electron/host', 'electron/chromium', 'electron.vite.config.ts'],
    packages: /^(playwright-core|vite|node:.*)$/,
  },
  {
    folder: 'electron/cli',
    ours: ['shared', 'electron/core', 'electron/host', 'electron/cli'],
    packages: /^node:/,
  },
  { folder: 'renderer/text', ours: ['shared', 'renderer/text'], packages: /^$/ },
  {
    folder: 'renderer/state',
    ours: ['shared', 'renderer/state', 'renderer/components', 'renderer/text'],
    packages: screen,
  },
  { folder: 'renderer/components', ours: ['shared', 'renderer/components', 'renderer/text'], packages: screen },
  {
    folder: 'renderer/features',
    ours: ['shared', 'renderer/components', 'renderer/state', 'renderer/text'],
    packages: screen,
  },
  { folder: 'renderer/app', ours: ['shared', 'renderer'], packages: screen },
]

interface Import {
  readonly from: string
  /** A path from the root, or the name of a package. */
  readonly to: string
  readonly ours: boolean
  readonly typeOnly: boolean
}

const importPattern = /^\s*(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm

function readImports({ path, text }: Sources[number]): readonly Import[] {
  return [...text.matchAll(importPattern)].map(([, typeOnly, still, dynamic]) => {
    const named = (still ?? dynamic ?? '').replace(/\?.*$/, '')
    const mine = named.replace(/^#shared\//, 'shared/').replace(/^#core\//, 'electron/core/')
    if (mine !== named) return { from: path, to: mine, ours: true, typeOnly: typeOnly !== undefined }
    const ours = named.startsWith('.')
    const to = ours ? join(dirname(path), named).replaceAll('\\', '/') : named
    return { from: path, to, ours, typeOnly: typeOnly !== undefined }
  })
}

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

function judgeImport({ from, to, ours }: Import): boolean {
  const layer = layers.find(({ folder }) => within(from, folder))
  if (!layer) return false
  if (!ours) return layer.packages.test(to)
  // A feature's own folder is its own; another feature's is not.
  const feature = /^renderer\/features\/[^/]+/.exec(from)?.[0]
  return [...layer.ours, ...(feature ? [feature] : [])].some((folder) => within(to, folder))
}

const say = ({ from, to }: Import) => `${from} imports ${to}`
const imports = sources.flatMap(readImports)

test('every import follows the table of layers', () => {
  expect(imports.filter((one) => !judgeImport(one)).map(say)).toEqual([])
})

test.each([
  ['shared/x.ts', "import { join } from 'node:path'"],
  ['electron/core/x.ts', "import { app } from 'electron'"],
  ['electron/core/x.ts', "import { openApp } from '../main/open-app.ts'"],
  ['electron/main/x.ts', "import { connectPage } from '../chromium/connect-page.ts'"],
  ['electron/cli/x.ts', "import { chromium } from 'playwright-core'"],
  ['renderer/features/letters/x.tsx', "import { y } from '../dossiers/y.tsx'"],
  ['renderer/components/x.tsx', "import { y } from '../state/core.ts'"],
  ['renderer/app/x.tsx', "import { readFile } from 'node:fs/promises'"],
])('the table refuses, in %s: %s', (path, text) => {
  expect(readImports({ path, text }).filter((one) => !judgeImport(one))).toHaveLength(1)
})

test('an area of the core is handed what it needs from another; only its types are imported', () => {
  const area = (path: string) => /^electron\/core\/([^/]+)\//.exec(path)?.[1] ?? null
  const crossing = imports.filter(
    ({ from, to, typeOnly }) =>
      !typeOnly && area(from) && area(to) && area(from) !== area(to) && /-(service|repository)\.ts$/.test(to),
  )
  // A factory that joins one group of areas stands for create-core.ts.
  expect(crossing.filter(({ from }) => !basename(from).startsWith('create-')).map(say)).toEqual([])
})

test('zod is imported in one place, where it is told not to make code from text', () => {
  expect(imports.filter(({ to }) => to === 'zod').map(({ from }) => from)).toEqual(['shared/zod.ts'])
})

test('files stay short enough to read at one go', () => {
  const lines = ({ text }: Sources[number]) => text.trimEnd().split('\n').length
  expect(sources.filter((file) => lines(file) > 250).map((file) => `${file.path} ${lines(file)}`)).toEqual([])
})

test('every operation is used in a test of the core or of the window', () => {
  const tests = readSources(root, ['tests/core', 'tests/e2e', 'tests/documents', 'tests/database', 'tests/shells'])
  const told = tests.map(({ text }) => text).join('\n')
  const names = Object.entries(contract).flatMap(([area, operations]) =>
    Object.keys(operations).map((operation) => `${area}.${operation}`),
  )
  expect(names.filter((name) => !new RegExp(`\\b${name.replace('.', String.raw`\??\.`)}\\b`).test(told))).toEqual([])
})

const banned = new Set('util utils helper helpers manager handler common misc data info process'.split(' '))

test('no name ends in a word that says nothing', () => {
  const last = (name: string) =>
    name
      .split(/(?=[A-Z])|[-_]/)
      .at(-1)
      ?.toLowerCase() ?? ''
  const files = sources.map(({ path }) => basename(path).replace(/\..*$/, ''))
  const exported = sources.flatMap(({ text }) =>
    [...text.matchAll(/^export (?:async )?(?:const|function|interface|type|class) (\w+)/gm)].map(
      ([, name]) => name ?? '',
    ),
  )
  // It is a process of the system.
  const allowed = new Set(['IsolatedProcess'])
  expect([...files, ...exported].filter((name) => banned.has(last(name)) && !allowed.has(name))).toEqual([])
})

test('files are named in kebab-case, and only entries are called index', () => {
  const paths = sources.map(({ path }) => path)
  expect(paths.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.\w+$/.test(basename(path)))).toEqual([])
  expect(paths.filter((path) => /(^|\/)index\.\w+$/.test(path)).toSorted()).toEqual([
    'electron/chromium/index.ts',
    'electron/cli/index.ts',
    'electron/core/database/migrations/index.ts',
    'electron/main/index.ts',
    'electron/preload/index.ts',
  ])
})

test('the source uses only what Node runs as it is: no enums, namespaces or classes but errors and those of React', () => {
  const broken =
    /^\s*(export )?(const )?enum \w|^\s*(export )?namespace \w|^\s*(export )?class \w+\b(?! extends (Error|Component)\b)/
  const lines = sources.flatMap(({ path, text }) => text.split('\n').map((line) => ({ path, line })))
  expect(lines.filter(({ line }) => broken.test(line)).map(({ path, line }) => `${path} ${line}`)).toEqual([])
})

test('versions are exact, and this runs on Node 24', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(all.filter(([, version]) => !/^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
  expect(process.version).toMatch(/^v24\./)
})

test('the top level is what a newcomer was told to expect', () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  const passing = new Set(['node_modules', 'out', 'test-results', 'playwright-report', 'release', 'docs'])
  expect(folders.filter((name) => !name.startsWith('.') && !passing.has(name)).toSorted()).toEqual([
    'electron',
    'renderer',
    'shared',
    'templates',
    'tests',
  ])
})
