import type { Core } from '#core/core.ts'

/** What the core answers even while Vite serves the page. */
const coreFolders = ['/inbox/', '/files/', '/fonts/']

/**
 * The byte door while developing: the page comes from Vite on this machine, files from the core. Without
 * the content policy, because hot reload needs an inline script; builds never use this.
 */
export function serveWithVite(serve: Core['serve'], address: string): Core['serve'] {
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    if (request.method !== 'GET' || coreFolders.some((folder) => pathname.startsWith(folder))) return serve(request)
    const answer = await fetch(new URL(pathname + search, address))
    const type = answer.headers.get('content-type') ?? 'application/octet-stream'
    const body = type.startsWith('text/html')
      ? (await answer.text()).replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/i, '')
      : await answer.arrayBuffer()
    return new Response(body, { status: answer.status, headers: { 'content-type': type } })
  }
}
