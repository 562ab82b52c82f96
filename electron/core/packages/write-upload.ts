import { fitPdf } from './fit-pdf.ts'
import { fitPictures } from './fit-pictures.ts'
import type { NameFile } from './name-files.ts'
import type { PackageFile, PackageInput } from './package-input.ts'
import type { PageSource } from './page-source.ts'
import type { PackagePlan, PlannedUpload } from './plan-package.ts'
import type { StagedFiles } from './staged-files.ts'

/** What every step of a build shares. */
export interface Build {
  readonly input: PackageInput
  readonly plan: PackagePlan
  readonly source: PageSource
  readonly staged: StagedFiles
  readonly nameFile: NameFile
  /** What the channel takes, in the order it is handed over. */
  readonly files: PackageFile[]
  readonly warnings: string[]
  /** Says that `share` (0 to 1) of the step at hand is done. */
  readonly moved: (share: number, what: string) => void
}

const mediaTypes = { pdf: 'application/pdf', jpeg: 'image/jpeg', png: 'image/png' } as const
const extensions = { pdf: '.pdf', jpeg: '.jpg', png: '.png' } as const

/** Fits the pages of one upload place and writes its files. */
export async function writeUpload(
  build: Build,
  { title, pages, form, limits, stem, slot }: PlannedUpload,
  maxBytes: number,
): Promise<readonly { readonly file: PackageFile; readonly bytes: Uint8Array }[]> {
  const moved = (share: number) => build.moved(share, title)
  const { files, warnings } =
    form === 'pdf'
      ? await fitPdf(build.source, pages, title, maxBytes, moved)
      : await fitPictures(build.source, pages, form, { maxBytes, count: limits.count }, moved)
  build.warnings.push(...warnings.map((warning) => `${slot}：${warning}`))
  const written = []
  for (const [index, { bytes, fitted }] of files.entries()) {
    const ending = files.length > 1 ? `_第${index + 1}张共${files.length}张` : ''
    const name = build.nameFile(stem, ending, extensions[form])
    const file = await build.staged.write(name, bytes, { slot, mediaType: mediaTypes[form], fitted })
    written.push({ file, bytes })
  }
  build.files.push(...written.map(({ file }) => file))
  return written
}
