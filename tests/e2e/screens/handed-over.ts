import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyPdf } from '#core/bundle/verify-pdf.ts'
import type { CheckReport } from '#shared/check-report.ts'
import { findInCheckout } from '../../../electron/host/find-resources.ts'
import { listFolder, type FolderContents } from '../list-folder.ts'

const { resources } = findInCheckout(join(import.meta.dirname, '../../..'))

/** What the manifest of a package says of each file, by name. */
interface Manifest {
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly size: number }[]
}

/** A package as it lies in the folder it was saved to. */
export interface HandedOver {
  readonly folder: string
  /** Every file but the manifest, as read from the disk. */
  readonly found: FolderContents
  /** The same as the manifest promises it. */
  readonly promised: FolderContents
}

/** Reads the one package below `exportFolder`. */
export function readHandedOver(exportFolder: string): HandedOver {
  const name = readdirSync(exportFolder, { withFileTypes: true }).find((entry) => entry.isDirectory())
  if (!name) throw new Error(`no package below ${exportFolder}`)
  const folder = join(exportFolder, name.name)
  const { 'manifest.json': _, ...found } = listFolder(folder)
  const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  return { folder, found, promised: Object.fromEntries(files.map(({ name: file, sha256 }) => [file, sha256])) }
}

/** Opens a finished PDF with the program's second reader, outside the program. */
export const verify = (path: string): Promise<CheckReport> =>
  verifyPdf({ path }, { resources, progress: () => undefined })
