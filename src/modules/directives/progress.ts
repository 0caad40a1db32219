import { z } from 'zod'
import type { ModuleRoute } from '../../core/module-route.ts'
import type { Permission } from './records/permission.ts'

/** How far the directives of one lead are. Those not issued and those cancelled are in none of the counts. */
const LeadProgress = z
  .object({
    lead: z.object({ id: z.int(), name: z.string() }),
    open: z.int(),
    /** Of the open ones: past their due day. */
    overdue: z.int(),
    /** Of the open ones: due within the days asked for, and not past it. */
    soon: z.int(),
    awaiting: z.int().describe('of the open ones: submitted, awaiting approval'),
    inTime: z.int().describe('completed in time, this year'),
    late: z.int().describe('completed late, this year'),
  })
  .meta({ id: 'LeadProgress' })
export type LeadProgress = z.infer<typeof LeadProgress>

export const groups = ['open', 'overdue', 'soon', 'awaiting', 'inTime', 'late'] as const
export type Group = (typeof groups)[number]

const Directive = z
  .object({
    id: z.uuid(),
    number: z.string().nullable(),
    title: z.string(),
    state: z.string(),
    lead: z.string(),
    dueAt: z.iso.datetime(),
    address: z.string(),
  })
  .meta({ id: 'DirectiveInProgress' })
export type DirectiveInProgress = z.infer<typeof Directive>
const DirectiveRow = Directive.omit({ dueAt: true }).extend({ dueAt: z.date() })

/** Every issued directive with its running or last clock, and the groups it stands in. `$1`: days that count as soon. */
const counted = `
  select d.id, d.number, d.title, d.state, d.lead, k.due_at,
    k.stopped_at is null as open,
    k.stopped_at is null and k.due_at < now() as overdue,
    k.stopped_at is null and k.due_at >= now() and k.due_at < now() + make_interval(days => $1::int) as soon,
    d.state = 'submitted' as awaiting,
    d.state = 'completed' and k.stopped_at <= k.due_at and k.stopped_at >= this_year.start as "inTime",
    d.state = 'completed' and k.stopped_at > k.due_at and k.stopped_at >= this_year.start as late
  from directives.directive d
    join lateral (
      select c.due_at, c.stopped_at from platform.core_clock c
      where c.record_id = d.id and c.rule_key = 'completion' order by c.id desc limit 1
    ) k on true
    cross join (select date_trunc('year', now() at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh' as start) this_year
  where d.state <> 'cancelled' and d.lead is not null`

const days = z.coerce.number().int().min(1).max(90).default(7).describe('what is due within so many days is due soon')

export const progressRoutes: readonly ModuleRoute<Permission>[] = [
  {
    path: 'progress',
    summary: 'How far each lead is with its directives, the most overdue first',
    permission: 'directives.read',
    query: z.object({ days }),
    answer: z.object({ items: z.array(LeadProgress) }),
    async read(reader, query) {
      const items = await reader.rows(
        LeadProgress,
        `select json_build_object('id', a.id, 'name', a.name) as lead,
          ${groups.map((group) => `count(*) filter (where c."${group}")::int as "${group}"`).join(', ')}
        from (${counted}) c join platform.core_agency a on a.id = c.lead
        group by a.id, a.name order by count(*) filter (where c.overdue) desc, count(*) filter (where c.open) desc, a.name`,
        [query.days],
      )
      return { items }
    },
  },
  {
    path: 'progress-rows',
    summary: 'The directives behind one of those numbers, the next due first; at most 1,000',
    permission: 'directives.read',
    query: z.object({ days, group: z.enum(groups).default('open'), lead: z.coerce.number().int().optional() }),
    answer: z.object({ items: z.array(Directive) }),
    async read(reader, { days: within, group, lead = null }) {
      const rows = await reader.rows(
        DirectiveRow,
        `select c.id, c.number, c.title, c.state, a.name as lead, c.due_at, '/so/directives/directive?id=' || c.id as address
        from (${counted}) c join platform.core_agency a on a.id = c.lead
        where c."${groups.find((known) => known === group)}" and ($2::int is null or c.lead = $2)
        order by c.due_at, c.id limit 1000`,
        [within, lead],
      )
      return { items: rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() })) }
    },
  },
]
