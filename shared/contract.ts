import { appOperations } from './app.ts'
import { appealOperations } from './appeals.ts'
import { backupOperations } from './backups.ts'
import { catalogueOperations } from './catalogue.ts'
import { companyOperations } from './companies.ts'
import { documentOperations } from './documents.ts'
import { dossierOperations } from './dossiers.ts'
import { exhibitOperations } from './exhibits.ts'
import { fileOperations } from './files.ts'
import { historyOperations } from './history.ts'
import { jobOperations } from './jobs.ts'
import { letterOperations } from './letters.ts'
import { numberOperations } from './numbers.ts'
import type { Operation } from './operation.ts'
import { packageOperations } from './packages.ts'
import { peopleOperations } from './people.ts'
import type { Result } from './result.ts'
import { sightingOperations } from './sightings.ts'
import { submissionOperations } from './submissions.ts'
import type { z } from './zod.ts'

/** Everything the window and the terminal may ask of the core. Nothing crosses that is not named here. */
export const contract = {
  app: appOperations,
  companies: companyOperations,
  people: peopleOperations,
  numbers: numberOperations,
  catalogue: catalogueOperations,
  sightings: sightingOperations,
  appeals: appealOperations,
  exhibits: exhibitOperations,
  letters: letterOperations,
  dossiers: dossierOperations,
  packages: packageOperations,
  submissions: submissionOperations,
  backups: backupOperations,
  history: historyOperations,
  jobs: jobOperations,
  files: fileOperations,
  documents: documentOperations,
} as const satisfies Record<string, Record<string, Operation>>

type Contract = typeof contract
export type Area = keyof Contract

/** What a caller holds: every operation as a function that never throws. */
export type Client = {
  readonly [A in Area]: {
    readonly [N in keyof Contract[A]]: Contract[A][N] extends Operation<infer I, infer O>
      ? (input: z.input<I>) => Promise<Result<z.output<O>>>
      : never
  }
}

/** What the core supplies for one area: every operation, with parsed input; refusals are thrown. */
export type Service<A extends Area> = {
  readonly [N in keyof Contract[A]]: Contract[A][N] extends Operation<infer I, infer O>
    ? (input: z.output<I>) => z.input<O> | Promise<z.input<O>>
    : never
}

/** One service per area. */
export type Services = { readonly [A in Area]: Service<A> }
