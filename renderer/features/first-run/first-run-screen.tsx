import type { Status } from '#shared/app.ts'

/** Asks who is working and for which company (to be built). */
export function FirstRunScreen({ status }: { readonly status: Status }) {
  return <h1>{status.version}</h1>
}
