import { confidenceSchema, factSchema, listFacts, sourceSchema } from './facts.ts'
import { fileTypeSchema } from './inspection.ts'
import { handsetBrandSchema, labelCodeSchema, materialKindSchema, numberKindSchema } from './kinds.ts'
import { z } from './zod.ts'

/** A time a channel takes, from a minimum to a maximum, in working or calendar days. */
export const clockSchema = z
  .strictObject({ min: z.int().min(0), max: z.int().min(0).max(1000), unit: z.enum(['workday', 'day']) })
  .refine((clock) => clock.min <= clock.max, '最短天数不能大于最长天数')
export type Clock = z.infer<typeof clockSchema>

/** One material a channel asks for: its own words, and what of them could be coded. */
export const materialSchema = z.strictObject({
  verbatim: z.string().min(1),
  /** Its meaning in Chinese where the words are not. */
  zh: z.string().optional(),
  /** Every group must be met; any one kind meets a group. Null: a line to tick. */
  groups: z.array(z.array(materialKindSchema).min(1)).min(1).nullable(),
  /** The part of the words that has no code and must be confirmed as well. */
  confirm: z.string().optional(),
  /** A choice among the words that has no code; ticking it satisfies the line. */
  alternative: z.string().optional(),
  /** Words typed into the form, or an ability of the line, rather than a file. */
  as: z.enum(['typed', 'sms-code']).optional(),
  /** For one sort of appellant only; a company skips what is for a person. */
  appliesTo: z.enum(['company', 'person']).optional(),
  /** How many files are taken for it, at most. */
  count: z.int().min(1).optional(),
  /** Its place in the form, from 1. */
  slot: z.int().min(1).optional(),
  formats: z.array(fileTypeSchema).min(1).optional(),
  maxBytes: z.int().min(1).optional(),
  stamp: z.literal('required').nullable(),
  maxAgeDays: z.int().min(1).optional(),
  signedBy: z.string().optional(),
  /** Why it was coded so, for the reader of the catalogue. */
  note: z.string().optional(),
})
export type Material = z.infer<typeof materialSchema>

/** What files a channel takes; null is unknown and never blocks. */
export const limitsSchema = z.strictObject({
  formats: z.array(fileTypeSchema).min(1).nullable(),
  maxBytes: z.int().min(1).nullable(),
  maxCount: z.int().min(0).nullable(),
  /** Names of the slots of a web form in their order. */
  slots: z.array(z.string()).nullable(),
})

const rungSchema = z.strictObject({ name: z.string().min(1), address: z.string(), clock: clockSchema.nullable() })

const channelKindSchema = z.enum(['web', 'app', 'mini-program', 'email', 'phone', 'post', 'other'])
export type ChannelKind = z.infer<typeof channelKindSchema>

/** One way into a platform to lodge an appeal (申诉渠道). */
export const channelSchema = z.strictObject({
  /** `<platform>/<kind>-<n>`, never reused. */
  id: z.string().regex(/^[a-z0-9-]+\/[a-z-]+-\d+$/),
  kind: channelKindSchema,
  /** The confidence of the channel as a whole, and the words it was given in. */
  confidence: confidenceSchema,
  confidenceVerbatim: z.string(),
  address: factSchema(z.string()),
  steps: factSchema(z.array(z.string())),
  materials: factSchema(z.array(materialSchema)),
  limits: factSchema(limitsSchema),
  clocks: z.strictObject({
    acceptance: factSchema(clockSchema),
    answer: factSchema(clockSchema),
    display: factSchema(clockSchema),
  }),
  submitter: factSchema(z.string()),
  free: factSchema(z.boolean()),
  scope: factSchema(z.array(z.string())),
  rejectionReasons: factSchema(z.array(z.string())),
  /** No new appeal for the same number within so many months after a success. */
  coolDown: factSchema(z.strictObject({ months: z.int().min(1), after: z.literal('success') })),
  /** Whether an SMS code is asked for, and which line receives it (null: not said). */
  smsCode: factSchema(z.strictObject({ needed: z.boolean(), to: z.enum(['marked-number', 'submitter']).nullable() })),
  numberKinds: factSchema(z.array(numberKindSchema).min(1)),
  minNumbers: factSchema(z.int().min(1)),
  /** The subject line an e-mail must carry. */
  subject: factSchema(z.string()),
  escalation: factSchema(z.array(rungSchema)),
})
export type Channel = z.infer<typeof channelSchema>

