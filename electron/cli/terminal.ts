import type { Readable } from 'node:stream'
import type { Ports } from '#core/ports.ts'
import type { ProgramFolders } from '../host/find-resources.ts'

/** Where a verb runs: the program's folders, its streams, and what stops it. */
export interface Terminal {
  readonly program: ProgramFolders
  readonly stdin: Readable
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean }
  readonly interrupted: AbortSignal
  /** Replaces the plain-Node ports in the packaged program. */
  readonly ports?: Partial<Ports>
}

/** The line was wrong: shown with the usage, exit code 2. */
export class WrongUsage extends Error {}

/** What a verb found, and how the program ends: 0 done, 1 refused. */
export interface Outcome {
  readonly code: 0 | 1
  /** One JSON value. */
  readonly value: unknown
  /** The same for a person, unless `--json` was asked for; JSON when left out. */
  readonly text?: string
}
