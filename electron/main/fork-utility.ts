import { utilityProcess } from 'electron'
import type { IsolatedProcess } from '#core/ports.ts'

/** The isolated process under Electron, where Node's own fork is switched off. */
export function forkUtility(entry: string): IsolatedProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'zhengming-jobs',
    execArgv: ['--max-old-space-size=1536'],
    stdio: 'ignore',
  })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', () => listener()),
    kill: () => void child.kill(),
  }
}
