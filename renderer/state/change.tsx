import type { QueryKey } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useCallback } from 'react'
import type { Client } from '#shared/contract.ts'
import type { AppError, Result } from '#shared/result.ts'
import { ErrorText } from '../components/error-text.tsx'
import { describeError } from '../text/error-sentences.ts'
import { client, queries } from './core.ts'
import { useJobs } from './jobs.ts'

const undoSeconds = 10

/** What a change shows when it is done. */
export interface ChangeOptions<T> {
  /** What to say when it worked; nothing when absent. */
  readonly success?: string | ((value: T) => string)
  /** Offers 撤销 for ten seconds. */
  readonly undo?: boolean
  /** Cache entry that the answer replaces. */
  readonly into?: QueryKey
  /** True when the caller shows the error itself (form fields). */
  readonly quiet?: boolean
}

/** Asks the core for something and gets the answer as a value. */
export type Call<T> = (core: Client) => Promise<Result<T>>

/** Shows why something was not done, until it is closed or the person has done it after all. A job the person stopped is only mentioned. */
export function useShowError(): (error: AppError) => void {
  const { message, notification } = App.useApp()
  return useCallback(
    (error) => {
      const { title } = describeError(error)
      if (error.code === 'cancelled') void message.info(title)
      else notification.error({ title, description: <ErrorText error={error} />, duration: 0, role: 'alert' })
    },
    [message, notification],
  )
}

/** Takes back the newest change (or exactly `step`) and says so. */
export function useUndo(): (step?: number) => Promise<void> {
  const { message } = App.useApp()
  const showError = useShowError()
  return useCallback(
    async (step) => {
      const answer = await client.history.undo(step === undefined ? {} : { step })
      // The toasts still standing offer steps that are no longer the newest.
      message.destroy()
      if (answer.ok) void message.success(`已撤销：${answer.value.what}`)
      else showError(answer.error)
    },
    [message, showError],
  )
}

/** The one way features change something: shows the problem, or the success with 撤销. */
export function useChange(): <T>(call: Call<T>, options?: ChangeOptions<T>) => Promise<Result<T>> {
  const { message, notification } = App.useApp()
  const showError = useShowError()
  const undo = useUndo()
  return useCallback(
    async (call, { success, undo: undoable = false, into, quiet = false } = {}) => {
      const answer = await call(client)
      if (!answer.ok) {
        // Found while binding, when the gate on the screen could not know it yet.
        if (answer.error.code === 'gate-open') void queries.invalidateQueries({ queryKey: ['dossiers'] })
        if (!quiet) showError(answer.error)
        return answer
      }
      if (into) queries.setQueryData(into, answer)
      if (!success) return answer
      // What was refused a moment ago has been put right; left standing, it would cover the next form.
      notification.destroy()
      const words = typeof success === 'string' ? success : success(answer.value)
      const last = undoable ? await client.history.last({}) : undefined
      const step = last?.ok ? last.value?.step : undefined
      const key = crypto.randomUUID()
      const takeBack = () => {
        message.destroy(key)
        void undo(step)
      }
      void message.open({
        key,
        type: 'success',
        duration: step === undefined ? 3 : undoSeconds,
        content: (
          <span>
            {words}
            {step !== undefined && (
              <Button type="link" size="small" onClick={takeBack}>
                撤销
              </Button>
            )}
          </span>
        ),
      })
      return answer
    },
    [message, notification, showError, undo],
  )
}

/** Runs a long job with its progress in the frame's panel; `call` passes the job's id on to the core. */
export function useJob(): <T>(
  title: string,
  call: (core: Client, job: string) => Promise<Result<T>>,
  options?: ChangeOptions<T>,
) => Promise<Result<T>> {
  const change = useChange()
  return useCallback(
    async (title, call, options) => {
      const job = crypto.randomUUID()
      useJobs.getState().begin(job, title)
      try {
        return await change((core) => call(core, job), options)
      } finally {
        useJobs.getState().end(job)
      }
    },
    [change],
  )
}

/** Asks a running job to stop; it answers with `cancelled` and leaves nothing half-made. */
export function cancelJob(job: string): void {
  useJobs.getState().stop(job)
  void client.jobs.cancel({ job })
}
