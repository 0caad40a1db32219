import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { holdWall } from './held-wall.ts'
import { type ConnectionTarget, openPool } from './pool.ts'
import { buildWall } from './wall.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const one = sql<{ one: number }>`select 1 as one`

test('what is asked before the database stands is answered once it does', async () => {
  const opening = Promise.withResolvers<ConnectionTarget>()
  const pool = openPool(() => opening.promise, log, 2)
  const asked = [one.execute(pool.db), one.execute(pool.db)]
  expect(await Promise.race([...asked, Promise.resolve('waits')])).toBe('waits')
  expect(pool.waiting()).toBe(0)
  opening.resolve(database.target)
  for (const { rows } of await Promise.all(asked)) expect(rows).toEqual([{ one: 1 }])
  await pool.close()
})

test('what is asked of a database that does not open fails as that did, and the pool closes', async () => {
  const opening = Promise.withResolvers<ConnectionTarget>()
  const pool = openPool(() => opening.promise, log, 2)
  const asked = one.execute(pool.db)
  opening.reject(new Error('the disk is full'))
  await expect(asked).rejects.toThrow('the disk is full')
  await pool.close()
})

test('through a held wall nothing is asked before it is let go', async () => {
  const pool = openPool(database.target, log, 2)
  const begun = Promise.withResolvers<void>()
  const held = holdWall(
    buildWall(pool.db, () => undefined),
    begun.promise,
  )
  let calls = 0
  const work = async () => ++calls
  const both = [held.lookUp(work), held.service(work)]
  // A question that is not held goes there and back meanwhile.
  await one.execute(pool.db)
  expect(calls).toBe(0)
  begun.resolve()
  expect((await Promise.all(both)).toSorted()).toEqual([1, 2])
  await pool.close()
})
