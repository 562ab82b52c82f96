import { join } from 'node:path'
import { indexPlatforms } from '#shared/rules/index-platforms.ts'
import { searchPlatforms } from '#shared/rules/search-platforms.ts'
import { loadPlatforms } from '../../electron/core/platforms/load-platforms.ts'

const QUERIES = ['腾讯', '泰', '360', 'txsj', 'taidixiong', '诈骗', '营业执照', 'zzzz', '手机', 'hw', '华为', '']
const ROUNDS = 200

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

function time(search: (text: string) => unknown): readonly number[] {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const query of QUERIES) {
      const started = performance.now()
      search(query)
      times.push(performance.now() - started)
    }
  return times.toSorted((a, b) => a - b)
}

/** Times a catalogue search beside the floor: looking for the text in the files' raw JSON. */
export async function benchCatalogue(): Promise<void> {
  const { platforms } = loadPlatforms(join(import.meta.dirname, '../../templates/platforms'))
  const started = performance.now()
  const index = indexPlatforms(platforms)
  const indexing = performance.now() - started
  const raw = platforms.map((platform) => JSON.stringify(platform))
  const ours = time((text) => searchPlatforms(index, { text, foreign: true }, '2026-11-23'))
  const floor = time((text) => raw.filter((words) => words.includes(text)))
  const row = (what: string, times: readonly number[]) => ({
    what,
    'median, ms': at(times, 0.5).toFixed(3),
    '99 %, ms': at(times, 0.99).toFixed(3),
    'slowest, ms': at(times, 1).toFixed(3),
  })
  console.table([row('search by Chinese, pinyin, initials', ours), row('floor: includes() over the raw JSON', floor)])
  console.log(`index of ${platforms.length} platforms built once in ${indexing.toFixed(1)} ms`)
}

if (import.meta.main) await benchCatalogue()
