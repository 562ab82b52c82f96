import { isFact, listFacts } from '../facts.ts'
import type { Platform } from '../platforms.ts'

/** A field the user edited and the shipped data changed as well; values are JSON, undefined where absent. */
export interface CatalogueConflict {
  /** Keys joined by dots; members of lists by their id: `channels.tencent/web-1.address`. */
  readonly path: string
  readonly base: unknown
  readonly mine: unknown
  readonly shipped: unknown
}

/** The three versions of one platform: shipped when the user edited, as edited, as shipped now. */
export interface PlatformVersions {
  readonly base: Platform
  readonly mine: Platform
  readonly shipped: Platform
}

type Branch = ReadonlyMap<string, unknown>

/** Whether two JSON values say the same, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every((key) => sameJson(left[key], right[key]))
}

const hasId = (item: unknown): item is { readonly id: string } =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'

/** The parts of a value that merge on their own; null where the value is settled as a whole (a fact, a list). */
function openBranch(value: unknown): Branch | null {
  if (typeof value !== 'object' || value === null || isFact(value)) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  return value.every(hasId) ? new Map(value.map((item) => [item.id, item])) : null
}

const isList = (value: unknown): boolean => Array.isArray(value)

function closeBranch(entries: readonly (readonly [string, unknown])[], asList: boolean): unknown {
  const kept = entries.filter(([, value]) => value !== undefined)
  return asList ? kept.map(([, value]) => value) : Object.fromEntries(kept)
}

function merge(base: unknown, mine: unknown, shipped: unknown, path: string, conflicts: CatalogueConflict[]): unknown {
  if (sameJson(mine, shipped) || sameJson(shipped, base)) return mine
  if (sameJson(mine, base)) return shipped
  const [ours, theirs] = [openBranch(mine), openBranch(shipped)]
  if (ours === null || theirs === null || isList(mine) !== isList(shipped)) {
    conflicts.push({ path, base, mine, shipped })
    return mine
  }
  const before = openBranch(base) ?? new Map<string, unknown>()
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])]
  const merged = keys.map((key) => {
    const inner = path === '' ? key : `${path}.${key}`
    return [key, merge(before.get(key), ours.get(key), theirs.get(key), inner, conflicts)] as const
  })
  return closeBranch(merged, isList(mine))
}

/** Keeps every source a fact still names, though the shipped data dropped it. */
function keepSources(merged: Platform, { base, mine, shipped }: PlatformVersions): Platform {
  const here = new Set(merged.sources.map(({ id }) => id))
  const named = new Set(listFacts(merged).flatMap(({ fact }) => fact.sources))
  const lost = [...named].filter((id) => !here.has(id))
  const everywhere = [...mine.sources, ...shipped.sources, ...base.sources]
  const found = lost.flatMap((id) => everywhere.find((source) => source.id === id) ?? [])
  return { ...merged, sources: [...merged.sources, ...found] }
}

/**
 * Brings an update of the shipped data under the user's edits, field by field: what the user did not
 * touch follows the update, what they did stays, and fields changed on both sides are listed.
 */
export function mergePlatform(versions: PlatformVersions): {
  readonly merged: Platform
  readonly conflicts: readonly CatalogueConflict[]
} {
  const conflicts: CatalogueConflict[] = []
  const merged = merge(versions.base, versions.mine, versions.shipped, '', conflicts) as Platform
  return { merged: keepSources(merged, versions), conflicts }
}

function readAt(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys
  return key === undefined ? value : readAt(openBranch(value)?.get(key), rest)
}

function writeAt(value: unknown, keys: readonly string[], leaf: unknown): unknown {
  const [key, ...rest] = keys
  if (key === undefined) return leaf
  const branch = openBranch(value) ?? new Map<string, unknown>()
  const entries = new Map(branch).set(key, writeAt(branch.get(key), rest, leaf))
  return closeBranch([...entries], isList(value))
}

/**
 * Answers one conflict: `shipped` takes the update into the edit, `mine` keeps it. Either way the base
 * moves on, so that the same difference is not asked again.
 */
export function settleConflict(versions: PlatformVersions, path: string, take: 'mine' | 'shipped'): PlatformVersions {
  const keys = path.split('.')
  const shipped = readAt(versions.shipped, keys)
  const base = writeAt(versions.base, keys, shipped) as Platform
  if (take === 'mine') return { ...versions, base }
  const mine = writeAt(versions.mine, keys, shipped) as Platform
  return { ...versions, base, mine: keepSources(mine, versions) }
}

/** Every field in which two versions of a platform differ; `base` is the first of them. */
export function listDifferences(mine: Platform, theirs: Platform): readonly CatalogueConflict[] {
  const differences: CatalogueConflict[] = []
  const walk = (left: unknown, right: unknown, path: string): void => {
    if (sameJson(left, right)) return
    const [ours, others] = [openBranch(left), openBranch(right)]
    if (ours === null || others === null) {
      differences.push({ path, base: left, mine: left, shipped: right })
      return
    }
    for (const key of new Set([...ours.keys(), ...others.keys()]))
      walk(ours.get(key), others.get(key), path === '' ? key : `${path}.${key}`)
  }
  walk(mine, theirs, '')
  return differences
}

/** A catalogue value as one line for people; a fact shows its value, source numbers and confidence left out. */
export function showCatalogueValue(value: unknown): string {
  if (value === undefined) return '（无）'
  if (isFact(value)) return value.value === null ? '未知' : showCatalogueValue(value.value)
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(showCatalogueValue).join('；')
  if (value === null) return '未知'
  if (typeof value === 'object' && 'verbatim' in value) return String(value.verbatim)
  return JSON.stringify(value)
}
