import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { type LivePage, openLive } from '../../../test/live-page.ts'

let centre: TestCentre
let address: string
let person: Person
let agencyId: number

beforeAll(async () => {
  centre = await openTestCentre()
  address = await centre.app.listen({ host: '127.0.0.1', port: 0 })
  agencyId = await centre.agencyId('H57.907')
  person = await centre.officer('truc', 'H57.907')
  // That an account was made is told, too, and shall be told before the first page listens.
  const page = await openLive(address, person.cookie)
  await insert('made')
  await until('what was made is told', async () => page.has('made'))
  page.close()
})
afterAll(() => centre.close())

/** Past the centre, so that it looks by itself within a second only. */
const insert = (...subjects: string[]) =>
  centre.admin.query(
    `insert into platform.live_event (kind, action, subject_ids, agencies)
    select 'alert', 'firing', array[s], array[$2::int] from unnest($1::text[]) s`,
    [subjects, agencyId],
  )

const subjectsOf = (page: LivePage) => page.changes().flatMap((change) => change.ids)

test('a page that was away gets what it missed once, in order, and then what comes', async () => {
  const page = await openLive(address, person.cookie)
  await insert('a', 'b', 'c')
  await until('three changes', async () => subjectsOf(page).length === 3)
  const [first] = page.eventIds()
  page.close()
  await insert('d')
  // The centre has not looked yet: the page is told of d from what is kept, and must not be told again when the centre looks.
  const again = await openLive(address, person.cookie, first)
  await until('d', async () => again.has('d'))
  await insert('e')
  await until('e', async () => again.has('e'))
  expect(subjectsOf(again)).toEqual(['b', 'c', 'd', 'e'])
  again.close()
})

test('a page that comes back with a place that is not kept is asked to fetch everything anew', async () => {
  await insert('before')
  const page = await openLive(address, person.cookie, '3-1')
  await until('reset', async () => page.changes().some((change) => change.kind === 'reset'))
  await insert('after')
  await until('after', async () => page.has('after'))
  expect(page.changes().map((change) => change.kind)).toEqual([
    'reset',
    ...page
      .changes()
      .slice(1)
      .map(() => 'alert'),
  ])
  page.close()
})

test.for(['', 'x', '-1', '1', '99999999999999999999999-1', '1-1; drop'])(
  'Last-Event-ID «%s», which we never gave, breaks nothing',
  async (place) => {
    const page = await openLive(address, person.cookie, place)
    const name = `nach-${place.length}`
    await insert(name)
    await until(name, async () => page.has(name))
    page.close()
  },
)

test('without a session there are no live events', async () => {
  expect((await fetch(`${address}/api/live`)).status).toBe(401)
})

/** Sixteen writers whose transactions last unequally long; some roll back. Returns what was committed. */
async function writeUnevenly(perWriter: number, name: string): Promise<Set<string>> {
  const committed = new Set<string>()
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    const client = new pg.Client(centre.database.admin)
    await client.connect()
    for (let number = 0; number < perWriter; number++) {
      const subjects = Array.from({ length: 1 + (number % 3) }, (__, part) => `${name}-${writer}-${number}-${part}`)
      await client.query('begin')
      await client.query(
        `insert into platform.live_event (kind, action, subject_ids, agencies)
        select 'alert', 'firing', array[s], array[$2::int] from unnest($1::text[]) s`,
        [subjects, agencyId],
      )
      // The slow ones are overtaken by dozens of others.
      await client.query(`select pg_sleep(${writer < 2 ? 0.15 : ((writer + number) % 5) * 0.004})`)
      const isKept = (writer + number) % 6 !== 0
      await client.query(isKept ? 'commit' : 'rollback')
      if (isKept) for (const subject of subjects) committed.add(subject)
    }
    await client.end()
  })
  await Promise.all(writers)
  return committed
}

test('under sixteen writers of unequal length a page that comes back at random moments is told each change once', async () => {
  const told: string[] = []
  let place: string | undefined
  let returns = 0
  /** A page for a random while; what it was told in whole events counts, and its last place is where the next one begins. */
  async function visit(leave: (page: LivePage) => Promise<unknown>): Promise<void> {
    const page = await openLive(address, person.cookie, place)
    await leave(page)
    page.close()
    returns++
    told.push(...subjectsOf(page))
    place = page.lastId() ?? place
  }
  const committed = new Set<string>()
  // On a busy machine a page comes back a few times only while sixteen write: then they write once more.
  for (let round = 1; returns <= 5; round++) {
    let isWriting = true
    const writing = writeUnevenly(30, `uneven-${round}`).finally(() => {
      isWriting = false
    })
    while (isWriting) {
      const wanted = Math.floor(Math.random() * 25)
      await visit((page) => until('some', async () => !isWriting || page.changes().length >= wanted))
    }
    for (const subject of await writing) committed.add(subject)
  }
  await insert('uneven-last')
  await visit((page) => until('the last', async () => page.has('uneven-last')))
  const own = told.filter((subject) => /^uneven-\d/.test(subject))
  expect(own.length).toBe(new Set(own).size)
  expect(new Set(own)).toEqual(committed)
}, 120_000)