/** One way to see whether a number is marked. */
export const queryChannelSchema = z.strictObject({
  /** `<platform>/query-<kind>-<n>`, never reused. */
  id: z.string().regex(/^[a-z0-9-]+\/query-[a-z-]+-\d+$/),
  kind: z.enum(['web', 'app', 'test-call', 'wechat', 'api', 'phone', 'other']),
  confidence: confidenceSchema,
  confidenceVerbatim: z.string(),
  address: factSchema(z.string()),
  steps: factSchema(z.array(z.string())),
  login: factSchema(z.string()),
})

/** The official name display a platform offers, as far as known. */
export const certificationSchema = z.strictObject({
  confidence: confidenceSchema,
  confidenceVerbatim: z.string(),
  exists: factSchema(z.boolean()),
  product: factSchema(z.string()),
  address: factSchema(z.string()),
  materials: factSchema(z.array(materialSchema)),
  answer: factSchema(clockSchema),
  validity: factSchema(z.string()),
  cost: factSchema(z.string()),
  limitation: factSchema(z.string()),
  related: factSchema(z.string()),
})

/** What a platform is. */
export const platformKindSchema = z.enum([
  'regulator',
  'security-app',
  'number-service',
  'handset',
  'carrier',
  'international',
])
export type PlatformKind = z.infer<typeof platformKindSchema>

/** What the user reads for each kind of platform. */
export const platformKindNames: Readonly<Record<PlatformKind, string>> = {
  regulator: '监管与公共平台',
  'security-app': '安全软件',
  'number-service': '号码服务商',
  handset: '手机厂商',
  carrier: '运营商',
  international: '境外平台',
}

const platformShape = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: platformKindSchema,
  foreign: z.boolean(),
  /** `low` comes last in lists; `hidden` only when searched for by name. */
  shown: z.enum(['normal', 'low', 'hidden']),
  /** The day somebody opened the live site and compared; null: nobody has. */
  verifiedOn: z.iso.date().nullable(),
  compiledOn: z.iso.date(),
  name: factSchema(z.string()),
  nameEn: factSchema(z.string()),
  operator: factSchema(z.string()),
  status: factSchema(z.enum(['active', 'closed'])),
  consumers: factSchema(z.array(z.string())),
  /** Handsets on which its marks are said to show. */
  handsets: z.array(factSchema(handsetBrandSchema)),
  /** Words of the line on the screen that name it; `handset` where the saying is about one make only. */
  sourceLineHints: z.array(
    factSchema(z.strictObject({ words: z.string().min(1), handset: handsetBrandSchema.nullable() })),
  ),
  /** True on the handset maker whose own list is meant when the screen names no source. */
  ownWhenNoSource: factSchema(z.boolean()),
  /** Labels it deals with. */
  labels: factSchema(z.array(labelCodeSchema).min(1)),
  /** Its own codes for labels. */
  taxonomy: factSchema(z.array(z.strictObject({ code: z.string(), name: z.string() }))),
  queryChannels: z.array(queryChannelSchema),
  channels: z.array(channelSchema),
  certification: certificationSchema.nullable(),
  notes: factSchema(z.string()),
  sources: z.array(sourceSchema),
})

/** One file of templates/platforms: who marks numbers, and every known way to ask for a correction. */
export const platformSchema = platformShape.superRefine((platform, context) => {
  const known = new Set(platform.sources.map(({ id }) => id))
  if (known.size !== platform.sources.length)
    context.addIssue({ code: 'custom', path: ['sources'], message: '来源编号重复' })
  for (const { path, fact } of listFacts(platform))
    for (const id of fact.sources)
      if (!known.has(id)) context.addIssue({ code: 'custom', path, message: `来源「${id}」不在 sources 里` })
  const ids = [...platform.channels, ...platform.queryChannels].map(({ id }) => id)
  for (const id of ids)
    if (!id.startsWith(`${platform.id}/`))
      context.addIssue({ code: 'custom', path: ['channels'], message: `渠道编号「${id}」应以「${platform.id}/」开头` })
  if (new Set(ids).size !== ids.length)
    context.addIssue({ code: 'custom', path: ['channels'], message: '渠道编号重复' })
})
export type Platform = z.infer<typeof platformShape>
