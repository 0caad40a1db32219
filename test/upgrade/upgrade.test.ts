import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluateNext } from '../../src/platform/alerts/evaluate-next.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { listMigrations } from '../../src/platform/db/migrations.ts'
import { openPool } from '../../src/platform/db/pool.ts'
import { buildWall } from '../../src/platform/db/wall.ts'
import { enrolSeries, fillBack } from '../../src/platform/rollups/backfill.ts'
import { recomputeDue } from '../../src/platform/rollups/recompute.ts'
import { createTestDatabase, type TestDatabase } from '../cluster.ts'
import { nameOf, type State } from './fixture.ts'

const folder = join(import.meta.dirname, 'fixtures')
const states = readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name))

/** What a later migration changes in rows that stood before it, by table and column. */
const changed: Record<string, readonly string[]> = {
  // Roles that read assets may read things, too (0013).
  role: ['permissions'],
  // A rule's condition is one document, and its state one of every kind; ../../src/platform/db/migrations/0025-rules-of-every-kind.sql.
  alert_rule: ['series_key', 'op', 'threshold', 'threshold_attribute', 'clear_margin', 'for_s'],
  rule_state: ['state'],
}

/** Tables in which later migrations put rows of their own. */
const grown = new Set(['setting'])

describe.each(states)('a centre of state %s', (file) => {
  const { nhip_migration: stepsOfModules = [], ...state }: State = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const recordTables = Object.keys(state).filter((table) => table.includes('.'))
  let database: TestDatabase
  let admin: pg.Client
  beforeAll(async () => {
    database = await createTestDatabase()
    admin = new pg.Client(database.admin)
    await admin.connect()
    const { rows } = await admin.query(
      "select distinct scope from public.nhip_migration union select 'platform' order by 1",
    )
    for (const { scope } of rows) await admin.query(`drop schema if exists "${scope.replaceAll('-', '_')}" cascade`)
    await admin.query('delete from public.nhip_migration')
    const until = file.slice(0, 4)
    const wasDone = (scope: string, name: string) =>
      stepsOfModules.some((step) => step.scope === scope && step.name === name)
    const steps = (await listMigrations()).filter(({ scope, name }) =>
      scope === 'platform' ? name.slice(0, 4) <= until : wasDone(scope, name),
    )
    expect(steps.filter(({ scope }) => scope !== 'platform')).toHaveLength(stepsOfModules.length)
    await migrate(database.admin, undefined, steps)
    await fill()
    await migrate(database.admin)
  }, 60_000)
  afterAll(async () => {
    await admin.end()
    await database.drop()
  })

  /** Puts the rows in as they stood: no trigger fires and no order of tables matters. */
  async function fill(): Promise<void> {
    await admin.query("set session_replication_role = 'replica'")
    for (const { at } of state.reading ?? []) {
      const monday = "date_trunc('week', $1::timestamptz at time zone 'UTC')::date"
      await admin.query(`select platform.ensure_reading_partition(${monday})`, [at])
    }
    for (const [table, rows] of Object.entries(state)) {
      await admin.query(`delete from ${nameOf(table)}`)
      const { rows: columns } = await admin.query(
        `select string_agg(quote_ident(attname), ', ') as list from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [nameOf(table)],
      )
      const { list } = columns[0]
      await admin.query(
        `insert into ${nameOf(table)} (${list}) overriding system value
        select ${list} from jsonb_populate_recordset(null::${nameOf(table)}, $1)`,
        [JSON.stringify(rows)],
      )
    }
    await admin.query("set session_replication_role = 'origin'")
    // Rows with their numbers leave the counters of new ones where they were.
    await admin.query(`do $$ declare counted record; begin
      for counted in select attrelid::regclass as owner, attname as name from pg_attribute
        where attidentity <> '' and attnum > 0 and attrelid in (select oid from pg_class where relkind in ('r', 'p') and not relispartition)
      loop execute format('select setval(pg_get_serial_sequence(%L, %L), greatest(1, (select max(%I) from %s)))',
        counted.owner, counted.name, counted.name, counted.owner);
      end loop; end $$`)
  }

  test('keeps every row with its values', async () => {
    for (const [table, before] of Object.entries(state)) {
      const { rows } = await admin.query(`select to_jsonb(t) as row from ${nameOf(table)} t`)
      const columns = Object.keys(rows[0]?.row ?? {}).filter((name) => !changed[table]?.includes(name))
      const kept = (row: object) =>
        JSON.stringify(Object.entries(row).filter(([name]) => columns.includes(name) && name in (before[0] ?? {})))
      const after = rows.map(({ row }) => kept(row))
      // A later step may bring rows of its own, such as a new setting.
      expect(after, table).toEqual(expect.arrayContaining(before.map(kept)))
      if (!grown.has(table)) expect(after, table).toHaveLength(before.length)
    }
  })

  test('has a thing for each asset, alert, incident and record, and a link to what caused an incident', async () => {
    const { rows } = await admin.query(
      'select kind, count(*)::int as count from platform.thing group by kind order by kind',
    )
    const kinds = ['alert', 'asset', 'incident', ...recordTables].map((kind) => ({ kind, count: state[kind]?.length }))
    expect(rows).toEqual(kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1)))
    const { rows: links } = await admin.query(
      "select relation, to_kind from platform.link where from_kind = 'incident' and relation = 'caused_by'",
    )
    expect(links).toEqual((state.incident ?? []).map(() => ({ relation: 'caused_by', to_kind: 'alert' })))
  })

  test('has its rules as they were, and one that fired goes on from where it stood', async () => {
    const { rows: rules } = await admin.query('select id, condition from platform.alert_rule order by id')
    const before = (state.alert_rule ?? []).map((rule) => ({
      id: rule.id,
      condition: rule.condition ?? oldCondition(rule),
    }))
    expect(rules).toEqual(before)
    const places = (state.rule_state ?? []) as unknown as {
      alert_id: string | null
      series_id: number
      state: OldPlace
    }[]
    const stood = places.find(({ alert_id, state }) => alert_id && (state.lastAt ?? state.alert?.lastAt))
    const lastAt = stood?.state.lastAt ?? stood?.state.alert?.lastAt
    const conditionOf = async () =>
      (await admin.query('select condition from platform.alert where id = $1', [stood?.alert_id])).rows[0].condition
    expect(await conditionOf()).toBe('firing')
    const pool = openPool(database.target, pino({ level: 'silent' }), 1)
    const wall = buildWall(pool.db, () => undefined)
    const send = async (laterS: number) => {
      await admin.query(
        `insert into platform.reading_batch (series_ids, ats, readings, origins)
        values (array[$1::int], array[$2::timestamptz + make_interval(secs => $3)], array[0::float8], array['device'])`,
        [stood?.series_id, lastAt, laterS],
      )
      await wall.service((tx) => evaluateNext(tx))
    }
    await send(-60)
    expect(await conditionOf(), 'a value of before it fired changes nothing').toBe('firing')
    await send(60)
    expect(await conditionOf()).toBe('resolved')
    await pool.close()
  })

  test('has its old readings rolled up after the start, slice by slice', async () => {
    const pool = openPool(database.target, pino({ level: 'silent' }), 1)
    const wall = buildWall(pool.db, () => undefined)
    const years = new Date(Date.now() + 5 * 366 * 86_400_000)
    await wall.service((tx) => enrolSeries(tx, new Date()))
    while ((await wall.service((tx) => fillBack(tx, new Date()))) > 0);
    while ((await wall.service((tx) => recomputeDue(tx, years))) > 0);
    await pool.close()
    const count = (text: string) => admin.query(text).then(({ rows }) => rows)
    const readings =
      await count(`select series_id, (at at time zone 'Asia/Ho_Chi_Minh')::date::text as day, count(*), sum(value)
      from platform.reading group by 1, 2 order by 1, 2`)
    expect(readings.length).toBeGreaterThan(0)
    expect(
      await count(`select series_id, (start_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day, count, sum
        from platform.reading_rollup where step_s = 86400 order by 1, 2`),
    ).toEqual(readings)
  })

  test('opens the rows of its old reports', async () => {
    const { rows } = await admin.query(
      `select rr.count, t.kind, t.title, rr.due_at = al.due_at as is_due from platform.report_row rr
      join platform.thing t on t.kind = rr.kind and t.id = rr.thing_id join platform.alert al on al.id::text = rr.thing_id`,
    )
    const ofAlerts = state.report_row?.filter(({ kind = 'alert' }) => kind === 'alert')
    expect(rows).toHaveLength(ofAlerts?.length ?? -1)
    for (const row of rows) expect(row).toMatchObject({ kind: 'alert', is_due: true })
  })
})

/** Of before 0025, and since. */
interface OldPlace {
  readonly lastAt?: string
  readonly alert?: { readonly lastAt: string | null }
}

/** The condition of a rule as it was written before 0025. */
const oldCondition = (rule: Record<string, unknown>) => ({
  ...{ kind: 'threshold', series: rule.series_key, op: rule.op, forS: rule.for_s, clearMargin: rule.clear_margin },
  threshold: rule.threshold ?? { attribute: rule.threshold_attribute },
})
