import { create } from 'zustand'

/** A long job at work, as the screen shows it. */
export interface RunningJob {
  readonly id: string
  readonly title: string
  readonly done: number
  readonly total: number
  /** The file or step at hand. */
  readonly what: string
  /** True once the person has asked it to stop. */
  readonly stopping: boolean
}

interface Jobs {
  readonly jobs: readonly RunningJob[]
  readonly begin: (id: string, title: string) => void
  readonly move: (id: string, step: { readonly done: number; readonly total: number; readonly what: string }) => void
  readonly stop: (id: string) => void
  readonly end: (id: string) => void
}

const at = (jobs: readonly RunningJob[], id: string, change: Partial<RunningJob>) =>
  jobs.map((job) => (job.id === id ? { ...job, ...change } : job))

/** The long jobs this window started and has not seen end. */
export const useJobs = create<Jobs>((set) => ({
  jobs: [],
  begin: (id, title) =>
    set(({ jobs }) => ({ jobs: [...jobs, { id, title, done: 0, total: 0, what: '正在准备', stopping: false }] })),
  move: (id, step) => set(({ jobs }) => ({ jobs: at(jobs, id, step) })),
  stop: (id) => set(({ jobs }) => ({ jobs: at(jobs, id, { stopping: true }) })),
  end: (id) => set(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) })),
}))
