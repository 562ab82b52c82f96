import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asStorageRefusal } from './files/write-safely.ts'
import { refuse } from './refusal.ts'

/** Bytes waiting to be taken by an operation. */
export interface InboxItem {
  readonly path: string
  readonly name: string
}

/** The last part of a name from outside, whatever the system's separators, without control characters. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  // oxlint-disable-next-line no-control-regex -- control and bidi characters are what must go
  const plain = last.replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return plain === '' ? '未命名文件' : plain.slice(-200)
}

/** Files on their way in, each under a token that means nothing outside this run. */
export function createInbox(folder: string, ids: () => string) {
  mkdirSync(folder, { recursive: true })
  const items = new Map<string, InboxItem>()

  return {
    /** Receives bytes from the window. */
    async receive(name: string, body: ReadableStream<Uint8Array> | null): Promise<string> {
      const token = ids()
      const path = join(folder, token)
      try {
        const source = body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([])
        await pipeline(source, createWriteStream(path))
      } catch (thrown) {
        await rm(path, { force: true })
        throw asStorageRefusal(thrown, path)
      }
      items.set(token, { path, name: plainName(name) })
      return token
    },
    /** Names a file that already lies on disk (chosen in a dialog, or in the terminal); it is only read. */
    name(path: string): string {
      const token = ids()
      items.set(token, { path, name: plainName(basename(path)) })
      return token
    },
    find(token: string): InboxItem {
      const item = items.get(token)
      if (!item) throw refuse('这个文件已不在待处理区，请重新选择或拖入')
      return item
    },
    /** The operation that took it is done. */
    async settle(tokens: readonly string[]) {
      for (const token of tokens) {
        const item = items.get(token)
        items.delete(token)
        if (item && item.path === join(folder, token)) await rm(item.path, { force: true })
      }
    },
  }
}

export type Inbox = ReturnType<typeof createInbox>
