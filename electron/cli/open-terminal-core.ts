import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { Core } from '#core/core.ts'
import { createCore } from '#core/create-core.ts'
import type { Ports } from '#core/ports.ts'
import { refuse } from '#core/refusal.ts'
import { createClient } from '#shared/client.ts'
import type { Client } from '#shared/contract.ts'
import { createPorts } from '../host/create-ports.ts'
import { holdDataFolder } from '../host/hold-data-folder.ts'
import type { Terminal } from './terminal.ts'

/** A core for one verb. */
export interface TerminalCore {
  readonly core: Core
  readonly client: Client
  /** Names a job, given or new, that Ctrl+C stops. */
  readonly job: (given?: string) => string
  readonly close: () => Promise<void>
}

/** Dialogs of a program without a screen: `files` for every question after files, `out` for every place to save. */
function terminalDialogs(files: readonly string[], out: string | null): Ports['dialogs'] {
  const place = async () => {
    if (out === null) throw refuse('这一步要保存文件，请用 --out <路径> 指明位置')
    return isAbsolute(out) ? out : resolve(out)
  }
  return { chooseFiles: async () => files.map((file) => resolve(file)), chooseSaveLocation: place, chooseFolder: place }
}

/**
 * Opens the core over a data folder; beside an open window only what reads is allowed. Without a folder
 * the work leaves nothing behind. Throws the refusal of a folder that cannot be opened.
 */
export async function openTerminalCore(
  terminal: Terminal,
  folder: string | null,
  asked: { readonly files?: readonly string[]; readonly out?: string | null } = {},
): Promise<TerminalCore> {
  const dataFolder = folder ?? mkdtempSync(join(tmpdir(), 'zhengming-'))
  const held = holdDataFolder(dataFolder)
  const { program } = terminal
  const release = () => {
    held?.release()
    if (folder === null) rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const core = await createCore({
      dataFolder,
      rendererFolder: program.renderer,
      resources: program.resources,
      ports: createPorts(
        { dataFolder, jobs: program.jobs },
        { dialogs: terminalDialogs(asked.files ?? [], asked.out ?? null), ...terminal.ports },
      ),
      terminal: true,
      readOnly: held === null,
    })
    showProgress(core, terminal)
    const client = createClient(core.dispatch)
    const job = (given: string = randomUUID()) => {
      terminal.interrupted.addEventListener('abort', () => void client.jobs.cancel({ job: given }))
      return given
    }
    return { core, client, job, close: () => core.close().finally(release) }
  } catch (thrown) {
    release()
    throw thrown
  }
}

/** Says on stderr how far a long job is: over and over on one line for a person, each step once for a file. */
function showProgress(core: Core, { stderr }: Terminal) {
  let last = ''
  core.subscribe((event) => {
    if (event.kind === 'progress') {
      const line = `${event.done}/${event.total} ${event.what}`
      if (stderr.isTTY) stderr.write(`\r\u001b[K${line}`)
      else if (event.what !== last) stderr.write(`${line}\n`)
      last = event.what
    } else if (event.kind === 'job-ended' && stderr.isTTY) stderr.write('\r\u001b[K')
  })
}
