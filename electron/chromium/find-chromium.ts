import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const macPlaces = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${name}.app/Contents/MacOS/${name}`)
const windowsPlaces = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']

/** Places where a browser of the Chromium family may lie, best first. */
function places(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] {
  const under = (folders: readonly (string | undefined)[], names: readonly string[]) =>
    names.flatMap((name) => folders.flatMap((folder) => (folder ? [join(folder, name)] : [])))
  if (platform === 'win32') {
    const { ProgramFiles, LOCALAPPDATA } = environment
    return under([ProgramFiles, environment['ProgramFiles(x86)'], LOCALAPPDATA], windowsPlaces)
  }
  if (platform === 'darwin') return under(['/Applications', join(homedir(), 'Applications')], macPlaces)
  return under((environment['PATH'] ?? '').split(delimiter), linuxNames)
}

/** The browser to use: `CHROMIUM_PATH`, an installed Chromium, Chrome or Edge, or Playwright's own; null when there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const asked = environment['CHROMIUM_PATH']
  if (asked) return existsSync(asked) ? asked : null
  return [...places(environment, process.platform), chromium.executablePath()].find((path) => existsSync(path)) ?? null
}
