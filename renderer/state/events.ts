import { queries } from './core.ts'
import { useJobs } from './jobs.ts'

/** Hears the core: what changed is read again, what moves is shown. Answers with how to stop. */
export function listenToCore(): () => void {
  return window.bridge.listen((event) => {
    switch (event.kind) {
      case 'changed':
        for (const area of new Set(event.areas)) void queries.invalidateQueries({ queryKey: [area] })
        break
      case 'progress':
        useJobs.getState().move(event.job, event)
        break
      case 'job-ended':
        useJobs.getState().end(event.job)
        break
    }
  })
}
