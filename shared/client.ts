import type { Bridge } from './bridge.ts'
import { contract, type Client } from './contract.ts'

/** Plain functions for every operation, built from the contract's keys. */
export function createClient(send: Bridge['send']): Client {
  const areas = Object.entries(contract).map(([area, operations]) => {
    const calls = Object.keys(operations).map((operation) => [
      operation,
      (input: unknown) => send({ area, operation, input }),
    ])
    return [area, Object.fromEntries(calls)]
  })
  return Object.fromEntries(areas) as Client
}
