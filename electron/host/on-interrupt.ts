/** Between the two signals of one Ctrl+C, which reaches this program from the terminal and from its parent. */
const sameMilliseconds = 1000

/** Runs `stop` once on Ctrl+C or termination, so that work ends in order; asked again later, the program just ends. */
export function onInterrupt(stop: () => void): void {
  let first = 0
  const hear = () => {
    if (first === 0) {
      first = Date.now()
      stop()
    } else if (Date.now() - first > sameMilliseconds) process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, hear)
}
