import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { openLive } from '../../../test/live-page.ts'

let centre: TestCentre
let address: string
let person: Person
let agencyId: number

beforeAll(async () => {
  centre = await openTestCentre()
  address = await centre.app.listen({ host: '127.0.0.1', port: 0 })
  agencyId = await centre.agencyId('H57.907')
  person = await centre.officer('truc', 'H57.907')
})
afterAll(() => centre.close())

/** Past the centre, so that it looks by itself within a second only. */
const insert = (...subjects: string[]) =>
  centre.admin.query(
    `insert into platform.live_event (kind, action, subject_ids, agencies)
    select 'alert', 'firing', array[s], array[$2::int] from unnest($1::text[]) s`,
    [subjects, agencyId],
  )

const subjectsOf = (page: Awaited<ReturnType<typeof openLive>>) => page.changes().flatMap((change) => change.ids)

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
