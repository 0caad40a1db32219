import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertStorm } from '../../../test/insert-storm.ts'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import type { Actor } from '../auth/actor.ts'
import { indexAssetTypes, loadModules } from '../modules/load.ts'
import { addRule } from '../rules/change-rules.ts'
import { evaluateNext } from './evaluate-next.ts'

let seeded: SeededWall
const author: Actor = {
  ...{ accountId: 1, login: 'a', name: 'Quản trị', agencyId: 1, reach: 'province', agencyIds: [] },
  ...{ permissions: new Set<string>(), mustChangePassword: false },
}

beforeAll(async () => {
  seeded = await openSeededWall()
  for (const [prefix, agencyCode] of [
    ['a', 'H57.907'],
    ['b', 'H57.908'],
  ] as const)
    await insertStorm(seeded.admin, { agencyCode, prefix, count: 1_500 })
  await seeded.admin.query('delete from platform.alert')
  await seeded.admin.query('update platform.alert_rule set enabled = false')
  const condition = {
    kind: 'threshold',
    series: 'water_level',
    op: '>=',
    threshold: 4,
    clearMargin: 0.05,
    forS: 0,
  } as const
  const words = { vi: 'Thử', en: 'Test' }
  const title = { vi: '{asset} {value} {unit}', en: '{asset} {value} {unit}' }
  const scope = { agencies: [], assets: [] }
  const rule = {
    name: words,
    title,
    severity: 'major',
    assetType: 'river_station',
    condition,
    latenessS: 0,
    scope,
  } as const
  const types = indexAssetTypes(await loadModules())
  await seeded.wall.service((tx) => addRule(tx, author, types, { definition: rule, enabled: true, why: 'thử' }))
})
afterAll(() => seeded.close())

/** Hands the rules one reading of each of the first so many stations of both agencies; how many statements their look takes. */
async function look(stations: number, minute: number, value: number): Promise<number> {
  await seeded.admin.query(
    `insert into platform.reading_batch (series_ids, ats, readings, origins)
    select array_agg(s.id order by s.id), array_agg($2::timestamptz), array_agg($3::float8), array_agg('device'::text)
    from platform.series s join platform.asset a on a.id = s.asset_id
    where a.code ~ '^[ab]-' and split_part(a.code, '-', 2)::int <= $1`,
    [stations, new Date(Date.now() - 3_600_000 + minute * 60_000), value],
  )
  let statements = 0
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  expect((await seeded.wall.service((tx) => evaluateNext(tx.withPlugin(counter)))).series).toBe(stations * 2)
  return statements
}

const rows = async (query: string) => (await seeded.admin.query(query)).rows

test('a storm is written in as many statements as one alert, and nobody is told of another agency’s', async () => {
  const ofOne = await look(1, 0, 5)
  const ofMany = await look(1_500, 1, 5)
  expect(ofMany).toBeLessThanOrEqual(ofOne)
  expect(
    await rows(`select count(*)::int, count(distinct asset_id)::int as assets, min(title_vi) as title from platform.alert
      where condition = 'firing'`),
  ).toMatchObject([{ count: 3_000, assets: 3_000, title: 'Trạm a 1 5 m' }])
  expect(
    await rows(`select count(*)::int from platform.alert al
      where (select array_agg(st.action) from platform.alert_step st where st.alert_id = al.id) = '{firing}'
        and (select array_agg(h.kind) from platform.happening h where h.about_id = al.id::text) = '{alert.firing}'`),
  ).toEqual([{ count: 3_000 }])
  expect(
    await rows(`select count(*)::int as told, count(*) filter (where e.agencies <> array[al.agency_id])::int as wrong
      from platform.live_event e cross join unnest(e.subject_ids) told (id) join platform.alert al on al.id::text = told.id
      where e.kind = 'alert'`),
  ).toEqual([{ told: 3_000, wrong: 0 }])
})

test('what ends, begins and ends within one look is written in that order', async () => {
  await seeded.admin.query(
    `insert into platform.reading_batch (series_ids, ats, readings, origins)
    select array_fill(s.id, array[4]), array[now() - interval '40 min', now() - interval '39 min', now() - interval '38 min', now() - interval '37 min'],
      array[3, 6, 3, 7], array_fill('device'::text, array[4])
    from platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'a-7'`,
  )
  await seeded.wall.service((tx) => evaluateNext(tx))
  expect(
    await rows(`select al.value, al.condition, al.resolved_at > al.fired_at as ended,
        (select array_agg(st.action order by st.id) from platform.alert_step st where st.alert_id = al.id) as steps
      from platform.alert al join platform.asset a on a.id = al.asset_id where a.code = 'a-7' order by al.fired_at`),
  ).toEqual([
    { value: 5, condition: 'resolved', ended: true, steps: ['firing', 'resolved'] },
    { value: 6, condition: 'resolved', ended: true, steps: ['firing', 'resolved'] },
    { value: 7, condition: 'firing', ended: null, steps: ['firing'] },
  ])
  const told = await rows(`select h.kind from platform.happening h join platform.alert al on al.id::text = h.about_id
    join platform.asset a on a.id = al.asset_id where a.code = 'a-7' order by h.xid, h.id`)
  expect(told.map(({ kind }) => kind)).toEqual([
    'alert.firing',
    'alert.resolved',
    'alert.firing',
    'alert.resolved',
    'alert.firing',
  ])
})
