/** Characters and UTF-8 bytes a file name may have: Linux counts bytes, Windows and web forms count characters. */
const MOST_CHARACTERS = 100
const MOST_BYTES = 200

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** Words fit for a file name anywhere: letters, digits and a few marks; emoji and the rest become one underscore. */
export function plainWords(words: string, most: number): string {
  const plain = words
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}\-_.（）()·、]+/gu, '_')
    .replaceAll(/\.{2,}/g, '.')
  return trimmed(cut(plain, most, MOST_BYTES))
}

const trimmed = (words: string) => words.replaceAll(/^[_. ]+|[_. ]+$/g, '')

/** The beginning that fits, never half a character. */
function cut(words: string, mostCharacters: number, mostBytes: number): string {
  let short = ''
  for (const character of words) {
    const longer = short + character
    if (longer.length > mostCharacters || Buffer.byteLength(longer) > mostBytes) break
    short = longer
  }
  return short
}

/**
 * Gives out names, each once (Windows does not tell capitals from small letters). `stem` is cut when it
 * is too long, `ending` (「_第1张共3张」) and `extension` (with its dot) never.
 */
export function createNaming(taken: readonly string[]) {
  const key = (name: string) => name.normalize('NFC').toLowerCase()
  const given = new Set(taken.map(key))
  const build = (stem: string, ending: string) => {
    const short = cut(stem, MOST_CHARACTERS - ending.length, MOST_BYTES - Buffer.byteLength(ending))
    const safe = trimmed(short) || '文件'
    return `${RESERVED.test(safe) ? `_${safe.slice(0, -1)}` : safe}${ending}`
  }
  return function nameFile(stem: string, ending: string, extension: string): string {
    const plain = plainWords(stem, MOST_CHARACTERS)
    let name = build(plain, ending + extension)
    for (let copy = 2; given.has(key(name)); copy++) name = build(plain, `${ending}（${copy}）${extension}`)
    given.add(key(name))
    return name
  }
}

export type NameFile = ReturnType<typeof createNaming>

/** The beginning every name in a package shares: 平台_号码_日期_第N轮. */
export function nameSubmission(about: {
  readonly platformName: string
  readonly numbers: readonly { readonly digits: string }[]
  readonly date: string
  readonly round: number
}): string {
  // 「华为（电话 App 骚扰拦截）」 is 华为 in a file name.
  const platform = plainWords(about.platformName.split(/[（(/／]/)[0] ?? '', 16) || '平台'
  const first = plainWords(about.numbers[0]?.digits ?? '', 16) || '号码'
  const numbers = about.numbers.length > 1 ? `${first}等${about.numbers.length}个` : first
  return `${platform}_${numbers}_${about.date.replaceAll('-', '')}_第${about.round}轮`
}
