import { QueryClient, keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query'
import type { Bridge } from '#shared/bridge.ts'
import { createClient } from '#shared/client.ts'
import type { Client } from '#shared/contract.ts'
import type { AppError, Result } from '#shared/result.ts'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/** Everything the core can do, as plain functions; features call it through `useRead` and `useChange`. */
export const client: Client = createClient((request) => window.bridge.send(request))

/** What the core has answered; nothing grows old by time, the core's own events say what is stale. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 300_000,
      retry: false,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** What a screen knows of a question: the answer, or why there is none, or neither yet. */
export interface Read<T> {
  readonly value: T | undefined
  readonly error: AppError | undefined
  /** Asks again. */
  readonly again: () => void
}

/**
 * Reads from the core. The key starts with the area so that the core's events find it:
 * `useRead(['numbers', 'list', filters], (core) => core.numbers.list(filters))`.
 * `keep` shows the last answer while a changed question is answered; `when` false asks nothing.
 */
export function useRead<T>(
  key: QueryKey,
  call: (core: Client) => Promise<Result<T>>,
  { keep = false, when = true }: { readonly keep?: boolean; readonly when?: boolean } = {},
): Read<T> {
  const { data, refetch } = useQuery<Result<T>>({
    queryKey: key,
    queryFn: () => call(client),
    enabled: when,
    refetchOnMount: (query) => (query.state.data?.ok === false ? 'always' : true),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })
  return {
    value: data?.ok ? data.value : undefined,
    error: data && !data.ok ? data.error : undefined,
    again: () => void refetch(),
  }
}
