import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Client } from '#shared/contract.ts'
import { openTerminalCore, type TerminalCore } from './open-terminal-core.ts'
import { WrongUsage, type Outcome, type Terminal } from './terminal.ts'

const tokenFields = new Set(['token', 'tokens', 'receipt'])

/** Paths written as `@path` where an operation takes a token of the inbox. */
function findPaths(value: unknown, field = ''): readonly string[] {
  if (typeof value === 'string') return tokenFields.has(field) && value.startsWith('@') ? [value.slice(1)] : []
  if (Array.isArray(value)) return value.flatMap((entry) => findPaths(entry, field))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, entry]) => findPaths(entry, name))
}

function replacePaths(value: unknown, tokens: readonly string[], paths: readonly string[], field = ''): unknown {
  if (typeof value === 'string')
    return tokenFields.has(field) && value.startsWith('@') ? tokens[paths.indexOf(value.slice(1))] : value
  if (Array.isArray(value)) return value.map((entry) => replacePaths(entry, tokens, paths, field))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, replacePaths(entry, tokens, paths, name)]),
  )
}

/** Puts the named files in the inbox, as a person choosing them would. */
async function withTokens(client: Client, input: unknown, paths: readonly string[]): Promise<unknown> {
  if (paths.length === 0) return input
  const chosen = await client.files.choose({ title: '', several: true, extensions: [] })
  return chosen.ok
    ? replacePaths(
        input,
        chosen.value.map(({ token }) => token),
        paths,
      )
    : input
}

async function readInput(given: string, terminal: Terminal): Promise<unknown> {
  const written = given === '-' ? await text(terminal.stdin) : given
  try {
    return JSON.parse(written) as unknown
  } catch {
    throw new WrongUsage('输入不是有效的 JSON')
  }
}

/** Runs one operation of the contract. */
export async function callOperation(
  terminal: Terminal,
  [name = '', given = '{}', ...more]: readonly string[],
  options: { readonly folder: string; readonly out: string | null },
): Promise<Outcome> {
  const [, area, operation] = /^([a-zA-Z]+)\.([a-zA-Z]+)$/.exec(name) ?? []
  if (!area || !operation || more.length > 0) throw new WrongUsage('写法：call <区域>.<操作> <JSON 或 ->')
  const input = await readInput(given, terminal)
  const paths = findPaths(input)
  const opened: TerminalCore = await openTerminalCore(terminal, options.folder, {
    files: paths.map((path) => resolve(path)),
    out: options.out,
  })
  try {
    const sent = await withTokens(opened.client, input, paths)
    const { job } = (sent ?? {}) as { readonly job?: unknown }
    if (typeof job === 'string') opened.job(job)
    const result = await opened.core.dispatch({ area, operation, input: sent })
    return result.ok ? { code: 0, value: result.value } : { code: 1, value: result.error }
  } finally {
    await opened.close()
  }
}
