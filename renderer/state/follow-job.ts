/** One step of a running job. */
export interface JobStep {
  readonly done: number
  readonly total: number
  readonly what: string
}

/** Hears the steps of one job that is shown in its own place instead of the frame's panel; call the answer to stop. */
export function followJob(job: string, hear: (step: JobStep) => void): () => void {
  return window.bridge.listen((event) => {
    if (event.kind === 'progress' && event.job === job) hear(event)
  })
}
