import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made } from '../../../test/walk-chain.ts'
import { selectSimilar } from './similar.ts'

let centre: TestCentre
let officer: Person
let farmId: number
const [farm, trade] = ['H57.907', 'H57.909']
const [here, there] = ['19774', '19777']

/** Ten stations of each of the two agencies, in two communes: `farm-1` … `trade-10`. */
beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('giong', farm)
  farmId = await centre.agencyId(farm)
  await centre.admin.query(
    `insert into platform.asset (code, type, name, agency_id, area_code)
    select p.prefix || '-' || n, 'river_station', 'Trạm ' || p.prefix || ' ' || n, ag.id, case when n <= 5 then $3 else $4 end
    from (values ('farm', $1), ('trade', $2)) p (prefix, code) join platform.agency ag on ag.code = p.code
      cross join generate_series(1, 10) n`,
    [farm, trade, here, there],
  )
  await centre.admin.query(
    `insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'water_level', 'Mực nước', 'Water level', 'm', 3600 from platform.asset where code ~ '^(farm|trade)-'`,
  )
})
afterAll(() => centre.close())

interface Made {
  /** Stations, each with the place of its rule in the order of rules. */
  readonly on: readonly (readonly [asset: string, rule: number])[]
  readonly daysAgo: number
  readonly state?: 'open' | 'closed'
  readonly falseAlarm?: boolean
}

/** Writes an incident with its alerts as superuser. @returns its id */
async function make(number: string, { on, daysAgo, state = 'closed', falseAlarm = false }: Made): Promise<string> {
  const { rows } = await centre.admin.query(
    `insert into platform.incident (id, number, title, severity, state, stage, false_alarm, agency_id, opened_at, opened_by, opened_by_name)
    select gen_random_uuid(), $1, 'Sự cố ' || $1, 'major', $2, case $2 when 'closed' then 'closed' else 'detected' end, $3,
      agency_id, now() - $4::int * interval '1 day', 1, 'x' from platform.asset where code = $5 returning id`,
    [number, state, falseAlarm, daysAgo, on[0]?.[0]],
  )
  for (const [asset, rule] of on) {
    await centre.admin.query(
      `insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en, value,
        threshold, origin, condition, handling, fired_at, raised_at, due_at, incident_id)
      select gen_random_uuid(), (select id from platform.alert_rule order by id offset $2 limit 1), a.id, s.id, a.agency_id,
        a.area_code, 'major', 'x', 'x', 5, 4, 'device', 'resolved', 'done', now(), now(), now(), $3
      from platform.asset a join platform.series s on s.asset_id = a.id where a.code = $1`,
      [asset, rule, rows[0].id],
    )
  }
  return rows[0].id
}
const similar = async (id: string, person = officer) =>
  made(await person.get(`/api/incidents/${id}/similar`), 'similar').items
const numbers = (items: { number: string }[]) => items.map(({ number }) => number)
const ruleName = async (place: number) =>
  (
    await centre.admin.query(
      'select name_vi as vi, name_en as en from platform.alert_rule order by id offset $1 limit 1',
      [place],
    )
  ).rows[0]
/** What an earlier test left is like nothing. */
const forget = () => centre.admin.query('update platform.alert set incident_id = null')

test('the same rules on the same devices count first, then the same rule in the commune, then what was last', async () => {
  await forget()
  await make('xa', { on: [['farm-3', 0]], daysAgo: 5 })
  await make('gan', { on: [['farm-4', 0]], daysAgo: 4 })
  await make('mot-tram', { on: [['farm-1', 0]], daysAgo: 300 })
  await make('hai-tram', {
    on: [
      ['farm-1', 0],
      ['farm-2', 1],
    ],
    daysAgo: 400,
  })
  await make('luat-khac', { on: [['farm-1', 2]], daysAgo: 1 })
  await make('xa-khac', { on: [['farm-7', 0]], daysAgo: 1 })
  const id = await make('nay', {
    on: [
      ['farm-1', 0],
      ['farm-2', 1],
    ],
    daysAgo: 0,
    state: 'open',
  })
  expect(numbers(await similar(id))).toEqual(['hai-tram', 'mot-tram', 'gan'])
})

