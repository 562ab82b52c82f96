import type { AppError } from '#shared/result.ts'

/** Every job of the isolated process, loaded when first asked for. */
export const registry = {
  'compare-scan': async () => (await import('../letters/compare-scan.ts')).compareScan,
  inspect: async () => (await import('../intake/inspect.ts')).inspect,
  bundle: async () => (await import('../bundle/build-bundle.ts')).buildBundle,
  verify: async () => (await import('../bundle/verify-pdf.ts')).verifyPdf,
  package: async () => (await import('../packages/build-package.ts')).buildPackage,
  typeset: async () => (await import('../typeset/typeset-document.ts')).typesetDocument,
}

export type JobName = keyof typeof registry
type JobOf<N extends JobName> = Awaited<ReturnType<(typeof registry)[N]>>
export type JobInput<N extends JobName> = Parameters<JobOf<N>>[0]
export type JobOutput<N extends JobName> = Awaited<ReturnType<JobOf<N>>>

/** What the parent sends. */
export interface JobRequest {
  readonly id: number
  readonly name: JobName
  readonly input: unknown
  readonly megabytes: number
  readonly resources: { readonly templates: string; readonly fonts: string }
}

/** What the isolated process answers. */
export type JobMessage =
  | {
      readonly id: number
      readonly kind: 'progress'
      readonly done: number
      readonly total: number
      readonly what: string
    }
  /** `megabytes` the process holds after the job. */
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown; readonly megabytes: number }
  | { readonly id: number; readonly kind: 'refused'; readonly error: AppError }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly stack: string }
