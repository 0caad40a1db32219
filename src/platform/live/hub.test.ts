import { once } from 'node:events'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { until } from '../../../test/centre.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { openPool, type Pool } from '../db/pool.ts'
import { buildWall } from '../db/wall.ts'
import { type Hub, openHub, type SentEvent } from './hub.ts'

let database: TestDatabase
let pool: Pool
let hub: Hub
let told: SentEvent[]

beforeAll(async () => {
  database = await createTestDatabase()
  const log = pino({ level: 'silent' })
  pool = openPool(database.target, log, 4)
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

beforeEach(async () => {
  const log = pino({ level: 'silent' })
  hub = openHub(
    buildWall(pool.db, () => undefined),
    log,
  )
  await hub.start()
  told = []
  hub.subscribe((events) => told.push(...events))
})
afterEach(async () => {
  await hub.close()
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(database.admin)
  await client.connect()
  await client.query('set role nhip_service')
  return client
}

async function end(client: pg.Client): Promise<void> {
  const ended = once(client, 'end')
  await client.end()
  await ended
}

const insert = (client: pg.Client, subject: string) =>
  client.query(
    "insert into platform.live_event (kind, action, subject_ids, agencies) values ('alert', 'firing', array[$1], '{1}')",
    [subject],
  )

const subjectsOf = (events: readonly SentEvent[]) => events.map(({ event }) => event.ids[0] ?? '')

/** Eight writers; some transactions stay open while many others begin and commit, some roll back. */
async function writeUnevenly(perWriter: number): Promise<Set<string>> {
  const committed = new Set<string>()
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    const client = await connect()
    for (let number = 0; number < perWriter; number++) {
      await client.query('begin')
      const subjects = Array.from({ length: 1 + (number % 3) }, (__, part) => `${writer}-${number}-${part}`)
      for (const subject of subjects) await insert(client, subject)
      // The first writer's transactions are the slow ones: dozens of others overtake each.
      await client.query(`select pg_sleep(${writer === 0 ? 0.12 : (number % 4) * 0.002})`)
      const isKept = (writer + number) % 5 !== 0
      await client.query(isKept ? 'commit' : 'rollback')
      if (isKept) for (const subject of subjects) committed.add(subject)
      hub.wake()
    }
    await end(client)
  })
  await Promise.all(writers)
  return committed
}

const insertLater = (client: pg.Client, subject: string) =>
  client.query(
    "insert into platform.live_event_later (kind, action, subject_ids, agencies) values ('record', 'many', array[$1], '{1}')",
    [subject],
  )

test('nobody waits for a quiet transaction; what it tells is told once it has committed, and never when it has not', async () => {
  const [kept, dropped] = [await connect(), await connect()]
  for (const [client, subject] of [
    [kept, 'kept'],
    [dropped, 'dropped'],
  ] as const) {
    await client.query('begin')
    await client.query('select platform.begin_quietly()')
    await insertLater(client, subject)
  }
  // Each fence is told while both still run.
  for (let count = 0; count < 5; count++) await fence()
  expect(subjectsOf(told)).toEqual([])
  await dropped.query('rollback')
  await fence()
  await kept.query('commit')
  await until('it is told', async () => told.length > 0)
  await fence()
  expect(subjectsOf(told)).toEqual(['kept'])
  await Promise.all([end(kept), end(dropped)])
})

test('connections that are quiet now and loud then lose nothing and tell nothing twice', async () => {
  const committed = new Set<string>()
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    const client = await connect()
    for (let number = 0; number < 60; number++) {
      const subject = `${writer}-${number}`
      const isQuiet = (writer + number) % 3 === 0
      await client.query('begin')
      if (isQuiet) await client.query('select platform.begin_quietly()')
      await (isQuiet ? insertLater(client, subject) : insert(client, subject))
      await client.query(`select pg_sleep(${number % 20 === writer ? 0.1 : (number % 3) * 0.002})`)
      await client.query('commit')
      committed.add(subject)
      hub.wake()
    }
    await end(client)
  })
  await Promise.all(writers)
  await until('all are told', async () => told.length >= committed.size)
  await fence()
  const subjects = subjectsOf(told)
  expect(subjects.length).toBe(committed.size)
  expect(new Set(subjects)).toEqual(committed)
})

