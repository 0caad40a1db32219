import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../test/centre.ts'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import type { Db } from '../db/pool.ts'
import { enrolSeries, fillBack } from './backfill.ts'
import { recomputeDue } from './recompute.ts'
import { takeMarks } from './take-marks.ts'

let seeded: SeededWall

beforeAll(async () => {
  seeded = await openSeededWall()
})
afterAll(() => seeded.close())

/** How many wait for an advisory lock of this database. */
const waiting = async () => {
  const { rows } = await seeded.admin.query(
    `select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows.length
}

const steps: readonly (readonly [string, (tx: Db) => Promise<unknown>])[] = [
  ['notes what was touched', (tx) => takeMarks(tx, new Date())],
  ['computes what is due', (tx) => recomputeDue(tx, new Date())],
  ['enrols series', (tx) => enrolSeries(tx, new Date())],
  ['goes back through old readings', (tx) => fillBack(tx, new Date())],
]

test.for(steps)('while one worker writes roll-ups, another that %s waits for its end', async ([name, step]) => {
  const { host, port, user, password, database } = seeded.admin
  const first = new pg.Client({
    host,
    port,
    user: user ?? 'postgres',
    password: String(password),
    database: database ?? '',
  })
  await first.connect()
  await first.query('begin')
  await first.query("select pg_advisory_xact_lock(hashtext('platform.rollup'), 0)")
  let isDone = false
  const second = seeded.wall.service(step).then(() => {
    isDone = true
  })
  try {
    await until(`the worker that ${name} waits, or is done`, async () => isDone || (await waiting()) === 1)
    expect(isDone, 'done while the other one wrote').toBe(false)
  } finally {
    await first.query('commit')
    await first.end()
    await second
  }
  expect(isDone).toBe(true)
})
