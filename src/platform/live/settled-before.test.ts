import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(database.admin)
  await client.connect()
  return client
}

/** Quiet and loud transactions in turns on one connection, until told to stop. @returns the loud ones */
async function alternate(isOver: () => boolean): Promise<Set<string>> {
  const client = await connect()
  const loud = new Set<string>()
  for (let turn = 0; !isOver(); turn++) {
    await client.query('begin')
    if (turn % 2 === 0) await client.query('select platform.begin_quietly()')
    const { rows } = await client.query('select pg_current_xact_id()::text as xid')
    if (turn % 2 === 1) loud.add(rows[0].xid)
    await client.query(`select pg_sleep(${(turn % 4) * 0.001})`)
    await client.query('commit')
  }
  await client.end()
  return loud
}

interface Look {
  readonly settled: bigint
  readonly running: readonly string[]
}
const isPast = ({ settled, running }: Look) => running.some((xid) => BigInt(xid) < settled)

test('a loud transaction that a look shows as running is never left behind, however its connection goes on', async () => {
  const looker = await connect()
  const seen: Look[] = []
  let isOver = false
  const writers = Array.from({ length: 6 }, () => alternate(() => isOver))
  // Until it was tried often enough: looks that went past a quiet one are the fewer.
  for (let past = 0; seen.length < 2_000 || past < 100; ) {
    const { rows } = await looker.query(`select platform.settled_before()::text as settled,
      array(select running::text from pg_snapshot_xip(pg_current_snapshot()) running) as running`)
    const look: Look = { settled: BigInt(rows[0].settled), running: rows[0].running }
    seen.push(look)
    if (isPast(look)) past++
  }
  isOver = true
  const loud = new Set((await Promise.all(writers)).flatMap((xids) => [...xids]))
  await looker.end()
  const passed = seen.filter(({ settled, running }) => running.some((xid) => loud.has(xid) && BigInt(xid) < settled))
  expect(passed).toEqual([])
  // Otherwise nothing was tried.
  expect(seen.filter(({ running }) => running.some((xid) => loud.has(xid))).length).toBeGreaterThan(100)
}, 60_000)
