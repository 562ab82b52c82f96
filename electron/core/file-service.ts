import { extname } from 'node:path'
import type { Service } from '#shared/contract.ts'
import { copyOut } from './files/copy-out.ts'
import type { FileStore } from './files/file-store.ts'
import type { Inbox } from './inbox.ts'
import type { Ports } from './ports.ts'
import { notFound, refuse, Refusal } from './refusal.ts'

/** Files that leave: the paths a person chose in this run are the only ones the window may name again. */
export function createOutlet(ports: Pick<Ports, 'dialogs'>) {
  const known = new Set<string>()
  return {
    known: (path: string) => known.has(path),
    remember: (path: string) => void known.add(path),
    /** Asks where to save; a person who cancels is not an error to show. */
    async askWhere(title: string, suggestedName: string): Promise<string> {
      const path = await ports.dialogs.chooseSaveLocation({ title, suggestedName: safeName(suggestedName) })
      if (path === null) throw new Refusal({ code: 'cancelled' })
      known.add(path)
      return path
    },
    async askFolder(title: string): Promise<string> {
      const path = await ports.dialogs.chooseFolder({ title })
      if (path === null) throw new Refusal({ code: 'cancelled' })
      known.add(path)
      return path
    },
  }
}

export type Outlet = ReturnType<typeof createOutlet>

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** A name every system takes: no separators, reserved words, trailing dots or more than 120 characters. */
export function safeName(name: string): string {
  const extension = extname(name).slice(0, 12)
  const stem = name.slice(0, name.length - extension.length)
  // oxlint-disable-next-line no-control-regex -- control and bidi characters are what must go
  const plain = stem.replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '_').trim()
  const short = [...plain]
    .slice(0, 100)
    .join('')
    .replace(/[. ]+$/, '')
  return `${RESERVED.test(short + extension) || short === '' ? `_${short}` : short}${extension}`
}

/** Choosing, copying out and showing files. */
export function createFileService({
  files,
  inbox,
  outlet,
  ports,
}: {
  readonly files: FileStore
  readonly inbox: Inbox
  readonly outlet: Outlet
  readonly ports: Ports
}): Service<'files'> {
  const known = (path: string) => {
    if (!outlet.known(path)) throw refuse('只能打开本次运行中保存过的文件或文件夹')
    return path
  }
  return {
    async choose(question) {
      const paths = await ports.dialogs.chooseFiles(question)
      return paths.map((path) => {
        const token = inbox.name(path)
        return { token, name: inbox.find(token).name }
      })
    },
    async saveCopy({ sha256, name }) {
      if (!files.has(sha256)) throw notFound('文件', sha256)
      const path = await outlet.askWhere('保存副本', name)
      await copyOut(files, sha256, path)
      return { path }
    },
    async reveal({ path }) {
      await ports.opener.reveal(known(path))
      return {}
    },
    async open({ path }) {
      await ports.opener.open(known(path))
      return {}
    },
  }
}
