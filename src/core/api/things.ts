import { z } from 'zod'
import { AgencyRef, AreaRef, Instant } from './common.ts'

/** `asset`, `alert`, `incident`, or a record's `<module>.<type>`. */
const Kind = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_]*)?$/, 'a kind of thing, e.g. asset or directives.directive')
const Id = z.string().min(1).max(64)

export const ThingParams = z.object({ kind: Kind, id: Id })

/** The one row that every asset, alert, incident and record has for search, map and links. */
export const Thing = z
  .object({
    kind: z.string(),
    /** Of an asset; null for anything else. */
    assetType: z.string().nullable(),
    id: z.string(),
    title: z.string(),
    number: z.string().nullable(),
    agency: AgencyRef,
    area: AreaRef.nullable(),
    position: z.tuple([z.number(), z.number()]).nullable(),
    state: z.string(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
    /** Of its page. */
    address: z.string(),
    /** From the point of `near`; null without one. */
    distanceM: z.number().nullable(),
  })
  .meta({ id: 'Thing' })
export type Thing = z.infer<typeof Thing>

/** `a,b,…` as so many numbers. */
const numbers = (count: number, what: string) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,12})?(,-?\d{1,3}(\.\d{1,12})?)*$/, what)
    .transform((text) => text.split(',').map(Number))
    .refine((list) => list.length === count && list.every((n, i) => Math.abs(n) <= (i % 2 === 0 ? 180 : 90)), what)

export const ThingsQuery = z.object({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('words of title and number, with or without diacritics; their beginnings where nothing has them whole'),
  kind: Kind.optional(),
  open: z.enum(['true', 'false']).optional().describe('only what is not closed, or only what is'),
  near: numbers(2, 'lon,lat in degrees').optional(),
  radius_m: z.coerce.number().positive().max(200_000).default(1_000),
  box: numbers(4, 'west,south,east,north in degrees').optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  after: z.string().max(500).optional(),
})
export type ThingsQuery = z.infer<typeof ThingsQuery>

/** Relations an operator states; modules add those of their fields. What depends on what follows the first three. */
export const dependencyRelations = ['powered_by', 'connected_through', 'hosted_on'] as const
export const statedRelations = [...dependencyRelations, 'caused_by'] as const

export const Link = z
  .object({
    id: z.int(),
    relation: z.string(),
    /** `out`: this thing is powered by the other; `in`: the other is powered by this one. */
    direction: z.enum(['out', 'in']),
    thing: Thing,
    validFrom: Instant,
    validTo: Instant.nullable(),
  })
  .meta({ id: 'Link' })
export type Link = z.infer<typeof Link>

export const Links = z
  .object({
    items: z.array(Link),
    /** What is without power, line or host when this thing is, nearest first, as far as the asker sees. */
    dependents: z.array(z.object({ thing: Thing, steps: z.int(), relation: z.string() })),
  })
  .meta({ id: 'Links' })
export type Links = z.infer<typeof Links>

export const NewLink = z
  .strictObject({ relation: z.enum(statedRelations), to: z.strictObject({ kind: Kind, id: Id }) })
  .meta({ id: 'NewLink' })
