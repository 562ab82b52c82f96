import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { writeSafely } from '#core/files/write-safely.ts'
import { todayInShanghai } from '#shared/rules/calendar-dates.ts'
import { openTerminalCore } from './open-terminal-core.ts'
import { WrongUsage, type Outcome, type Terminal } from './terminal.ts'

export interface BindOptions {
  readonly folder: string | null
  readonly out: string | null
  readonly title: string | null
  readonly date: string | null
  /** Where the report goes as a file of its own. */
  readonly report: string | null
}

/** Binds files in their order into one checked PDF. */
export async function bindFiles(terminal: Terminal, files: readonly string[], options: BindOptions): Promise<Outcome> {
  const { folder, out, title, date, report } = options
  if (out === null) throw new WrongUsage('请用 --out <文件.pdf> 指明成品位置')
  if (files.length === 0) throw new WrongUsage('请写出要装订的文件')
  const opened = await openTerminalCore(terminal, folder)
  try {
    const bound = await opened.client.documents.bind({
      files: files.map((file) => resolve(file)),
      output: resolve(out),
      title: title ?? '证据材料',
      date: date ?? todayInShanghai(new Date()),
      job: opened.job(),
    })
    if (!bound.ok) return { code: 1, value: bound.error }
    const { value } = bound
    if (report !== null)
      await writeSafely(resolve(report), (temporary) =>
        writeFile(temporary, `${JSON.stringify(value.report, null, 2)}\n`),
      )
    const parts = value.parts.map(({ firstPage, lastPage, title: name }) =>
      firstPage === lastPage ? `  第 ${firstPage} 页　${name}` : `  第 ${firstPage}–${lastPage} 页　${name}`,
    )
    const kept = value.report.checks.filter((check) => check.ok).length
    return {
      code: 0,
      value,
      text: [
        `已生成 ${value.output}（${value.pages} 页，${value.size} 字节）`,
        ...parts,
        ...value.notes,
        `自检：${kept}/${value.report.checks.length} 项通过`,
      ].join('\n'),
    }
  } finally {
    await opened.close()
  }
}

/** Checks any PDF; not clean is exit code 1. */
export async function verifyFile(
  terminal: Terminal,
  files: readonly string[],
  options: { readonly folder: string | null },
): Promise<Outcome> {
  const [path, ...more] = files
  if (path === undefined || more.length > 0) throw new WrongUsage('写法：verify <文件.pdf>')
  const opened = await openTerminalCore(terminal, options.folder)
  try {
    const report = await opened.client.documents.verify({ path: resolve(path) })
    if (!report.ok) return { code: 1, value: report.error }
    return { code: report.value.clean ? 0 : 1, value: report.value }
  } finally {
    await opened.close()
  }
}
