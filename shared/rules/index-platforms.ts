import { pinyin } from 'pinyin-pro'
import { nameMaterialKind } from '../kinds.ts'
import { type Platform, platformKindNames } from '../platforms.ts'

/** A platform made ready to be searched; built once, plain data. */
export interface PlatformEntry {
  readonly platform: Platform
  /** Lower-case words found as they stand: Chinese, Latin, digits. */
  readonly words: string
  /** Pinyin syllables of its names, one list for each name. */
  readonly syllables: readonly (readonly string[])[]
}

const normalise = (words: string): string => words.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')

const readSyllables = (words: string): readonly string[] =>
  pinyin(words, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((syllable) => syllable.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '')

function indexPlatform(platform: Platform): PlatformEntry {
  const names = [platform.name.value, platform.nameEn.value, platform.operator.value].filter((name) => name !== null)
  const channels = platform.channels.flatMap(({ address, materials }) => [
    address.value ?? '',
    ...(materials.value ?? []).flatMap(({ verbatim, groups }) => [
      verbatim,
      ...(groups ?? []).flat().map(nameMaterialKind),
    ]),
  ])
  const handsets = platform.handsets.map(({ value }) => value ?? '')
  return {
    platform,
    words: [
      platform.id,
      ...names,
      ...handsets,
      platformKindNames[platform.kind],
      ...(platform.consumers.value ?? []),
      ...channels,
    ]
      .map(normalise)
      .join('\n'),
    syllables: [...names, ...handsets].map(readSyllables),
  }
}

/** Works out once what a search needs: words, pinyin and initials of every platform. */
export const indexPlatforms = (platforms: readonly Platform[]): readonly PlatformEntry[] => platforms.map(indexPlatform)
