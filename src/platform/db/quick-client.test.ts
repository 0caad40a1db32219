import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { openPool, type Pool } from './pool.ts'
import { planKept } from './quick-client.ts'
import { buildWall, type Wall } from './wall.ts'

let database: TestDatabase
let pool: Pool
let wall: Wall
beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.target, pino({ level: 'silent' }), 1)
  wall = buildWall(pool.db, () => undefined)
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

test('what could not begin fails with its first statement, and the connection serves the next', async () => {
  const broken = pool.db.connection().execute(async (connection) => {
    await sql.raw('begin; set local role nobody_by_this_name').execute(connection)
    return sql`select count(*) from platform.agency`.execute(connection)
  })
  await expect(broken).rejects.toMatchObject({ code: '25P02' })
  await pool.db.connection().execute((connection) => sql.raw('rollback').execute(connection))
  expect((await wall.lookUp((tx) => sql`select 1 as one`.execute(tx))).rows).toEqual([{ one: 1 }])
})

test('without a transaction of the wall the login reads nothing', async () => {
  await expect(sql`select count(*) from platform.agency`.execute(pool.db)).rejects.toMatchObject({ code: '42501' })
})

test('what fails in a transaction undoes it, and its connection serves the next', async () => {
  const key = 'only in this test'
  const failing = wall.service(async (tx) => {
    await sql`insert into platform.setting (key, value, note) values (${key}, '{}', '')`.execute(tx)
    await sql`select 1 / 0`.execute(tx)
  })
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  const { rows } = await wall.lookUp((tx) => sql`select 1 from platform.setting where key = ${key}`.execute(tx))
  expect(rows).toEqual([])
})

test('a statement whose plan is kept is prepared once, and sees what it asks for changed', async () => {
  const ask = (key: string) =>
    wall.lookUp(async (tx) => {
      const { rows } = await sql`${sql.raw(planKept)} select value from platform.setting where key = ${key}`.execute(tx)
      const prepared =
        await sql`select count(*)::int as count from pg_prepared_statements where statement like ${`${planKept}%`}`.execute(
          tx,
        )
      return [rows, prepared.rows]
    })
  expect(await ask('no such setting')).toEqual([[], [{ count: 1 }]])
  const [rows, prepared] = await ask('rules')
  expect(rows).toEqual([{ value: { graceS: 120 } }])
  expect(prepared).toEqual([{ count: 1 }])
})
