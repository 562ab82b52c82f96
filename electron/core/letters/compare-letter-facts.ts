/** Who the appellant is, as registered; an empty string is not compared. */
export interface RegisteredFacts {
  readonly name: string
  readonly code: string
  readonly address: string
  /** Other names and codes that may rightly stand in the letter: owners of lines, sister companies. */
  readonly alsoRight: readonly string[]
}

/** A place where a letter says something else than the register. */
export interface LetterDifference {
  readonly what: '公司名称' | '统一社会信用代码' | '住所'
  /** Empty when the letter does not name the company at all. */
  readonly found: string
  readonly registered: string
  /** From 1; both 0 when nothing was found. */
  readonly line: number
  readonly column: number
  /** A whole Chinese sentence. */
  readonly message: string
}

type What = LetterDifference['what']
interface Found {
  readonly what: What
  readonly text: string
}

const legalForm = '(?:有限责任公司|股份有限公司|有限公司)'
const nameCharacter = String.raw`(?:[\p{Script=Han}A-Za-z0-9·]|[（(]\p{Script=Han}{2,8}[）)])`
const companyName = new RegExp(String.raw`${nameCharacter}{2,40}?${legalForm}(?:${nameCharacter}{0,12}?分公司)?`, 'gu')
const labels: Readonly<Record<What, RegExp>> = {
  公司名称: /(?:申诉单位|申诉人|公司名称|委托人|使用单位|承诺人|用印单位)[:：]\s*/gu,
  统一社会信用代码: /信用代码[:：]\s*/gu,
  住所: /(?:住所地?|注册地址|公司地址)[:：]\s*/gu,
}
/** A signature: right-aligned with the place of the seal behind it. */
const signature = /^(?:\? )?>>\s*(?:[^:：]{1,8}[:：])?([^:：]+?)\s*[（(](?:公章|盖章|加盖公章)[）)]/u

const isOpen = (text: string) => text.startsWith('{{') || text.startsWith('【待填')
const endsToken = (text: string) => text === '' || /^[\s，。；、,;.）)（(|]/u.test(text)
const squeeze = (text: string) => text.replace(/\s+/gu, '')

/** The name without its legal form and everything glued in front that cannot be part of it. */
const core = (name: string) =>
  name.replace(new RegExp(`${legalForm}.*$`, 'u'), '').replace(/^.*(?:我司|我公司|本公司)/u, '')

const pairs = (text: string) =>
  new Set(Array.from(text, (letter, index) => letter + (text[index + 1] ?? '')).slice(0, -1))

/** Whether a company's name looks like a slip of the registered one rather than another company's. */
function isLike(found: string, registered: string): boolean {
  const [one, other] = [core(found), core(registered)]
  if (other !== '' && one.includes(other)) return true
  const [left, right] = [pairs(one), pairs(other)]
  const shared = [...left].filter((pair) => right.has(pair)).length
  return left.size + right.size > 0 && (2 * shared) / (left.size + right.size) >= 0.5
}

function* findLabelled(line: string, right: Readonly<Record<What, readonly string[]>>): Generator<Found> {
  for (const what of Object.keys(labels) as What[]) {
    for (const label of line.matchAll(labels[what])) {
      const after = line.slice(label.index + label[0].length)
      const agrees = right[what].some((value) => after.startsWith(value) && endsToken(after.slice(value.length)))
      const text = /^[^，。；、,;）)（(|]*/u.exec(after)?.[0].trim() ?? ''
      const same = right[what].some((value) => squeeze(value) === squeeze(text)) && what === '住所'
      if (!agrees && !same && text !== '' && !isOpen(after)) yield { what, text }
    }
  }
}

function* findNames(line: string, registered: RegisteredFacts): Generator<Found> {
  const right = [registered.name, ...registered.alsoRight]
  for (const [name] of line.matchAll(companyName)) {
    if (!right.some((each) => each !== '' && name.endsWith(each)) && isLike(name, registered.name)) {
      yield { what: '公司名称', text: name.replace(/^.*(?:我司|我公司|本公司)/u, '') }
    }
  }
  const signed = signature.exec(line)?.[1]?.trim()
  if (signed !== undefined && signed !== '' && !isOpen(signed) && !right.includes(signed)) {
    yield { what: '公司名称', text: signed }
  }
}

/** Credit codes begin with 9 or hold a letter before the last place; identity-card numbers do neither. */
function* findCodes(line: string, right: readonly string[]): Generator<Found> {
  for (const [code] of line.matchAll(/(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])/gu)) {
    if (/^9|^\d{0,16}[A-Za-z]/u.test(code) && !right.includes(code)) yield { what: '统一社会信用代码', text: code }
  }
}

const halfWidth = (text: string) =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0xfee0))

/**
 * What a letter's text (as edited, or filled in) says about the appellant that is not as registered.
 * Fields in braces are right by themselves. Names of other companies are left alone unless they look
 * like a slip of the registered one or stand where the appellant's belongs.
 */
export function compareLetterFacts(text: string, registered: RegisteredFacts): readonly LetterDifference[] {
  const value = { 公司名称: registered.name, 统一社会信用代码: registered.code, 住所: registered.address }
  const right = {
    公司名称: [registered.name, ...registered.alsoRight],
    统一社会信用代码: [registered.code, ...registered.alsoRight],
    住所: [registered.address, ...registered.alsoRight],
  }
  const differences = new Map<string, LetterDifference>()
  for (const [index, raw] of text.split(/\r\n|\r|\n/u).entries()) {
    const line = halfWidth(raw.replaceAll('**', ''))
    const found = [
      ...findLabelled(line, right),
      ...findNames(line, registered),
      ...findCodes(line, right.统一社会信用代码),
    ]
    for (const { what, text: words } of found.filter((each) => value[each.what] !== '')) {
      const column = Math.max(0, raw.indexOf(words)) + 1
      const message = `第 ${index + 1} 行的${what}「${words}」与登记的「${value[what]}」不一致，请改正或者更新登记`
      const difference = { what, found: words, registered: value[what], line: index + 1, column, message }
      differences.set(`${what} ${index} ${words}`, difference)
    }
  }
  if (registered.name !== '' && !text.includes(registered.name) && !/\{\{\s*公司名称\s*\}\}/u.test(text)) {
    const message = `正文没有写登记的公司名称「${registered.name}」，请写上`
    differences.set('', { what: '公司名称', found: '', registered: registered.name, line: 0, column: 0, message })
  }
  return [...differences.values()]
}
