import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentPolicy } from '#core/serve.ts'
import { readSources, type Sources } from '../support/read-sources.ts'

const root = join(import.meta.dirname, '../..')

/** One thing safety.md §2.2 demands of the source: a name, and what in which files breaks it. */
interface Lock {
  readonly demand: string
  readonly where: RegExp
  readonly broken: RegExp
  /** Files where it is meant to be. */
  readonly except?: RegExp
  /** Something that must be found, as a file and its text. */
  readonly planted: readonly [string, string]
}

const shells = /^electron\/(main|preload)\//
const program = /^(electron|renderer|shared)\//

const locks: readonly Lock[] = [
  {
    demand: 'one factory makes every window',
    where: program,
    broken: /new (BrowserWindow|WebContentsView|BrowserView)\b/,
    except: /^electron\/main\/create-window\.ts$/,
    planted: ['electron/main/other.ts', 'const second = new BrowserWindow({})'],
  },
  {
    demand: 'no weakened window',
    where: shells,
    broken:
      /\b(contextIsolation|sandbox|webSecurity): false|\b(nodeIntegration|webviewTag|allowRunningInsecureContent|experimentalFeatures): true|enableBlinkFeatures|bypassCSP|@electron\/remote/,
    planted: ['electron/main/create-window.ts', '  webSecurity: false,'],
  },
  {
    demand: 'no text becomes code or markup',
    where: program,
    broken:
      /\beval\(|new Function\(|\.(inner|outer)HTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write\(/,
    planted: ['renderer/app/x.tsx', 'element.innerHTML = name'],
  },
  {
    demand: 'nothing is fetched from an address',
    where: program,
    broken:
      /fetch\(\s*['"`](https?|wss?):|new (WebSocket|EventSource|XMLHttpRequest)\b|navigator\.sendBeacon|from 'node:(http|https|net|tls|dgram)'/,
    planted: ['electron/core/x.ts', "await fetch('https://example.com/')"],
  },
  {
    demand: 'the system opens files in one place, and addresses nowhere',
    where: program,
    broken: /\bshell\.open(Path|External)\b/,
    except: /^electron\/main\/native-dialogs\.ts$/,
    planted: ['electron/main/open-app.ts', 'void shell.openExternal(url)'],
  },
  {
    demand: 'every request passes the one check of its sender',
    where: /^electron\/main\//,
    broken: /ipcMain\.(on|once|handle|handleOnce)\((?!'request', \(event, request: unknown\) => \(isOurs\(event\) \?)/,
    planted: [
      'electron/main/open-app.ts',
      "ipcMain.handle('request', (event, request: unknown) => core.dispatch(request))",
    ],
  },
  {
    demand: 'the preload shows the bridge and nothing else',
    where: /^electron\/preload\//,
    broken:
      /exposeInMainWorld\((?!'bridge', bridge\))|ipcRenderer(?!\.(invoke\('request'|on\('event'|off\('event')|, type)/,
    planted: ['electron/preload/index.ts', "contextBridge.exposeInMainWorld('ipc', ipcRenderer)"],
  },
]

function findBroken({ where, broken, except }: Lock, sources: Sources): readonly string[] {
  return sources.flatMap(({ path, text }) =>
    where.test(path) && !except?.test(path)
      ? text.split('\n').flatMap((line, index) => (broken.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []))
      : [],
  )
}

test.each(locks)('$demand', (lock) => {
  expect(findBroken(lock, readSources(root))).toEqual([])
  const [path, text] = lock.planted
  expect(findBroken(lock, [{ path, text }])).toHaveLength(1)
})

test('the page is served and written under the same content policy, and it lets nothing in', () => {
  const written = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(
    readFileSync(join(root, 'renderer/index.html'), 'utf8'),
  )?.[1]
  // A policy in the page itself cannot name its frames' ancestors.
  expect(`${written}; frame-ancestors 'none'`).toBe(contentPolicy)
  expect(contentPolicy).toMatch(/^default-src 'none'; /)
  expect(contentPolicy).not.toMatch(/https?:|\*|'unsafe-eval'/)
})

test('installing runs no script of ours, and no package has one', () => {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  expect(Object.keys(own.scripts).filter((name) => /install|prepare|publish/.test(name))).toEqual([])
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean; integrity?: string; optional?: boolean; cpu?: string[] }>
  }
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '')
  // Written by hand, because the registry where the lock was made lacks them and npm then leaves them out,
  // which fails `npm ci` everywhere: native parts for other systems, checked by nothing but their version.
  const others = entries.filter(([, entry]) => !entry.integrity)
  expect(others.filter(([, { optional, cpu }]) => !optional || !cpu).map(([path]) => path)).toEqual([])
  const parents = /^node_modules\/(@napi-rs\/canvas|@oxc-parser|@oxfmt|@oxlint|@oxlint-tsgolint)[-/]/
  expect(others.filter(([path]) => !parents.test(path)).map(([path]) => path)).toEqual([])
  // setup.mjs installs with --ignore-scripts; a package that needs its script would be missing it.
  expect(entries.filter(([, entry]) => entry.hasInstallScript).map(([path]) => path)).toEqual([])
})
