import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { Inbox } from './inbox.ts'
import { Refusal } from './refusal.ts'

/** The content policy of safety.md §2.1. */
export const contentPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
  "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; object-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const pageTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
}

/** Stored bytes are served only as what cannot run. */
const storedTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.txt': 'text/plain; charset=utf-8',
}

const none = () => new Response('not found', { status: 404 })

/** A file strictly inside `folder`, symbolic links resolved; null for anything else. */
async function inside(folder: string, relative: string): Promise<string | null> {
  if (relative.includes('\0') || relative.includes('\\') || /^[a-z]:/i.test(relative)) return null
  try {
    const root = await realpath(folder)
    const path = await realpath(join(root, relative))
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? path : null
  } catch {
    return null
  }
}

async function answerFile(path: string, type: string, headers: Record<string, string>, range: string | null) {
  const { size } = await stat(path)
  const wanted = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(range ?? '')
  const [, from, to, last] = wanted ?? []
  // 「bytes=-500」 is the last 500.
  const start = last === undefined ? Number(from ?? 0) : Math.max(size - Number(last), 0)
  const end = to ? Math.min(Number(to), size - 1) : size - 1
  if (wanted && (start >= size || start > end))
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  const body = size === 0 ? null : Readable.toWeb(createReadStream(path, { start, end }))
  return new Response(body as ReadableStream | null, {
    status: wanted ? 206 : 200,
    headers: {
      'content-type': type,
      'content-length': String(size === 0 ? 0 : end - start + 1),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      ...(wanted ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
      ...headers,
    },
  })
}

/**
 * The one door for bytes: the page itself, stored files by hash, and files coming in. Refuses any
 * path outside the folders it owns.
 */
export function createServe({
  rendererFolder,
  filesFolder,
  previewsFolder,
  fontsFolder,
  inbox,
}: {
  readonly rendererFolder: string
  readonly filesFolder: string
  readonly previewsFolder: string
  readonly fontsFolder: string
  readonly inbox: Inbox
}) {
  async function receive(request: Request, encoded: string): Promise<Response> {
    try {
      const token = await inbox.receive(decodeURIComponent(encoded), request.body)
      return Response.json({ ok: true, value: { token } })
    } catch (thrown) {
      if (thrown instanceof Refusal) return Response.json({ ok: false, error: thrown.error })
      return new Response('not received', { status: 400 })
    }
  }

  async function stored(name: string, range: string | null): Promise<Response> {
    const match = /^([0-9a-f]{64})(\.[a-z0-9]+)$/.exec(name)
    const type = match && storedTypes[match[2] ?? '']
    if (!match || !type) return none()
    const path = (await inside(filesFolder, match[1] ?? '')) ?? (await inside(previewsFolder, match[1] ?? ''))
    // Named by content, so it never changes.
    return path
      ? answerFile(
          path,
          type,
          {
            'cache-control': 'private, max-age=31536000, immutable',
            'content-security-policy': "default-src 'none'; sandbox",
          },
          range,
        )
      : none()
  }

  async function page(relative: string): Promise<Response> {
    const type = pageTypes[extname(relative)]
    const path = type ? await inside(rendererFolder, relative) : null
    return path && type ? answerFile(path, type, { 'content-security-policy': contentPolicy }, null) : none()
  }

  return async function serve(request: Request): Promise<Response> {
    let path: string
    try {
      path = decodeURIComponent(new URL(request.url).pathname)
    } catch {
      return none()
    }
    if (request.method === 'PUT' && path.startsWith('/inbox/'))
      return receive(request, new URL(request.url).pathname.slice('/inbox/'.length))
    if (request.method !== 'GET') return new Response('method', { status: 405 })
    if (path.startsWith('/files/')) return stored(path.slice('/files/'.length), request.headers.get('range'))
    if (path.startsWith('/fonts/')) {
      const font = path.endsWith('.ttf') ? await inside(fontsFolder, path.slice('/fonts/'.length)) : null
      return font ? answerFile(font, 'font/ttf', { 'cache-control': 'max-age=31536000' }, null) : none()
    }
    return page(path === '/' ? 'index.html' : path.slice(1))
  }
}
