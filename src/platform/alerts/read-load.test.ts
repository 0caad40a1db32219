import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertStorm } from '../../../test/insert-storm.ts'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import { type Severity, severities } from '../../core/severity.ts'
import type { Actor } from '../auth/actor.ts'
import { readLoad } from './read-load.ts'

const count = 24
const now = new Date('2026-11-20T03:00:00Z')
/** When that day began in Asia/Ho_Chi_Minh. */
const todayMs = Date.parse('2026-11-20T00:00:00+07:00')
let seeded: SeededWall
let alerts: { id: string; agency_id: number; asset_id: number }[]
let rules: number[]

beforeAll(async () => {
  seeded = await openSeededWall()
  for (const [prefix, agencyCode] of [
    ['a', 'H57.907'],
    ['b', 'H57.908'],
  ] as const)
    await insertStorm(seeded.admin, { agencyCode, prefix, count: count / 2 })
  await seeded.admin.query("update platform.alert set condition = 'resolved', resolved_at = now()")
  alerts = (await seeded.admin.query('select id, agency_id, asset_id from platform.alert order by id')).rows
  rules = (await seeded.admin.query('select id from platform.alert_rule order by id limit 3')).rows.map(({ id }) => id)
})
afterAll(() => seeded.close())

const part = fc.record({
  severity: fc.constantFrom(...severities),
  /** Before now. */
  minutes: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 9 * 1_440 })),
  firing: fc.boolean(),
  dismissed: fc.boolean(),
  muted: fc.boolean(),
  shelved: fc.boolean(),
  head: fc.option(fc.nat({ max: 3 })),
  rule: fc.nat({ max: 2 }),
  asset: fc.nat({ max: 2 }),
})
type Part = typeof part extends fc.Arbitrary<infer P> ? P : never
const raisedAt = ({ minutes }: Part) => now.getTime() - minutes * 60_000
const isHead = ({ head }: Part, index: number) => head === null || head === index

async function write(parts: readonly Part[]): Promise<void> {
  const rows = parts.map((each, index) => {
    const owner = alerts[index]?.agency_id
    return {
      ...{ id: alerts[index]?.id, severity: each.severity, rule_id: rules[each.rule] },
      asset_id: alerts.filter(({ agency_id }) => agency_id === owner)[each.asset]?.asset_id,
      ...{ condition: each.firing ? 'firing' : 'resolved', handling: each.dismissed ? 'dismissed' : 'new' },
      raised_at: new Date(raisedAt(each)).toISOString(),
      line_id: isHead(each, index) ? null : alerts[each.head ?? 0]?.id,
      muted_until: each.muted ? '2100-01-01T00:00:00Z' : null,
      shelved_until: each.shelved ? '2100-01-01T00:00:00Z' : null,
    }
  })
  // One condition fires once on a device; here many are made to stand on few.
  await seeded.admin.query('drop index if exists platform.alert_fires_once')
  await seeded.admin.query(
    `update platform.alert al set severity = r.severity, rule_id = r.rule_id, asset_id = r.asset_id, condition = r.condition,
      handling = r.handling, raised_at = r.raised_at, line_id = r.line_id, line_by = case when r.line_id is not null then 'cause' end,
      muted_until = r.muted_until, shelved_until = r.shelved_until, shelved_by_name = case when r.shelved_until is not null then 'A' end,
      shelved_reason = case when r.shelved_until is not null then 'B' end
    from jsonb_populate_recordset(null::platform.alert, $1) r where r.id = al.id`,
    [JSON.stringify(rows)],
  )
}

/** As it ought to be, one after another. */
function loadSlowly(parts: readonly Part[], days: number, who: number | undefined) {
  const seen = parts
    .map((each, index) => ({ ...each, index }))
    .filter(({ index }) => who === undefined || alerts[index]?.agency_id === who)
  const raised = seen.filter((each) => raisedAt(each) >= todayMs - (days - 1) * 86_400_000)
  const heads = raised.filter((each) => isHead(each, each.index) && !each.muted)
  const slots = Map.groupBy(heads, (each) => Math.floor(raisedAt(each) / 600_000))
  const most = Math.max(0, ...[...slots.values()].map(({ length }) => length))
  const standing = seen.filter(
    (each) => each.firing && each.minutes > 1_440 && isHead(each, each.index) && !each.shelved && !each.muted,
  )
  const ofSeverity = (severity: Severity) => heads.filter((each) => each.severity === severity).length
  const byRule = Map.groupBy(raised, ({ rule }) => rule)
  return {
    slots: Math.ceil(Math.max(0, ...raised.map(({ minutes }) => minutes)) / 10),
    lines: heads.length,
    most,
    mostAt:
      most === 0
        ? null
        : new Date(
            Math.max(...[...slots].filter(([, lines]) => lines.length === most).map(([slot]) => slot)) * 600_000,
          ).toISOString(),
    severities: Object.fromEntries(severities.map((each) => [each, ofSeverity(each)])),
    standing: standing.length,
    rules: [...byRule].map(([rule, all]) => ({
      id: rules[rule],
      lines: all.filter((each) => isHead(each, each.index) && !each.muted).length,
      alerts: all.length,
      dismissed: all.filter(({ dismissed }) => dismissed).length,
      assets: new Set(all.map(({ asset, index }) => `${alerts[index]?.agency_id} ${asset}`)).size,
      worst: Math.max(
        ...Map.groupBy(all, ({ asset, index }) => `${alerts[index]?.agency_id} ${asset}`)
          .values()
          .map(({ length }) => length),
      ),
    })),
  }
}

const actor = (who: number | undefined): Actor => ({
  ...{ accountId: 1, login: 'a', name: 'A', agencyId: 1, mustChangePassword: false, permissions: new Set() },
  ...{ reach: who === undefined ? 'province' : 'agencies', agencyIds: who === undefined ? [] : [who] },
})
const byId = (a: { id: number | undefined }, b: { id: number | undefined }) => (a.id ?? 0) - (b.id ?? 0)

test('what the list asked is what one counts alert by alert, to each of what they see', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: count, maxLength: count }),
      fc.constantFrom(1, 7),
      fc.option(fc.nat({ max: 1 }), { freq: 2 }),
      async (parts, days, whose) => {
        const who = whose === null ? undefined : [...new Set(alerts.map(({ agency_id }) => agency_id))][whose]
        await write(parts)
        const {
          from: _,
          to: __,
          oldest,
          rules: found,
          ...load
        } = await seeded.wall.read(actor(who), (tx) => readLoad(tx, days, now))
        const { rules: expected, ...rest } = loadSlowly(parts, days, who)
        expect(load).toEqual(rest)
        expect(oldest.length).toBe(Math.min(rest.standing, 20))
        const since = oldest.map(({ raisedAt }) => Date.parse(raisedAt))
        expect(since).toEqual(since.toSorted((a, b) => a - b))
        const short = found.map(({ id, lines, alerts, dismissed, assets, worst }) => ({
          id,
          lines,
          alerts,
          dismissed,
          assets,
          worst: worst.alerts,
        }))
        expect(short.toSorted(byId)).toEqual(expected.toSorted(byId))
        // A rule whose alerts all went into lines of others asked nothing, however many there were.
        const order = found.map(({ lines, alerts }) => [lines, alerts])
        expect(order).toEqual(order.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => c - a || d - b))
      },
    ),
    { numRuns: 60 },
  )
})
