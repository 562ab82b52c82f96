import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentPolicy, createServe } from '#core/serve.ts'
import { createInbox, plainName } from '#core/inbox.ts'
import { openCore, openSample, passingFolder } from './core-steps.ts'

const sha = 'a'.repeat(64)

/** A door over folders of its own, with a secret beside them. */
function openDoor() {
  const root = passingFolder()
  const folder = (name: string) => join(root, name)
  for (const name of ['page', 'page/assets', 'files', 'previews', 'fonts']) mkdirSync(folder(name))
  writeFileSync(folder('secret.html'), 'SECRET')
  writeFileSync(folder('secret.ttf'), 'SECRET')
  writeFileSync(folder(`page/index.html`), '<p>page</p>')
  writeFileSync(folder('page/assets/a.js'), 'run()')
  writeFileSync(folder('page/notes.xyz'), 'SECRET')
  writeFileSync(folder(`files/${sha}`), '0123456789')
  writeFileSync(folder(`previews/${'b'.repeat(64)}`), '')
  writeFileSync(folder('fonts/a.ttf'), 'FONT')
  symlinkSync(folder('secret.html'), folder('page/link.html'))
  symlinkSync(root, folder('page/up'))
  symlinkSync(folder('secret.html'), folder(`files/${'c'.repeat(64)}`))
  symlinkSync(folder('secret.ttf'), folder('fonts/link.ttf'))
  const inbox = createInbox(folder('inbox'), () => 'token')
  const serve = createServe({
    rendererFolder: folder('page'),
    filesFolder: folder('files'),
    previewsFolder: folder('previews'),
    fontsFolder: folder('fonts'),
    inbox,
  })
  const get = (path: string, init: RequestInit = {}) => serve(new Request(`https://app${path}`, init))
  return { get, inbox, root }
}

test('the page is served with the content policy, its parts with their types, and nothing may be sniffed', async () => {
  const { get } = openDoor()
  const page = await get('/')
  expect([page.status, await page.text()]).toEqual([200, '<p>page</p>'])
  expect(page.headers.get('content-security-policy')).toBe(contentPolicy)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await get('/assets/a.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  for (const forbidden of ["'unsafe-eval'", 'http:', 'https:', '*'])
    expect(contentPolicy.replaceAll("'wasm-unsafe-eval'", '')).not.toContain(forbidden)
  expect(contentPolicy).toContain("default-src 'none'")
  expect(contentPolicy.match(/script-src [^;]*/)?.[0]).toBe("script-src 'self' 'wasm-unsafe-eval'")
})

test('no path leads out of the folders that are served', async () => {
  const { get } = openDoor()
  const ways = [
    '..',
    '%2e%2e',
    '%2E%2e',
    '.%2e',
    '%252e%252e',
    '..%2f',
    '..%5c',
    '..\\',
    '%2e%2e%2f',
    '....//',
    '%c0%ae%c0%ae',
  ]
  const targets = ways.flatMap((way) =>
    ['', 'assets/', 'fonts/', 'files/'].flatMap((base) => [
      `/${base}${way}/secret.html`,
      `/${base}${way}secret.html`,
      `/${base}${way}/secret.ttf`,
    ]),
  )
  const odd = [
    '/link.html',
    '/up/secret.html',
    '/fonts/link.ttf',
    `/files/${'c'.repeat(64)}.pdf`,
    '/notes.xyz',
    '/index.html%00.js',
    '/%00',
    '//etc/passwd.html',
    '/C:/secret.html',
    '/c:%5csecret.html',
    '/assets',
    '/assets/',
    '/files/',
    `/files/${sha}`,
    `/files/${sha}.html`,
    `/files/${sha}.svg`,
    `/files/${sha.toUpperCase()}.pdf`,
    `/files/x/${sha}.pdf`,
    `/files/${sha}.pdf/..`,
    '/inbox/token',
    '/%',
    '/%zz',
  ]
  for (const path of [...targets, ...odd]) {
    const answer = await get(path)
    expect(answer.status, path).toBe(404)
    expect(await answer.text(), path).toBe('not found')
  }
})

test('a stored file goes out as what cannot run, whole or in part', async () => {
  const { get } = openDoor()
  const whole = await get(`/files/${sha}.pdf`)
  expect(await whole.text()).toBe('0123456789')
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': '10',
    'accept-ranges': 'bytes',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=31536000, immutable',
  })
  const part = async (range: string) => {
    const answer = await get(`/files/${sha}.mp4`, { headers: { range } })
    return [
      answer.status,
      await answer.text(),
      answer.headers.get('content-range'),
      answer.headers.get('content-length'),
    ]
  }
  expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10', '3'])
  expect(await part('bytes=7-')).toEqual([206, '789', 'bytes 7-9/10', '3'])
  expect(await part('bytes=7-99999')).toEqual([206, '789', 'bytes 7-9/10', '3'])
  expect(await part('bytes=-3')).toEqual([206, '789', 'bytes 7-9/10', '3'])
  expect(await part('bytes=-99')).toEqual([206, '0123456789', 'bytes 0-9/10', '10'])
  expect((await part('bytes=10-')).slice(0, 3)).toEqual([416, '', 'bytes */10'])
  expect((await part('bytes=5-2')).slice(0, 3)).toEqual([416, '', 'bytes */10'])
  expect((await part('bytes=-0')).slice(0, 3)).toEqual([416, '', 'bytes */10'])
  expect((await part('items=1-2'))[0]).toBe(200)
  const empty = await get(`/files/${'b'.repeat(64)}.txt`)
  expect([empty.status, await empty.text(), empty.headers.get('content-length')]).toEqual([200, '', '0'])
})

