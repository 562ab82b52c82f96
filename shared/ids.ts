import { z } from './zod.ts'

const id = <B extends string>() => z.uuid().brand<B>()

export const companyIdSchema = id<'CompanyId'>()
export const personIdSchema = id<'PersonId'>()
export const numberIdSchema = id<'NumberId'>()
export const sightingIdSchema = id<'SightingId'>()
export const appealIdSchema = id<'AppealId'>()
export const exhibitIdSchema = id<'ExhibitId'>()
export const letterIdSchema = id<'LetterId'>()
export const dossierIdSchema = id<'DossierId'>()
export const dossierItemIdSchema = id<'DossierItemId'>()
export const buildIdSchema = id<'BuildId'>()
export const submissionIdSchema = id<'SubmissionId'>()

export type CompanyId = z.infer<typeof companyIdSchema>
export type PersonId = z.infer<typeof personIdSchema>
export type NumberId = z.infer<typeof numberIdSchema>
export type SightingId = z.infer<typeof sightingIdSchema>
export type AppealId = z.infer<typeof appealIdSchema>
export type ExhibitId = z.infer<typeof exhibitIdSchema>
export type LetterId = z.infer<typeof letterIdSchema>
export type DossierId = z.infer<typeof dossierIdSchema>
export type DossierItemId = z.infer<typeof dossierItemIdSchema>
export type BuildId = z.infer<typeof buildIdSchema>
export type SubmissionId = z.infer<typeof submissionIdSchema>

/** A calendar date in Asia/Shanghai, YYYY-MM-DD; it must exist. */
export const dateSchema = z.iso.date('日期应写成 2026-11-23 的形式，且确有其日')
/** An instant in UTC. */
export const instantSchema = z.iso.datetime()
/** A name a person typed: trimmed, not empty, of a length that fits a page. */
export const titleSchema = z.string().trim().min(1, '请填写').max(200, '请控制在 200 字以内')
/** Free text a person typed. */
export const noteSchema = z.string().trim().max(5000, '请控制在 5000 字以内')
/** Names a running job, made by the caller; progress events and `jobs.cancel` carry it. */
export const jobSchema = z.uuid()
/** Bytes a person dropped or chose, waiting in the inbox. */
export const inboxTokenSchema = z.uuid()
