/** How long is left for one file. Synchronous wasm calls cannot be stopped, so stages ask before they start. */
export interface Budget {
  readonly secondsLeft: () => number
}

/** A budget that starts now. */
export function startBudget(seconds: number): Budget {
  const end = performance.now() + seconds * 1000
  return { secondsLeft: () => (end - performance.now()) / 1000 }
}
