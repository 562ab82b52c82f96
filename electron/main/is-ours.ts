import type { WebFrameMain } from 'electron'

/** Where the page lives; answered by `core.serve`, never by a network. */
export const pageAddress = 'app://zhengming/'

/** True for our own page's top frame. `URL.origin` is no help: it is "null" for every custom scheme. */
export function isOurs({
  senderFrame,
}: {
  readonly senderFrame: Pick<WebFrameMain, 'parent' | 'url'> | null
}): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(pageAddress)
}
