#!/usr/bin/env node
import { join } from 'node:path'
import { findInCheckout } from '../host/find-resources.ts'
import { onInterrupt } from '../host/on-interrupt.ts'
import { runTerminal } from './run-terminal.ts'

// The reader went away (`| head`): nothing is left to say, and nothing went wrong.
process.stdout.on('error', () => process.exit())

const interrupted = new AbortController()
onInterrupt(() => interrupted.abort())

process.exitCode = await runTerminal(process.argv.slice(2), {
  program: findInCheckout(join(import.meta.dirname, '../..')),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  interrupted: interrupted.signal,
})
