import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../templates/sample')

/** A file of the made-up sample. */
export const sampleFile = (name: string): string => join(folder, name)

/** The same under the name a person would have given it. */
export function renamedSample(workFolder: string, name: string, as: string): string {
  const path = join(workFolder, as)
  copyFileSync(sampleFile(name), path)
  return path
}
