import { z } from 'zod'
import { areaKinds } from '../area-kind.ts'
import { AccountRef, AgencyRef, AreaRef, Instant, LocalText } from './common.ts'
import { Phone } from './incident-picture.ts'

const Day = z.iso.date()

/** A unit of the administration. `code` is its official identifier; a closed agency stays resolvable. */
export const Agency = z
  .object({
    id: z.int(),
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    parentId: z.int().nullable(),
    areaCode: z.string().nullable(),
    demonstration: z.boolean(),
    /** Where somebody answers at any hour. */
    dutyPhone: Phone.nullable(),
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'Agency' })
export type Agency = z.infer<typeof Agency>

/** A name with its days: `validFrom` null is from the beginning, `validTo` the first day under another. */
export const AgencyName = z.object({ name: z.string(), validFrom: Day.nullable(), validTo: Day.nullable() })

/** Who holds a post; `validTo` is the first day on which no longer. */
export const AgencyPost = z
  .object({ id: z.int(), title: z.string(), account: AccountRef, validFrom: Day, validTo: Day.nullable() })
  .meta({ id: 'AgencyPost' })
export type AgencyPost = z.infer<typeof AgencyPost>

/** An agency with its place in the tree, its names and, where one may see them, its posts. */
export const AgencyDetail = Agency.extend({
  parent: AgencyRef.nullable(),
  children: z.array(AgencyRef),
  area: AreaRef.nullable(),
  names: z.array(AgencyName),
  posts: z.array(AgencyPost),
  closedReason: z.string().nullable(),
  /** What followed a closed agency. */
  successor: AgencyRef.nullable(),
}).meta({ id: 'AgencyDetail' })
export type AgencyDetail = z.infer<typeof AgencyDetail>

const PersonOfAgency = AccountRef.extend({ agency: AgencyRef })

/** What moving, closing or renaming an agency reaches, before it is done. */
export const AgencyEffects = z
  .object({
    /** Open agencies below it: they go along. */
    below: z.int(),
    /** Accounts of it that may sign in. */
    accounts: z.int(),
    /** Posts in it that have not ended. */
    posts: z.int(),
    /** Who sees its rows only afterwards, and who no more; empty unless a new parent was asked about. */
    gain: z.array(PersonOfAgency),
    lose: z.array(PersonOfAgency),
  })
  .meta({ id: 'AgencyEffects' })
export type AgencyEffects = z.infer<typeof AgencyEffects>

const agencyName = z.string().trim().min(1).max(200)

export const NewAgency = z
  .strictObject({
    code: z
      .string()
      .regex(/^[A-Z0-9]+(\.[A-Z0-9]+)*$/, 'capital letters, digits and dots')
      .max(40)
      .describe('official identifier; never used again'),
    name: agencyName,
    kind: z.string().regex(/^[a-z][a-z_]{1,39}$/, 'small letters and underscores'),
    parentId: z.int(),
    areaCode: z
      .string()
      .regex(/^\d{2}$|^\d{5}$/, '2 or 5 digits')
      .nullable()
      .default(null),
    dutyPhone: Phone.nullable().default(null),
    /** First day under this name. */
    from: Day,
  })
  .meta({ id: 'NewAgency' })
export type NewAgency = z.infer<typeof NewAgency>

export const RenameAgency = z.strictObject({ name: agencyName, from: Day }).meta({ id: 'RenameAgency' })
export const CallAgency = z.strictObject({ dutyPhone: Phone.nullable() }).meta({ id: 'CallAgency' })
export const MoveAgency = z.strictObject({ parentId: z.int() }).meta({ id: 'MoveAgency' })
export const CloseAgency = z
  .strictObject({
    reason: z.string().trim().min(1).max(2_000),
    successorId: z.int().nullable().default(null),
    /** Whether its accounts are disabled with it; needs `accounts.manage`. */
    disableAccounts: z.boolean().default(false),
  })
  .meta({ id: 'CloseAgency' })
export const NewAgencyPost = z
  .strictObject({ accountId: z.int(), title: z.string().trim().min(1).max(120), from: Day })
  .meta({ id: 'NewAgencyPost' })
export const EndAgencyPost = z.strictObject({ until: Day }).meta({ id: 'EndAgencyPost' })

const permissions = z.array(z.string()).max(500)
const roleName = z.strictObject({ vi: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })
export const NewRole = z
  .strictObject({ id: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/), name: roleName, permissions })
  .meta({ id: 'NewRole' })
export type NewRole = z.infer<typeof NewRole>
const version = z.int().describe('the version that was seen; an edit of another is refused')
export const RoleEdit = z.strictObject({ version, name: roleName, permissions }).meta({ id: 'RoleEdit' })
export type RoleEdit = z.infer<typeof RoleEdit>
export const RoleVersion = z.strictObject({ version }).meta({ id: 'RoleVersion' })
/** Every verb there is, for the page that edits roles; those of modules with their words. */
export const PermissionList = z
  .object({
    items: z.array(z.string()),
    modules: z.array(
      z.object({
        id: z.string(),
        name: LocalText,
        permissions: z.array(z.object({ id: z.string(), name: LocalText })),
      }),
    ),
  })
  .meta({ id: 'PermissionList' })
export type PermissionList = z.infer<typeof PermissionList>

