import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Platform, platformSchema } from '#shared/platforms.ts'
import { correctFact, newPlatform, withChannel } from '../../renderer/features/catalogue/edit-platform.ts'
import { editorFor } from '../../renderer/features/catalogue/fact-editors.tsx'
import { type Field, listFields } from '../../renderer/features/catalogue/fact-words.tsx'

const folder = join(import.meta.dirname, '../../templates/platforms')
const platforms = readdirSync(folder).map((name) =>
  platformSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
)

const origin = { sourceText: '客服电话答复', sourceUrl: '', date: '2026-11-23', confidence: 'medium' } as const

const allFields = (platform: Platform): Field[] => [
  ...listFields(platform, []),
  ...platform.channels.flatMap((channel, index) => listFields(channel, ['channels', index])),
  ...platform.queryChannels.flatMap((channel, index) => listFields(channel, ['queryChannels', index])),
  ...(platform.certification ? listFields(platform.certification, ['certification']) : []),
]

test('opening a field for correction and saving it untouched loses nothing, for every field of every platform', () => {
  expect(platforms.length).toBe(41)
  for (const platform of platforms)
    for (const { key, path, fact } of allFields(platform)) {
      if (fact.value === null) continue
      const editor = editorFor(key)
      const written = editor.write(editor.read(fact.value), fact.value)
      expect(written, `${platform.id} ${path.join('.')}`).toEqual(fact.value)
    }
})

test('a correction names its source, changes nothing else, and is still a valid platform', () => {
  const platform = platforms.find(({ id }) => id === 'huawei')
  if (!platform) throw new Error('no huawei')
  const before = structuredClone(platform)
  const corrected = correctFact(platform, ['channels', 0, 'free'], true, origin, '')
  expect(platformSchema.safeParse(corrected).success).toBe(true)
  expect(corrected.channels[0]?.free).toEqual({
    value: true,
    sources: ['user-1'],
    date: '2026-11-23',
    confidence: 'medium',
  })
  expect(corrected.sources.at(-1)).toMatchObject({ id: 'user-1', text: '客服电话答复', kind: 'user', url: null })
  expect(platform).toEqual(before)
  expect({ ...corrected, channels: before.channels, sources: before.sources }).toEqual(before)
})

test('an own platform and its first channel are valid, and a second channel of a kind gets its own number', () => {
  const own = newPlatform('security-app', '某某手机助手', origin)
  const once = withChannel(own, 'web', 'https://example.com/appeal', origin)
  const twice = withChannel(once, 'web', 'https://example.com/other', origin)
  expect(platformSchema.safeParse(twice).error).toBeUndefined()
  expect(twice.channels.map(({ id }) => id)).toEqual([`${own.id}/web-1`, `${own.id}/web-2`])
})

test('a time that is not understood is refused with an example, never guessed', () => {
  const { write } = editorFor('answer')
  expect(write('3-7个工作日', null)).toEqual({ min: 3, max: 7, unit: 'workday' })
  expect(write('15 天', null)).toEqual({ min: 15, max: 15, unit: 'day' })
  expect(write('', null)).toBeUndefined()
  expect(() => write('大概一周', null)).toThrow('3-7个工作日')
})