test('only reading, and putting into the inbox', async () => {
  const { get } = openDoor()
  for (const method of ['POST', 'DELETE', 'PATCH', 'PUT', 'OPTIONS', 'HEAD'])
    expect((await get('/', { method, ...(method === 'PUT' ? { body: 'x' } : {}) })).status, method).toBe(405)
  expect((await get(`/files/${sha}.pdf`, { method: 'PUT', body: 'x' })).status).toBe(405)
})

test('a dropped file keeps only the last part of its name, and its bytes go nowhere else', async () => {
  const { get, inbox, root } = openDoor()
  const put = async (path: string, body: string | null = 'x') =>
    (await get(path, { method: 'PUT', ...(body === null ? {} : { body }) })).json()
  expect(await put(`/inbox/${encodeURIComponent('../../C:\\x\\营业执照.pdf')}`)).toEqual({
    ok: true,
    value: { token: 'token' },
  })
  expect(inbox.find('token')).toEqual({ path: join(root, 'inbox', 'token'), name: '营业执照.pdf' })
  await put('/inbox/', null)
  expect(inbox.find('token').name).toBe('未命名文件')
  expect((await get('/inbox/%zz', { method: 'PUT', body: 'x' })).status).toBeGreaterThanOrEqual(400)
  expect(plainName('a\u202Egpj.exe\u0000')).toBe('agpj.exe')
  expect(plainName('x'.repeat(500) + '.pdf')).toMatch(/\.pdf$/)
  rmSync(join(root, 'inbox'), { recursive: true })
  expect(await put('/inbox/a.pdf')).toMatchObject({ ok: false, error: { code: 'storage', problem: 'missing' } })
})

test('an upload that breaks off leaves nothing in the inbox', async () => {
  const { core, client, folder, companyId } = await openSample()
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('half'))
    },
    pull(controller) {
      controller.error(new Error('the window closed'))
    },
  })
  const request = new Request('https://app/inbox/a.pdf', { method: 'PUT', body, duplex: 'half' } as RequestInit)
  expect((await core.serve(request)).status).toBe(400)
  const { readdirSync } = await import('node:fs')
  expect(readdirSync(join(folder, 'scratch', 'inbox'))).toEqual([])
  expect(await client.exhibits.list({ companyId })).toMatchObject({ ok: true })
})

test('what is served of the sample is what is stored, and a hard link into the store is no way out', async () => {
  const { core, client, companyId, folder } = await openSample()
  const [exhibit] = await client.exhibits.list({ companyId }).then((answer) => (answer.ok ? answer.value : []))
  const form = exhibit?.files[0]?.inspection.pdfForm?.sha256 ?? ''
  const answer = await core.serve(new Request(`https://app/files/${form}.pdf`))
  expect(new TextDecoder().decode((await answer.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
  linkSync(join(folder, 'zhengming.sqlite'), join(folder, 'files', 'zhengming.sqlite'))
  expect((await core.serve(new Request('https://app/files/zhengming.sqlite.pdf'))).status).toBe(404)
  const other = await openCore()
  expect((await other.core.serve(new Request(`https://app/files/${form}.pdf`))).status).toBe(404)
})
