import {
  buildIdSchema,
  companyIdSchema,
  dateSchema,
  dossierIdSchema,
  instantSchema,
  inboxTokenSchema,
  submissionIdSchema,
} from './ids.ts'
import { sha256Schema } from './inspection.ts'
import { change, query } from './operation.ts'
import { z } from './zod.ts'

/** One day between the start and the deadline, and why it counts or not. */
export const deadlineDaySchema = z.object({ date: dateSchema, counted: z.boolean(), why: z.string() })

/** A date the app worked out and can explain. */
export const deadlineSchema = z.object({
  kind: z.enum(['acceptance', 'answer', 'display']),
  from: dateSchema,
  earliest: dateSchema,
  latest: dateSchema,
  /** The maximum if every doubtful weekday is worked; equal to `latest` unless provisional. */
  latestIfWorked: dateSchema,
  /** True when a year's holidays are not published: shown as a range, never as one date. */
  provisional: z.boolean(),
  count: z.object({ min: z.int(), max: z.int(), unit: z.enum(['workday', 'day']) }),
  /** Where the clock comes from: the channel's source, or the house default. */
  basis: z.string(),
  houseDefault: z.boolean(),
  days: z.array(deadlineDaySchema),
  /** The State Council notices the count rests on. */
  notices: z.array(z.object({ title: z.string(), url: z.string(), date: z.string() })),
})
export type Deadline = z.infer<typeof deadlineSchema>

export const submissionFileSchema = z.object({
  name: z.string(),
  role: z.enum(['bundle', 'package', 'text', 'manifest', 'receipt']),
  sha256: sha256Schema,
  size: z.int(),
})

export const submissionSchema = z.object({
  id: submissionIdSchema,
  dossierId: dossierIdSchema,
  companyId: companyIdSchema,
  title: z.string(),
  platformName: z.string(),
  channelName: z.string(),
  channelAddress: z.string(),
  numbers: z.array(z.string()),
  submittedAt: instantSchema,
  submittedOn: dateSchema,
  person: z.string(),
  /** 受理号; empty while the platform has not given one. */
  reference: z.string(),
  note: z.string(),
  files: z.array(submissionFileSchema),
  deadlines: z.array(deadlineSchema),
})
export type Submission = z.infer<typeof submissionSchema>

/** One thing waiting, for 今日. */
export const todayItemSchema = z.object({
  kind: z.enum(['overdue', 'due', 'waiting', 'preparing', 'expiring', 'sighted']),
  title: z.string(),
  /** 「已逾期 2 个工作日（应于 11月19日）」 */
  detail: z.string(),
  date: dateSchema.nullable(),
  /** What it opens. */
  target: z.object({ area: z.enum(['dossiers', 'submissions', 'exhibits', 'sightings']), id: z.string() }),
})
export type TodayItem = z.infer<typeof todayItemSchema>

export const submissionOperations = {
  list: query(z.object({ companyId: companyIdSchema }), z.array(submissionSchema)),
  find: query(z.object({ id: submissionIdSchema }), submissionSchema),
  /** 标记已提交: freezes the exact files of the dossier's last build. */
  record: change(
    z.object({
      dossierId: dossierIdSchema,
      buildId: buildIdSchema,
      submittedAt: instantSchema,
      reference: z.string().trim().max(100).default(''),
      note: z.string().trim().max(2000).default(''),
      receipt: inboxTokenSchema.nullable().default(null),
    }),
    submissionSchema,
  ),
  /** Adds the 受理号 when it comes later; one already written is never replaced silently but kept in the history. */
  addReference: change(
    z.object({ id: submissionIdSchema, reference: z.string().trim().min(1).max(100) }),
    submissionSchema,
  ),
  /** Reads every frozen file again and compares its hash. */
  verify: query(
    z.object({ id: submissionIdSchema }),
    z.object({ intact: z.boolean(), files: z.array(z.object({ name: z.string(), ok: z.boolean() })) }),
  ),
  /** What waits and what is overdue. */
  today: query(z.object({ companyId: companyIdSchema }), z.array(todayItemSchema)),
}
