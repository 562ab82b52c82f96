import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '#shared/document.ts'
import type { BundleMaker } from '../dossiers/bundle-maker.ts'
import { composeBundle } from '../dossiers/compose-bundle.ts'
import type { GatheredDossier } from '../dossiers/gather-dossier.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Jobs } from '../jobs/create-jobs.ts'
import { Refusal } from '../refusal.ts'

const LIMITS = { seconds: 60, megabytes: 768 }
const silent = { signal: new AbortController().signal, progress: () => undefined }

/** Every reference a document makes. */
const refsOf = (document: Document): readonly string[] => {
  const inlines = document.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? block.inlines : block.kind === 'table' ? block.rows.flat(2) : [],
  )
  return [...new Set(inlines.flatMap((inline) => ('ref' in inline ? [inline.ref] : [])))]
}

/** Typesets letters on their own, with the pages their references have in the whole bundle. */
export function createLetterPrinter({
  jobs,
  previews,
  files,
  maker,
  workFolder,
}: {
  readonly jobs: Jobs
  readonly previews: FileStore
  readonly files: FileStore
  readonly maker: BundleMaker
  readonly workFolder: string
}) {
  const done = new Map<string, { file: string; pages: number }>()

  function knownPlaces(gathered: GatheredDossier): ReadonlyMap<string, number> {
    const { dossier, items } = gathered
    return new Map(
      items.flatMap(({ id }) => {
        const place = maker.placeOf(dossier.id, id)
        return place ? [[id, place.firstPage] as const] : []
      }),
    )
  }
  const pagesOf = (gathered: GatheredDossier, itemId: string) => {
    const place = maker.placeOf(gathered.dossier.id, itemId)
    return place && place.lastPage - place.firstPage + 1
  }

  return {
    knownPlaces,
    pagesOf,
    /** A PDF of one letter in the preview store. */
    async typeset(document: Document, places: ReadonlyMap<string, number>) {
      const refs = Object.fromEntries(
        refsOf(document).map((ref) => [ref, places.has(ref) ? `第 ${places.get(ref)} 页` : '所附材料']),
      )
      const key = createHash('sha256')
        .update(JSON.stringify([document, refs]))
        .digest('hex')
      const before = done.get(key)
      if (before && previews.has(before.file)) return { ...before, path: previews.pathOf(before.file) }
      const folder = await mkdtemp(join(workFolder, 'letter-'))
      try {
        const output = join(folder, 'letter.pdf')
        const at = '2000-01-01T00:00:00.000Z'
        const { pages } = await jobs.run(
          'typeset',
          { document, output, at, refs, footer: { text: '', numbered: true } },
          LIMITS,
        )
        const { sha256 } = await previews.take(output)
        done.set(key, { file: sha256, pages })
        return { file: sha256, pages, path: previews.pathOf(sha256) }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    /**
     * Where everything is bound now, by binding the dossier once. Where it cannot be bound yet, references
     * are left as words rather than guessed.
     */
    async bindForPlaces(gathered: GatheredDossier) {
      try {
        const bundle = await maker.make(composeBundle(gathered, files.pathOf), silent)
        maker.remember(gathered.dossier.id, bundle)
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown
      }
      return knownPlaces(gathered)
    },
  }
}

export type LetterPrinter = ReturnType<typeof createLetterPrinter>
