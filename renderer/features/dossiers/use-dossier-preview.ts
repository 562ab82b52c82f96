import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Dossier } from '#shared/dossiers.ts'
import type { previewSchema } from '#shared/dossiers.ts'
import type { AppError } from '#shared/result.ts'
import type { z } from '#shared/zod.ts'
import { client, queries } from '../../state/core.ts'
import { followJob, type JobStep } from '../../state/follow-job.ts'

/** The pages that would be sent, as last bound. */
export type DossierPreview = z.infer<typeof previewSchema>

interface PreviewState {
  readonly preview: DossierPreview | null
  readonly error: AppError | null
  /** Null while nothing runs. */
  readonly step: JobStep | null
  /** What the pages, or the problem, are the answer to. */
  readonly input: string | null
}

const pause = 800

/** Everything that changes the bound pages, in one line. */
const inputOf = ({ title, documentDate, changedAt, items, appeals }: Dossier) =>
  JSON.stringify([
    title,
    documentDate,
    changedAt,
    // How long a letter is, is an answer of the preview, not a reason for another.
    items.map((item) => (item.kind === 'letter' ? { ...item, pages: null } : item)),
    appeals.map(({ id }) => id),
  ])

/** What was sent stays as it was sent, whatever becomes of the library afterwards. */
const frozenOf = ({ state, build }: Dossier): DossierPreview | null =>
  state === 'submitted' && build
    ? { file: build.bundle.sha256, pages: build.bundle.pages, parts: build.parts, report: build.report }
    : null

/** Binds the dossier's pages for the screen, again 800 ms after each change; an older run is stopped by a newer one. */
export function useDossierPreview(dossier: Dossier, shown: boolean) {
  const [state, setState] = useState<PreviewState>({ preview: null, error: null, step: null, input: null })
  const running = useRef<string | null>(null)
  const bound = useRef<string | null>(null)
  const input = inputOf(dossier)
  const frozen = frozenOf(dossier)
  const live = shown && frozen === null

  const stop = useCallback(() => {
    const job = running.current
    running.current = null
    if (job) void client.jobs.cancel({ job })
    setState((now) => ({ ...now, step: null }))
  }, [])

  const bind = useEffectEvent(async () => {
    if (running.current) void client.jobs.cancel({ job: running.current })
    const job = crypto.randomUUID()
    running.current = job
    const unfollow = followJob(job, (step) => running.current === job && setState((now) => ({ ...now, step })))
    setState((now) => ({ ...now, step: { done: 0, total: 0, what: '正在排版' } }))
    const answer = await client.dossiers.preview({ id: dossier.id, job })
    unfollow()
    if (running.current !== job) return
    running.current = null
    bound.current = input
    if (answer.ok) {
      setState({ preview: answer.value, error: null, step: null, input })
      // Where pages came to lie is news to the gate and the letters: a stamped letter may cite others.
      for (const area of ['dossiers', 'letters']) void queries.invalidateQueries({ queryKey: [area] })
    } else
      setState(({ preview }) => ({
        preview,
        error: answer.error.code === 'cancelled' ? null : answer.error,
        step: null,
        input,
      }))
  })

  useEffect(() => {
    if (!live || bound.current === input) return
    const timer = setTimeout(() => void bind(), bound.current === null ? 0 : pause)
    return () => clearTimeout(timer)
  }, [input, live])

  useEffect(
    () => () => {
      if (running.current) void client.jobs.cancel({ job: running.current })
      running.current = null
    },
    [],
  )

  return {
    ...(frozen ? { preview: frozen, error: null, step: null } : state),
    /** False from a change on until its pages are there. */
    current: frozen !== null || state.input === input,
    stop,
    again: () => void bind(),
  }
}