test('what is common is named: the rules, with the devices of both or else the communes', async () => {
  await forget()
  await make('cung-tram', { on: [['farm-1', 0]], daysAgo: 9 })
  await make('cung-xa', { on: [['farm-5', 1]], daysAgo: 8, falseAlarm: true })
  const id = await make('chung', {
    on: [
      ['farm-1', 0],
      ['farm-2', 1],
    ],
    daysAgo: 0,
  })
  const { rows } = await centre.admin.query('select name from platform.area where code = $1 and valid_to is null', [
    here,
  ])
  const [{ name: commune }] = rows
  expect(await similar(id)).toMatchObject([
    { number: 'cung-tram', shared: [{ rule: await ruleName(0), assets: ['Trạm farm 1'], areas: [commune] }] },
    { number: 'cung-xa', falseAlarm: true, shared: [{ rule: await ruleName(1), assets: [], areas: [commune] }] },
  ])
})

test('what is open, what came later and what is of another agency is none', async () => {
  await forget()
  await make('con-mo', { on: [['farm-1', 0]], daysAgo: 3, state: 'open' })
  await make('ve-sau', { on: [['farm-1', 0]], daysAgo: 1 })
  await make('nguoi-khac', { on: [['trade-1', 0]], daysAgo: 3 })
  const id = await make('rieng', { on: [['farm-1', 0]], daysAgo: 2 })
  expect(await similar(id)).toEqual([])
  // Who sees both agencies is told of it: the commune is the same.
  expect(numbers(await similar(id, await centre.administrator()))).toEqual(['nguoi-khac'])
})

test('among ten thousand incidents it is found by index, below the wall', { timeout: 60_000 }, async () => {
  await forget()
  await centre.admin.query("set session_replication_role = 'replica'")
  await centre.admin.query(
    `insert into platform.asset (code, type, name, agency_id, area_code)
    select 'nhieu-' || n, 'river_station', 'Trạm ' || n, $1, (20000 + n % 100)::text from generate_series(1, 1000) n`,
    [farmId],
  )
  await centre.admin.query(
    `with inc as (
      insert into platform.incident (id, number, title, severity, state, stage, agency_id, opened_at, opened_by, opened_by_name)
      select gen_random_uuid(), 'N-' || n, 'x', 'major', 'closed', 'closed', $1, now() - n * interval '1 h', 1, 'x'
      from generate_series(1, 10000) n returning id, number
    )
    insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en, value, threshold,
      origin, condition, handling, fired_at, raised_at, due_at, incident_id)
    select gen_random_uuid(), (select min(id) from platform.alert_rule) + k % 3, a.id, 1, $1, a.area_code, 'major', 'x', 'x', 5, 4,
      'device', 'resolved', 'done', now(), now(), now(), inc.id
    from inc cross join generate_series(0, 2) k
      join platform.asset a on a.code = 'nhieu-' || (1 + (substr(inc.number, 3)::int * 7 + k * 31) % 1000)`,
    [farmId],
  )
  await centre.admin.query("set session_replication_role = 'origin'; analyze platform.alert; analyze platform.incident")
  const { rows } = await centre.admin.query(`select id, opened_at from platform.incident where number = 'N-1'`)
  const [{ id, opened_at: openedAt }] = rows
  expect(await similar(id)).toHaveLength(3)
  const plan = await centre.pool.db.connection().execute(async (tx) => {
    await sql.raw(`begin; set local role nhip_app; set local nhip.agencies = '{${farmId}}'`).execute(tx)
    const told = await sql<Record<'QUERY PLAN', string>>`explain ${selectSimilar(id, openedAt)}`.execute(tx)
    await sql.raw('rollback').execute(tx)
    return told.rows.map((row) => Object.values(row)[0]).join('\n')
  })
  expect(plan).toContain('alert_of_incident_by_asset')
  expect(plan).toContain('alert_of_incident_by_area')
  expect(plan).not.toContain('Seq Scan on alert ')
})
