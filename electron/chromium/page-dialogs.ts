import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { FileQuestion, Ports } from '#core/ports.ts'
import { plainName } from '#core/inbox.ts'
import { askForPath } from './ask-for-path.ts'
import { origin } from './connect-page.ts'

/** Runs in the page: opens its own file dialog, sends what was chosen to the shell, answers with how many. */
async function chooseInPage(question: FileQuestion): Promise<number> {
  const input = document.createElement('input')
  input.type = 'file'
  input.hidden = true
  input.multiple = question.several
  input.accept = question.extensions.map((extension) => `.${extension}`).join(',')
  document.body.append(input)
  const files = await new Promise<File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
  input.remove()
  for (const [index, file] of files.entries())
    await fetch(`/chosen/${index}/${encodeURIComponent(file.name)}`, { method: 'PUT', body: file })
  return files.length
}

/**
 * Dialogs without a desktop toolkit: files through the page's own file input, folders through a box in
 * the page that proposes one below the downloads folder. `exportFolder` answers the latter unasked.
 */
export function createPageDialogs(exportFolder: string | null) {
  const dropped: string[] = []
  let context: BrowserContext | null = null
  let landing: Promise<string> | null = null
  const proposed = exportFolder ?? join(homedir(), 'Downloads', '正名')

  const page = (): Page | undefined => context?.pages().find((candidate) => candidate.url().startsWith(`${origin}/`))

  async function askFolder(title: string): Promise<string | null> {
    const answered = exportFolder ?? (await askIn(page(), title))
    if (answered === null || !isAbsolute(answered)) return null
    await mkdir(answered, { recursive: true })
    return answered
  }
  const askIn = async (where: Page | undefined, title: string) =>
    where ? where.evaluate(askForPath, { title, proposed }) : null

  const dialogs: Ports['dialogs'] = {
    async chooseFiles(question) {
      dropped.length = 0
      const count = (await page()?.evaluate(chooseInPage, question)) ?? 0
      return dropped.splice(0, count)
    },
    async chooseSaveLocation({ title, suggestedName }) {
      const folder = await askFolder(title)
      return folder === null ? null : join(folder, plainName(suggestedName))
    },
    chooseFolder: ({ title }) => askFolder(title),
  }

  return {
    dialogs,
    /** Tells which window to ask in. */
    async attach(opened: BrowserContext) {
      context = opened
      await opened.route(`${origin}/chosen/**`, async (route) => {
        const [, place = '0', name = ''] = /\/chosen\/(\d+)\/(.*)$/.exec(route.request().url()) ?? []
        landing ??= mkdtemp(join(tmpdir(), 'zhengming-chosen-'))
        const folder = await mkdtemp(join(await landing, `${place}-`))
        const path = join(folder, plainName(decodeURIComponent(name)))
        await writeFile(path, route.request().postDataBuffer() ?? new Uint8Array())
        dropped.push(path)
        await route.fulfill({ status: 204 })
      })
    },
    /** Removes what passed through. */
    async clear() {
      if (landing) await rm(await landing, { recursive: true, force: true })
    },
  }
}