/** One version of an administrative unit: `validFrom` null where the day is not known, `validTo` null while in force. */
export const Area = z
  .object({
    code: z.string(),
    name: z.string(),
    kind: z.enum(areaKinds),
    parent: AreaRef.nullable(),
    validFrom: Day.nullable(),
    /** First day on which it is no longer in force. */
    validTo: Day.nullable(),
  })
  .meta({ id: 'Area' })
export type Area = z.infer<typeof Area>

/** A code over time. Several units may have borne it: each version has what it became. */
export const AreaDetail = z
  .object({
    code: z.string(),
    on: Day,
    /** The version in force on that day; null when the code meant nothing then. */
    current: Area.nullable(),
    /** Newest first. */
    history: z.array(
      Area.extend({
        became: z.array(z.object({ code: z.string(), name: z.string(), from: Day, part: z.enum(['whole', 'part']) })),
        /** The units in force today where it went; itself while in force. */
        today: z.array(AreaRef),
      }),
    ),
  })
  .meta({ id: 'AreaDetail' })
export type AreaDetail = z.infer<typeof AreaDetail>

/** The commune and the province of a point; both null outside the country's drawing. */
export const AreaAt = z.object({ commune: Area.nullable(), province: AreaRef.nullable() }).meta({ id: 'AreaAt' })
export type AreaAt = z.infer<typeof AreaAt>

/** Today's communes of an address. `unknown` names none: see `reason` and `matches`. */
export const AddressAnswer = z
  .object({
    status: z.enum(['exact', 'divided', 'unknown']),
    reason: z.enum(['not_found', 'ambiguous', 'no_successor']).nullable(),
    communes: z.array(Area),
    /** The units the address may name. */
    matches: z.array(z.object({ area: Area, byFormerName: z.boolean() })),
  })
  .meta({ id: 'AddressAnswer' })
export type AddressAnswer = z.infer<typeof AddressAnswer>

export const NewAreaImport = z
  .strictObject({
    /** How the list is called, e.g. the number of its resolution. */
    name: z.string().trim().min(1).max(200),
    format: z.enum(['csv', 'json']),
    /** The list: columns code, name, kind, parent, valid_from, replaces. */
    content: z.string().min(1).max(4_000_000),
    /** `listed`: only the units listed change. `provinces`, `country`: what is missing in a listed province, or at all, is closed. */
    covers: z.enum(['listed', 'provinces', 'country']),
    /** From when, for rows that say nothing else and for what is closed. */
    validFrom: Day,
    /** GeoJSON (RFC 7946) of communes by the property `code`; what is not in it keeps its polygon. */
    polygons: z.string().min(1).max(32_000_000).optional(),
  })
  .meta({ id: 'NewAreaImport' })
export type NewAreaImport = z.infer<typeof NewAreaImport>

const AreaSide = z.object({ name: z.string(), kind: z.enum(areaKinds), parentCode: z.string().nullable() })

/** One difference between a list and what is in force. `before` null: added; `after` null: closed; `takes_in`: only what it replaces. */
export const AreaDifference = z
  .object({
    code: z.string(),
    changes: z.array(z.enum(['added', 'name', 'kind', 'parent', 'closed', 'takes_in'])),
    from: Day,
    before: AreaSide.nullable(),
    after: AreaSide.nullable(),
    replaces: z.array(z.string()),
  })
  .meta({ id: 'AreaDifference' })
export type AreaDifference = z.infer<typeof AreaDifference>

/** What the polygons that came with a list change. Codes unless said otherwise. */
export const AreaPolygons = z
  .object({
    /** A change of more than this share of the area before is named in `changed`. */
    notableShare: z.number(),
    /** Communes that had no polygon. */
    fresh: z.array(z.string()),
    changed: z.array(z.object({ code: z.string(), share: z.number() })),
    /** How many change by less, and how many do not. */
    slightly: z.int(),
    same: z.int(),
    /** Communes of the list that the file does not draw: they keep their polygon, and those `undrawn` have none. */
    missing: z.array(z.string()),
    undrawn: z.array(z.string()),
    /** Features of no commune in force then: left out. */
    unknown: z.array(z.object({ feature: z.int(), code: z.string() })),
  })
  .meta({ id: 'AreaPolygons' })
export type AreaPolygons = z.infer<typeof AreaPolygons>

export const AreaImport = z
  .object({
    id: z.uuid(),
    name: z.string(),
    covers: z.enum(['listed', 'provinces', 'country']),
    validFrom: Day,
    state: z.enum(['reviewed', 'applied', 'undone']),
    createdAt: Instant,
    createdBy: AccountRef,
    appliedAt: Instant.nullable(),
    undoneAt: Instant.nullable(),
    counts: z.object({
      added: z.int(),
      renamed: z.int(),
      kindChanged: z.int(),
      moved: z.int(),
      closed: z.int(),
      unchanged: z.int(),
    }),
    /** Null when no polygons came with the list. */
    polygons: AreaPolygons.nullable(),
  })
  .meta({ id: 'AreaImport' })
export type AreaImport = z.infer<typeof AreaImport>

export const AreaImportDetail = AreaImport.extend({ differences: z.array(AreaDifference) }).meta({
  id: 'AreaImportDetail',
})
export type AreaImportDetail = z.infer<typeof AreaImportDetail>
