import { fork } from 'node:child_process'
import type { IsolatedProcess } from '../ports.ts'

/**
 * The isolated process for hosts that run in plain Node. `entry` is electron/core/jobs/entry.ts or its build.
 */
export function forkIsolated(entry: string): IsolatedProcess {
  const child = fork(entry, [], {
    execArgv: ['--max-old-space-size=1536', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'json',
    // glibc otherwise keeps freed memory in pieces, and it counts against the limit of the next job.
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
  })
  return {
    send: (message) => void child.send(message as object),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', () => listener()),
    kill: () => void child.kill('SIGKILL'),
  }
}
