import type { Result } from '#shared/result.ts'
import { client } from './core.ts'

/** Bytes waiting in the core's inbox. */
export interface InboxFile {
  readonly token: string
  readonly name: string
}

/** Hands one dropped, pasted or chosen file to the core; the token names it until an operation takes it. */
export async function putFile(file: File): Promise<Result<InboxFile>> {
  const name = file.name === '' ? '未命名文件' : file.name
  try {
    const response = await fetch(`/inbox/${encodeURIComponent(name)}`, { method: 'PUT', body: file })
    const answer = (await response.json()) as Result<{ readonly token: string }>
    return answer.ok ? { ok: true, value: { token: answer.value.token, name } } : answer
  } catch {
    return {
      ok: false,
      error: {
        code: 'refused',
        reason: `没有读到「${name}」：文件可能已被移动、正被别的程序占用，或是一个文件夹。请关闭占用它的程序后再试。`,
      },
    }
  }
}

/** Asks for files in the system's dialog; empty when the person cancels. */
export function chooseFiles(options: {
  readonly title: string
  readonly several?: boolean
  readonly extensions: string[]
}): Promise<Result<InboxFile[]>> {
  return client.files.choose({
    title: options.title,
    several: options.several ?? false,
    extensions: options.extensions,
  })
}

/** Where the page finds a stored file's bytes. */
export const fileUrl = (
  sha256: string,
  extension: 'pdf' | 'jpg' | 'png' | 'webp' | 'mp4' | 'wav' | 'mp3' | 'm4a' | 'ogg' | 'txt',
) => `/files/${sha256}.${extension}`
