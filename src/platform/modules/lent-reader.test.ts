import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { walkChain } from '../../../test/walk-chain.ts'
import { lendReader, statementFault } from './lent-reader.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre()
  await walkChain(centre)
})
afterAll(() => centre.close())

test.each([
  ['select * from platform.alert', 'names platform.alert'],
  ['select * from "platform"."account"', 'names platform.account'],
  ['select 1 from PLATFORM . session', 'names PLATFORM'.toLowerCase()],
  ['select * from own.x join roads_and_rail.sign on true', 'names roads_and_rail.sign'],
  ['select pg_catalog.pg_sleep(9)', 'names pg_catalog.pg_sleep'],
])('%s is refused', (text, sentence) => {
  expect(statementFault(text, ['roads-and-rail'])?.toLowerCase()).toContain(sentence)
})

test('its own schema and the views for modules are not', () => {
  expect(
    statementFault('select a.id from own.paper p join platform.core_agency a on a.id = p.agency_id', []),
  ).toBeNull()
})

const views = ['agency', 'area', 'asset', 'value', 'alert', 'incident', 'thing', 'clock'].map((name) => `core_${name}`)

test('every view for modules asks with the rights of who reads, and there are no others', async () => {
  const { rows } = await centre.admin.query(
    `select relname as name, reloptions as options from pg_class
    where relnamespace = 'platform'::regnamespace and relkind in ('v', 'm') order by 1`,
  )
  expect(rows).toEqual(views.toSorted().map((name) => ({ name, options: ['security_invoker=true'] })))
})

test('through the views nobody sees more than through the wall', async () => {
  const owner = await centre.agencyId('H57.907')
  const count = async (agencies: string) => {
    const found: Record<string, number> = {}
    await centre.admin.query('begin')
    await centre.admin.query('set local role nhip_app')
    await centre.admin.query(`set local nhip.agencies = '${agencies}'`)
    for (const view of views) {
      const { rows } = await centre.admin.query(`select count(*)::int as n from platform.${view}`)
      found[view] = rows[0].n
    }
    await centre.admin.query('rollback')
    return found
  }
  const outside = await count('{}')
  const inside = await count(`{${owner}}`)
  for (const view of ['core_asset', 'core_value', 'core_alert', 'core_incident', 'core_thing']) {
    expect([view, outside[view]]).toEqual([view, 0])
    expect([view, (inside[view] ?? 0) > 0]).toEqual([view, true])
  }
  expect(outside.core_agency).toBeGreaterThan(0)
})

test('a row of another form than it says, and a table that is not its own, are faults of the module', async () => {
  await centre.wall.lookUp(async (tx) => {
    const reader = lendReader(tx, 'roads', [])
    await expect(reader.rows(z.object({ lengthM: z.string() }), 'select 1 as length_m')).rejects.toThrow(/lengthM/)
    await expect(reader.rows(z.object({}), 'select 1 from platform.account')).rejects.toThrow(/module roads names/)
    expect(await reader.rows(z.object({ lengthM: z.int() }), 'select $1::int as length_m', [7])).toEqual([
      { lengthM: 7 },
    ])
  })
})

test('a commune is called as it is today, not as it will be', async () => {
  const { rows: before } = await centre.admin.query("select * from platform.core_area where code = '46'")
  await centre.admin.query(
    "update platform.area set valid_to = current_date + 30 where code = '46' and valid_to is null",
  )
  await centre.admin.query(
    `insert into platform.area (code, name, kind, parent_code, valid_from, also_called)
    select code, 'Tên sắp tới', kind, parent_code, current_date + 30, also_called from platform.area
    where code = '46' and valid_to = current_date + 30`,
  )
  const { rows: after } = await centre.admin.query("select * from platform.core_area where code = '46'")
  expect(after).toEqual(before)
  expect(after).toHaveLength(1)
})
