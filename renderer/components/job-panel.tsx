import { Button, Progress } from 'antd'
import './job-panel.css'

/** A long job as it is shown. */
interface ShownJob {
  readonly id: string
  readonly title: string
  readonly done: number
  readonly total: number
  readonly what: string
  readonly stopping: boolean
}

const percentOf = ({ done, total }: ShownJob) => (total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0)

/** Bottom right while jobs run: how far, what is at hand, and 取消. */
export function JobPanel({
  jobs,
  cancel,
}: {
  readonly jobs: readonly ShownJob[]
  readonly cancel: (id: string) => void
}) {
  if (jobs.length === 0) return null
  return (
    <section className="job-panel" aria-label="正在进行的任务">
      {jobs.map((job) => (
        <div key={job.id} className="job-panel-job">
          <div className="job-panel-line">
            <strong>{job.title}</strong>
            <Button
              size="small"
              disabled={job.stopping}
              onClick={() => cancel(job.id)}
              aria-label={`取消：${job.title}`}
            >
              {job.stopping ? '正在取消' : '取消'}
            </Button>
          </div>
          <Progress percent={percentOf(job)} size="small" status="active" aria-label={job.title} />
          <div className="quiet job-panel-what" aria-live="polite">
            {job.what}
          </div>
        </div>
      ))}
    </section>
  )
}
