import { z } from 'zod'
import { type Fields, schemaOfField } from '../field.ts'
import type { RecordType } from '../record.ts'
import { AccountRef, AgencyRef, AreaRef, Instant, LocalText, Uuid } from './common.ts'
import { LateClock } from './late-reasons.ts'
import { DeadlineState, Evidence } from './work.ts'

/** Values by the key of their field, as the type declares them (`GET /api/record-types`). */
const Values = z.record(z.string(), z.unknown())

/** As other deadlines, and `dismissed` where the record was given up while the clock ran: nothing was done in time or late. */
export const ClockState = z.enum([...DeadlineState.options, 'dismissed']).meta({ id: 'ClockState' })
export type ClockState = z.infer<typeof ClockState>

/** How a record stands towards one of its deadlines. */
export const Clock = z
  .object({
    rule: z.string(),
    name: LocalText,
    startedAt: Instant,
    dueAt: Instant,
    stoppedAt: Instant.nullable(),
    state: ClockState,
  })
  .meta({ id: 'Clock' })

/** Whether the asker may make a move now, and if not, why. Comment and fields that can be given with the move are no hindrance. */
export const PossibleMove = z
  .object({ key: z.string(), refusal: z.object({ code: z.string(), detail: z.string() }).nullable() })
  .meta({ id: 'PossibleMove' })

export const Record = z
  .object({
    id: Uuid,
    /** `<module>.<type>` */
    type: z.string(),
    number: z.string().nullable(),
    title: z.string(),
    state: z.string(),
    stateAt: Instant,
    agency: AgencyRef,
    area: AreaRef.nullable(),
    geometry: z.unknown().nullable(),
    createdAt: Instant,
    createdBy: AccountRef,
    updatedAt: Instant,
    /** Given back with an edit or a move: what was changed meanwhile is never overwritten. */
    version: z.int(),
    /** Fields the module declares; personal ones only where they were asked for. */
    values: Values,
    /** Fields an administrator added. */
    extra: Values,
    deadlines: z.array(Clock),
    /** Names of what the values refer to, as far as the asker sees it. */
    refs: z.object({
      agencies: z.array(AgencyRef),
      areas: z.array(AreaRef),
      records: z.array(z.object({ id: Uuid, title: z.string(), number: z.string().nullable(), address: z.string() })),
      assets: z.array(z.object({ code: z.string(), name: z.string(), address: z.string() })),
    }),
  })
  .meta({ id: 'Record' })
export type Record = z.infer<typeof Record>

export const RecordDetail = Record.extend({
  files: z.array(Evidence),
  moves: z.array(PossibleMove),
  /** Whether the asker may edit any field of it as it stands. */
  editable: z.boolean(),
  /** Personal fields that are filled and not shown; ask with `?personal=true`. */
  masked: z.array(z.string()),
  /** Its deadlines that were not kept, and why. */
  late: z.array(LateClock),
}).meta({ id: 'RecordDetail' })
export type RecordDetail = z.infer<typeof RecordDetail>

/** One thing that was done to a record. A personal field has neither `from` nor `to`. */
export const HistoryEntry = z
  .object({
    id: z.int(),
    at: Instant,
    by: AccountRef,
    kind: z.enum(['created', 'edited', 'moved', 'file_added']),
    move: z.string().nullable(),
    fromState: z.string().nullable(),
    toState: z.string().nullable(),
    comment: z.string().nullable(),
    changes: z.record(z.string(), z.object({ from: z.unknown().optional(), to: z.unknown().optional() })),
    version: z.int(),
  })
  .meta({ id: 'HistoryEntry' })
export type HistoryEntry = z.infer<typeof HistoryEntry>

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const line = z.array(position).min(2).max(20_000)
const ring = z.array(position).min(4).max(20_000)
const geometries = {
  point: z.strictObject({ type: z.literal('Point'), coordinates: position }),
  line: z.strictObject({ type: z.literal('LineString'), coordinates: line }),
  polygon: z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(500) }),
}

/** Fields of a body: all may be left out or null, but for those that must be given. */
export function valuesSchema(fields: Fields, required: (key: string) => boolean) {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([key, field]) => {
        const schema = schemaOfField(field)
        if (required(key)) return [key, schema]
        return [key, field.required ? schema.optional() : schema.nullable().optional()]
      }),
    ),
  )
}

const where = ({ geometry }: RecordType) => ({
  areaCode: z
    .string()
    .regex(/^\d{5}$/, 'a commune’s code of 5 digits')
    .nullable()
    .optional(),
  ...(geometry ? { geometry: geometries[geometry].nullable().optional() } : {}),
})
const extra = Values.optional().describe('fields an administrator added, by key')
const version = z.int().min(1).describe('the version that was seen; 409 when it changed since')
const comment = z.string().trim().max(4_000).optional()

/** Bodies of the requests on records of one type. */
export function recordBodies(record: RecordType) {
  const { fields } = record
  return {
    create: z.strictObject({
      agencyId: z.int().positive(),
      values: valuesSchema(fields, (key) => fields[key]?.required === true),
      extra,
      ...where(record),
    }),
    edit: z.strictObject({
      version,
      values: valuesSchema(fields, () => false).optional(),
      extra,
      ...where(record),
    }),
    move: (key: string) => {
      const requires = record.lifecycle.moves[key]?.requires ?? []
      const own = Object.fromEntries(Object.entries(fields).filter(([name]) => requires.includes(name)))
      return z.strictObject({ version, comment, values: valuesSchema(own, () => false).optional() })
    },
  }
}

