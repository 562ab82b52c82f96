/** Text without what readers and scanners do differently: spaces and the width of characters. */
export const plainText = (text: string) => text.normalize('NFKC').replaceAll(/[\s\p{C}]+/gu, '')

const pairsOf = (text: string) => {
  const pairs = new Map<string, number>()
  for (let i = 1; i < text.length; i++) {
    const pair = text.slice(i - 1, i + 1)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/** How alike two plain texts are, 0 to 1, by the pairs of characters they share (Dice). */
export function likeText(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  let shared = 0
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0)
  const all = Math.max(0, one.length - 1) + Math.max(0, other.length - 1)
  return all > 0 ? (2 * shared) / all : 0
}
