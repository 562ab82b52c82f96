import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const largest = 2 * 1024 * 1024

/**
 * The log file of the data folder: incidents with their stacks, which never reach the screen because
 * they may hold clients' facts. One older file is kept. Never throws: a full disk must not hide the
 * incident behind another one.
 */
export function openLog(dataFolder: string, now: () => Date = () => new Date()) {
  const path = join(dataFolder, 'logs', 'zhengming.log')
  return {
    error(incident: string, thrown: unknown) {
      const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : JSON.stringify(thrown)
      try {
        mkdirSync(join(dataFolder, 'logs'), { recursive: true })
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(path, `${path}.1`)
        appendFileSync(path, `${now().toISOString()} ${incident} ${text}\n`)
      } catch {
        process.stderr.write(`${incident} ${text}\n`)
      }
    },
  }
}