/** A number of an agency, several separated by commas. */
const list = z
  .string()
  .transform((text) => text.split(',').filter((part) => part !== ''))
  .pipe(z.array(z.string().max(120)).max(100))

/** A day in Asia/Ho_Chi_Minh. */
const Day = z.iso.date().refine((day) => day >= '1900' && day < '9999', 'a day from 1900 to 9998')

/** Filters shared by list and exports. */
export const RecordFilter = z.object({
  state: list.optional().describe('states, separated by commas'),
  agency: z.coerce.number().int().optional().describe('the agency that owns it'),
  text: z
    .string()
    .max(200)
    .optional()
    .describe('words of title, number and searchable fields, with or without diacritics'),
  deadline: z.enum(['overdue', 'due_soon']).optional(),
  by: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'a field of kind date or instant, or `deadline`')
    .optional()
    .describe('which date `from` and `to` are of; left out: the deadline where there is one, else the first date'),
  from: Day.optional().describe('the first day of that date, in Asia/Ho_Chi_Minh'),
  to: Day.optional().describe('the last day of that date'),
  dated: z.enum(['no']).optional().describe('`no`: records without that date'),
  is: list
    .optional()
    .describe(
      'what fields hold, `field:value`, separated by commas; one field twice: either. An added field is `extra.field`',
    ),
  sort: z
    .string()
    .regex(
      /^-?(extra\.)?[a-z][a-z0-9_]*$/,
      'a field, `extra.field` of an added one, `created_at`, `updated_at` or `number`; with - for descending',
    )
    .default('-created_at'),
})
export type RecordFilter = z.infer<typeof RecordFilter>

export const RecordsQuery = RecordFilter.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: z.string().max(2_000).optional(),
})
/** Counting has no order. */
export const CountsQuery = RecordFilter.omit({ sort: true })
export const RecordCounts = z
  .object({
    /** Records that pass the whole filter. */
    total: z.int(),
    /** By state, as if the filter named no state; a state without a record is left out. */
    states: z.record(z.string(), z.int()),
    /** As if the filter named no deadline. */
    overdue: z.int(),
    dueSoon: z.int(),
  })
  .meta({ id: 'RecordCounts' })
export type RecordCounts = z.infer<typeof RecordCounts>

const dayMs = 86_400_000
/** What a calendar shows: the filter of a list, and which days. */
export const CalendarQuery = CountsQuery.extend({
  first: Day.describe('the first day, in Asia/Ho_Chi_Minh'),
  last: Day.describe('the last day, at most 61 after the first'),
  each: z.coerce.number().int().min(1).max(20).default(3).describe('so many records of each day'),
}).refine(({ first, last }) => {
  const days = (Date.parse(last) - Date.parse(first)) / dayMs
  return days >= 0 && days <= 61
}, 'last: not before `first`, and at most 61 days after it')
export type CalendarQuery = z.infer<typeof CalendarQuery>

export const RecordCalendar = z
  .object({
    /** Days that have a record, in their order. */
    days: z.array(
      z.object({
        day: z.string(),
        total: z.int(),
        overdue: z.int(),
        /** The first few: what is overdue, then by time. */
        records: z.array(Record),
      }),
    ),
  })
  .meta({ id: 'RecordCalendar' })
export type RecordCalendar = z.infer<typeof RecordCalendar>

export const ExportQuery = RecordFilter.extend({ lang: z.enum(['vi', 'en']).default('vi') })

const Rights = z.object({
  create: z.boolean(),
  edit: z.boolean(),
  attach: z.boolean(),
  readPersonal: z.boolean(),
  moves: z.array(z.string()),
})

/** A record type as a page needs it: the declaration, the operators' own fields and deadlines, and what the asker may do. */
export const RecordTypeInfo = z
  .object({
    key: z.string(),
    module: z.object({ id: z.string(), name: LocalText }),
    type: z.string(),
    name: LocalText,
    plural: LocalText,
    address: z.string(),
    titleField: z.string(),
    fields: z.record(z.string(), z.unknown()),
    extraFields: z.array(z.object({ id: z.int(), key: z.string(), field: z.unknown() })),
    sharedWith: z.array(z.string()),
    geometry: z.enum(['point', 'line', 'polygon']).nullable(),
    /** What a calendar can lay its records out by: `deadline`, and fields of kind date or instant. */
    dates: z.array(z.string()),
    numberPattern: z.string().nullable(),
    lifecycle: z.unknown(),
    deadlines: z.array(
      z.object({
        key: z.string(),
        name: LocalText,
        amount: z.int(),
        unit: z.enum(['hour', 'working_hour', 'day', 'working_day']),
        /** The field that sets the end where it is given. */
        byField: z.string().nullable(),
        warnWorkingHours: z.number(),
        source: z.string(),
        confirmed: z.boolean(),
      }),
    ),
    may: Rights,
  })
  .meta({ id: 'RecordType' })
export type RecordTypeInfo = z.infer<typeof RecordTypeInfo>

/** A record type that the asker may not see, with the right to ask for. */
export const HiddenRecordType = z
  .object({
    key: z.string(),
    module: LocalText,
    plural: LocalText,
    right: z.object({ id: z.string(), name: LocalText }),
  })
  .meta({ id: 'HiddenRecordType' })
export type HiddenRecordType = z.infer<typeof HiddenRecordType>