test('pages of several agencies and of the province are told what they may see, and beats say where they are', async () => {
  const other = await centre.officer('truc-cong-thuong', 'H57.909')
  const pages = {
    own: await openLive(address, person.cookie),
    other: await openLive(address, other.cookie),
    all: await openLive(address, (await centre.administrator()).cookie),
  }
  await insert('seen-by-own')
  await until('own', async () => pages.own.has('seen-by-own') && pages.all.has('seen-by-own'))
  const place = pages.own.lastId()
  // The next beat tells the other page the same place, although it saw nothing of the change.
  await until('a beat after it', async () => pages.other.lastId() === place)
  expect(subjectsOf(pages.other)).toEqual([])
  for (const page of Object.values(pages)) {
    const [first] = page.beats()
    expect(first).toMatchObject({ missed: 0, stalledSince: null })
    expect(Math.abs(Date.parse(first?.at ?? '') - Date.now())).toBeLessThan(20_000)
    page.close()
  }
})

test('changes of a second leave in twenty writes at most', async () => {
  const page = await openLive(address, person.cookie)
  await until('the first beat', async () => page.beats().length > 0)
  const startedMs = Date.now()
  const before = page.writes()
  for (let number = 0; number < 400; number++) {
    await insert(`fast-${number}`)
    centre.wall.service(async () => undefined)
  }
  await until('all', async () => page.has('fast-399'))
  const seconds = (Date.now() - startedMs) / 1_000
  expect(page.writes() - before).toBeLessThanOrEqual(20 * seconds + 2 + seconds / 5)
  page.close()
})

test('a place that this database never reached, as after a restore, asks for everything anew', async () => {
  await insert('before-restore')
  const page = await openLive(address, person.cookie, '18446744073709551000-1')
  await until('reset', async () => page.changes().some((change) => change.kind === 'reset'))
  await insert('after-restore')
  await until('what comes', async () => page.has('after-restore'))
  page.close()
})

/** A client of its own making, on a bare socket. */
async function openSocket(cookie: string): Promise<Socket> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write(`GET /api/live HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${cookie}\r\n\r\n`)
  await once(socket, 'data')
  return socket
}

const openStreams = () =>
  new Promise<number>((resolve) => centre.app.server.getConnections((_, count) => resolve(count)))

test('a client that vanishes without a word is let go, and so are one that does not read and one that reads a byte a second', async () => {
  centre.app.server.closeIdleConnections()
  const gone = await openSocket(person.cookie)
  const deaf = await openSocket(person.cookie)
  const slow = await openSocket(person.cookie)
  const well = await openLive(address, person.cookie)
  const before = await openStreams()
  gone.resetAndDestroy()
  await until('the vanished one is let go', async () => (await openStreams()) === before - 1)

  deaf.pause()
  // One byte a second, however much is there.
  slow.pause()
  const sipping = setInterval(() => slow.read(1), 1_000)
  const long = 'x'.repeat(4_000)
  let sent = 0
  await until('those that do not read, or hardly, are let go', async () => {
    await insert(...Array.from({ length: 200 }, () => `${sent++}-${long}`))
    return (await openStreams()) === before - 3
  })
  await insert('still-told')
  await until('the one that reads hears', async () => well.has('still-told'))
  clearInterval(sipping)
  for (const socket of [deaf, slow]) socket.destroy()
  well.close()
}, 60_000)

const pick = ({ version, name, roles, reach }: { [key: string]: unknown }) => ({ version, name, roles, reach })

test('who is moved to another agency is told of that one from the change on, and who is closed hears nothing more', async () => {
  const admin = await centre.administrator()
  const mover = await centre.officer('nguoi-chuyen', 'H57.909')
  const { body } = await mover.get('/api/session')
  const page = await openLive(address, mover.cookie)
  const all = await openLive(address, admin.cookie)
  await insert('of-the-new-agency-before')
  await until('it is told to others', async () => all.has('of-the-new-agency-before'))
  const path = `/api/accounts/${body.account.id}`
  const { items } = (await admin.get('/api/accounts?q=nguoi-chuyen')).body
  const moved = await admin.post(path, { ...pick(items[0]), agencyId })
  expect(moved.body).toMatchObject({ agency: { id: agencyId } })
  await insert('of-the-new-agency-after')
  await until('the new agency’s change', async () => page.has('of-the-new-agency-after'))
  expect(page.has('of-the-new-agency-before')).toBe(false)
  const closed = await admin.post(`${path}/disable`, { version: moved.body.version })
  expect(closed.status).toBe(200)
  await until('the stream ends', async () => !page.isOpen())
  all.close()
})

test('while the database is away beats go on and say so, and what was committed meanwhile is told after', async () => {
  const page = await openLive(address, person.cookie)
  await until('the first beat', async () => page.beats().length > 0)
  const { rows } = await centre.admin.query("select rolname from pg_roles where rolname = 'nhip_server'")
  expect(rows).toHaveLength(1)
  const name = (await centre.admin.query('select current_database() as name')).rows[0].name
  await centre.admin.query(`revoke connect on database ${name} from nhip_server, public`)
  try {
    await centre.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'nhip_server'",
    )
    await insert('while-away')
    await until(
      'a beat that says so',
      async () => page.beats().some(({ stalledSince }) => stalledSince !== null),
      20_000,
    )
    expect(page.has('while-away')).toBe(false)
  } finally {
    await centre.admin.query(`grant connect on database ${name} to nhip_server`)
  }
  await until('what was missed', async () => page.has('while-away'))
  await until('a beat that is well', async () => page.beats().at(-1)?.stalledSince === null)
  expect(page.isOpen()).toBe(true)
  page.close()
}, 60_000)