test('a quiet transaction that tells somebody at once is refused, and so is one that becomes quiet too late', async () => {
  const client = await connect()
  await client.query('begin')
  await client.query('select platform.begin_quietly()')
  await expect(insert(client, 'x')).rejects.toThrow(/tells nobody anything: write to live_event_later/)
  await client.query('rollback')
  await client.query('begin')
  await insert(client, 'y')
  await expect(client.query('select platform.begin_quietly()')).rejects.toThrow(/quiet from its first row on/)
  await client.query('rollback')
  // Quiet ends with the transaction: the connection may tell again.
  await insert(client, 'z')
  await end(client)
  await until('told', async () => subjectsOf(told).includes('z'))
})

/** Everything committed so far was told once a later event was. */
async function fence(): Promise<void> {
  const client = await connect()
  const name = `fence-${Math.random()}`
  await insert(client, name)
  await end(client)
  await until('the fence', async () => subjectsOf(told).includes(name))
  told.splice(
    told.findIndex(({ event }) => event.ids[0] === name),
    1,
  )
}

test('under eight writers of unequal length each committed change is told once, and none that was rolled back', async () => {
  const committed = await writeUnevenly(40)
  await fence()
  const subjects = subjectsOf(told)
  expect(subjects.length).toBe(new Set(subjects).size)
  expect(new Set(subjects)).toEqual(committed)
  expect(committed.size).toBeGreaterThan(400)
})

test('who comes back from any place in the middle gets exactly the rest, in the same order', async () => {
  await writeUnevenly(12)
  await fence()
  const places = [0, 1, Math.floor(told.length / 2), told.length - 2]
  for (const place of places) {
    const cursor = told[place]?.place
    if (!cursor) throw new Error('an event without a place')
    const rest = await hub.since(cursor)
    // The fence itself comes last.
    expect(subjectsOf(rest ?? []).slice(0, -1)).toEqual(subjectsOf(told.slice(place + 1)))
  }
})

test('changes keep their order where a number gains a digit, and the place after them is the last one', async () => {
  await using(database.admin, async (client) => {
    await client.query('alter table platform.live_event alter column id restart with 99998')
    await client.query('begin')
    for (const subject of ['p', 'q', 'r', 's', 't']) await insert(client, subject)
    await client.query('commit')
  })
  await fence()
  expect(subjectsOf(told)).toEqual(['p', 'q', 'r', 's', 't'])
})

test('a transaction that began before the centre and commits after it opened is told', async () => {
  const slow = await connect()
  await slow.query('begin')
  await insert(slow, 'began-before')
  const second = openHub(
    buildWall(pool.db, () => undefined),
    pino({ level: 'silent' }),
  )
  await second.start()
  const heard: SentEvent[] = []
  second.subscribe((events) => heard.push(...events))
  await slow.query('commit')
  await end(slow)
  await until('the slow one', async () => subjectsOf(heard).includes('began-before'))
  await second.close()
})

test('a place older than what is kept, and more changes than one look gives, both ask for everything anew', async () => {
  await writeUnevenly(2)
  await fence()
  const cursor = told.at(0)?.place
  if (!cursor) throw new Error('an event without a place')
  const client = await connect()
  await client.query(`insert into platform.live_event (kind, action, subject_ids, agencies)
    select 'alert', 'firing', array['many-' || n], '{1}' from generate_series(1, 6000) n`)
  await fence()
  expect(await hub.since(cursor), 'more than can be told at once').toBeNull()
  const middle = told.at(-10)?.place
  if (!middle) throw new Error('an event without a place')
  expect(await hub.since(middle)).toHaveLength(10)

  await client.query('delete from platform.live_event where xid <= $1::text::xid8', [String(cursor.xid)])
  expect(await hub.since(cursor), 'older than what is kept').toBeNull()
  await client.query('delete from platform.live_event')
  expect(await hub.since(cursor), 'nothing is kept').toBeNull()
  await end(client)
})

test('after a lost connection the hub goes on where it was', async () => {
  await fence()
  await using(database.admin, async (admin) => {
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'nhip_server'",
    )
    await admin.query(
      "insert into platform.live_event (kind, action, subject_ids, agencies) values ('alert', 'firing', '{after-loss}', '{1}')",
    )
  })
  await until('the change after the loss', async () => subjectsOf(told).includes('after-loss'))
  expect(subjectsOf(told).filter((subject) => subject === 'after-loss')).toHaveLength(1)
})

async function using(target: TestDatabase['admin'], work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(target)
  await client.connect()
  try {
    await work(client)
  } finally {
    await end(client)
  }
}
