import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { officeDay } from '../../../test/office-days.ts'
import { made } from '../../../test/walk-chain.ts'
import { addLocalDays, localDateOf, startOfLocalDay } from '../../core/local-time.ts'

let centre: TestCentre
let issuer: Person
let lead: Person
let stranger: Person
let issuerId: number
let leadId: number

const address = '/api/directives/directives'
const today = localDateOf(new Date())
/** Far from today, so that nothing else falls there. */
const first = officeDay(addLocalDays(today, 200))
const last = officeDay(addLocalDays(first, 40))
/** So many days after the first, or the next on which offices work. */
const dayAt = (days: number) => officeDay(addLocalDays(first, days))

interface Day {
  day: string
  total: number
  overdue: number
  records: { id: string; title: string; deadlines: { dueAt: string }[] }[]
}

beforeAll(async () => {
  centre = await openTestCentre()
  issuer = await centre.officer('giao-viec', 'H57.901')
  lead = await centre.officer('chu-tri', 'H57.907')
  stranger = await centre.officer('nguoi-ngoai', 'H57.909')
  issuerId = await centre.agencyId('H57.901')
  leadId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

async function drafted(title: string, dueOn: string | null) {
  const values = { title, lead: leadId, ...(dueOn ? { due_on: dueOn } : {}) }
  return made(await issuer.post(address, { agencyId: issuerId, values }), title)
}
async function moved(person: Person, id: string, key: string, body: object = {}) {
  const { body: record } = await person.get(`${address}/${id}`)
  return made(await person.post(`${address}/${id}/moves/${key}`, { version: record.version, ...body }), key)
}
async function issued(title: string, dueOn: string | null) {
  const { id } = await drafted(title, dueOn)
  await moved(issuer, id, 'issue')
  return id as string
}
/** Accepted: only the clock of its completion runs. */
async function accepted(title: string, dueOn: string) {
  const id = await issued(title, dueOn)
  await moved(lead, id, 'accept')
  return id
}
async function calendar(person: Person, more = '', days = { first, last }): Promise<Day[]> {
  const answer = await person.get(`${address}/calendar?first=${days.first}&last=${days.last}${more}`)
  return made(answer, 'calendar').days
}

test('a month holds each record on the day its own clock ends, with how many there are beside the few it names', async () => {
  const one = await accepted('Một mình', dayAt(3))
  for (const n of [1, 2, 3, 4, 5]) await accepted(`Cùng ngày ${n}`, dayAt(10))
  await accepted('Ngày đầu', first)
  await accepted('Ngày cuối', last)
  await accepted('Trước đó', officeDay(addLocalDays(first, -12)))
  await accepted('Sau đó', officeDay(addLocalDays(last, 1)))
  await drafted('Chưa giao thì chưa có hạn', dayAt(3))
  const days = await calendar(lead)
  expect(days.map(({ day, total }) => [day, total])).toEqual([
    [first, 1],
    [dayAt(3), 1],
    [dayAt(10), 5],
    [last, 1],
  ])
  expect(days[1]?.records.map(({ id }) => id)).toEqual([one])
  expect(days[2]?.records).toHaveLength(3)
  expect((await calendar(lead, '&each=20'))[2]?.records).toHaveLength(5)
  expect(await calendar(stranger)).toEqual([])
})

test('while two clocks run the first of them counts, and what was given up has none', async () => {
  const waiting = await issued('Chờ tiếp nhận', dayAt(20))
  expect((await calendar(lead)).map(({ day }) => day)).not.toContain(dayAt(20))
  const soon = { first: today, last: addLocalDays(today, 20) }
  const found = (await calendar(lead, '', soon)).flatMap(({ day, records }) =>
    records.filter(({ id }) => id === waiting).map(() => day),
  )
  expect(found).toHaveLength(1)
  await moved(lead, waiting, 'accept')
  expect((await calendar(lead)).find(({ day }) => day === dayAt(20))?.total).toBe(1)
  await moved(issuer, waiting, 'cancel', { comment: 'Giao nhầm' })
  expect((await calendar(lead)).map(({ day }) => day)).not.toContain(dayAt(20))
})

test('it keeps the filter of the list, and a day of it opens as a list of as many rows', async () => {
  const filtered = await calendar(lead, `&text=${encodeURIComponent('cung ngay')}`)
  expect(filtered.map(({ day, total }) => [day, total])).toEqual([[dayAt(10), 5]])
  expect(await calendar(lead, '&state=completed')).toEqual([])
  expect(await calendar(lead, '&deadline=overdue')).toEqual([])
  for (const { day, total } of await calendar(lead)) {
    const asked = `?by=deadline&from=${day}&to=${day}`
    expect((await lead.get(`${address}${asked}`)).body.items).toHaveLength(total)
    expect((await lead.get(`${address}/counts${asked}`)).body.total).toBe(total)
  }
  const openEnd = (await lead.get(`${address}?by=deadline&from=${addLocalDays(dayAt(10), 1)}`)).body.items
  expect(openEnd.map(({ title }: { title: string }) => title).sort()).toEqual(['Ngày cuối', 'Sau đó'])
})

test('what is overdue is counted and stands before the rest of its day', async () => {
  const day = addLocalDays(today, 60)
  const ids = [await accepted('Kịp', day), await accepted('Trễ', day)]
  // Only the clock's end moves back: to the beginning of the day it stands on, which has passed.
  await centre.admin.query(
    `update platform.record_clock set due_at = now() - case when record_id = $1 then interval '1 second' else interval '2 second' end
      where record_id = any($2) and stopped_at is null`,
    [ids[1], ids],
  )
  await centre.admin.query(
    `update platform.record_clock set stopped_at = now() where record_id = $1 and stopped_at is null`,
    [ids[0]],
  )
  const [found] = await calendar(lead, '&text=tre', { first: addLocalDays(today, -1), last: today })
  expect(found).toMatchObject({ total: 1, overdue: 1, records: [{ id: ids[1] }] })
  const [both] = (await calendar(lead, '', { first: addLocalDays(today, -1), last: today })).slice(-1)
  expect(both).toMatchObject({ total: 2, overdue: 1, records: [{ id: ids[1] }, { id: ids[0] }] })
})

test('it lies by another date where that is asked for, and says which there are', async () => {
  const byField = await calendar(issuer, '&by=due_on')
  expect(byField.find(({ day }) => day === dayAt(3))?.total).toBe(2)
  for (const [more, path] of [
    ['&by=title', 'by'],
    ['&by=nothing', 'by'],
  ]) {
    const refused = await issuer.get(`${address}/calendar?first=${first}&last=${last}${more}`)
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, path])
  }
  const bad = [`first=${first}&last=${dayAt(62)}`, `first=${last}&last=${first}`, 'first=2026-02-30&last=2026-03-01']
  for (const asked of bad) expect((await issuer.get(`${address}/calendar?${asked}`)).status, asked).toBe(400)
  const types = (await issuer.get('/api/record-types')).body.items
  const dates = types.find(({ key }: { key: string }) => key === 'directives.directive').dates
  expect(dates).toEqual(['deadline', 'due_on'])
})

test('what has no such date is found as a list, and none is lost between it and the days', async () => {
  const title = (asked: { body: { items: { title: string }[] } }) => asked.body.items.map((each) => each.title).sort()
  const none = await issuer.get(`${address}?by=deadline&dated=no`)
  expect(title(none)).toEqual(['Chưa giao thì chưa có hạn', 'Chờ tiếp nhận'].sort())
  for (const by of ['deadline', 'due_on']) {
    const count = async (asked: string) => (await issuer.get(`${address}/counts?by=${by}${asked}`)).body.total
    expect((await count('&dated=no')) + (await count('&from=1900-01-01')), by).toBe(await count(''))
  }
})

interface ClockRow {
  id: string
  cancelled: boolean
  due: number
  stopped: number | null
}

/** What a calendar by deadline says of these days, gone through clock by clock: `day total overdue first-ids`. */
function modelled(clocks: ClockRow[], days: { first: string; last: string }, now: number): string[] {
  const shown = [...Map.groupBy(clocks, ({ id }) => id)].flatMap(([id, of]) => {
    const running = of.filter(({ stopped }) => stopped === null).map(({ due }) => due)
    const ended = of.toSorted((a, b) => (b.stopped ?? 0) - (a.stopped ?? 0) || b.due - a.due)[0]?.due ?? 0
    if (of.some(({ cancelled }) => cancelled)) return []
    const at = running.length > 0 ? Math.min(...running) : ended
    const day = localDateOf(new Date(at))
    return day < days.first || day > days.last ? [] : [{ id, at, day, late: running.some((due) => due < now) }]
  })
  return [...Map.groupBy(shown, ({ day }) => day)]
    .map(([day, of]) => {
      const order = of.toSorted((a, b) => Number(b.late) - Number(a.late) || a.at - b.at || (a.id < b.id ? -1 : 1))
      const named = order.slice(0, 3).map(({ id }) => id)
      return `${day} ${of.length} ${of.filter(({ late }) => late).length} ${named}`
    })
    .sort()
}

test('for every reader it is what going through the clocks one by one gives, wherever the ends are moved', async () => {
  for (const n of [1, 2, 3, 4]) await issued(`Phép thử ${n}`, dayAt(30))
  const moment = fc.integer({ min: -240, max: 240 })
  const clocks = await centre.admin.query('select id from platform.record_clock order by id')
  const run = fc.record({ due: moment, stopped: fc.option(moment) })
  const size = clocks.rows.length
  const days = { first: addLocalDays(today, -5), last: addLocalDays(today, 5) }
  await fc.assert(
    fc.asyncProperty(fc.array(run, { minLength: size, maxLength: size }), async (runs) => {
      // Hours from the beginning of today here: many ends fall on the line between two days.
      await centre.admin.query(
        `update platform.record_clock c set due_at = $1::timestamptz + m.due * interval '1 hour',
          stopped_at = $1::timestamptz + m.stopped * interval '1 hour'
        from unnest($2::bigint[], $3::int[], $4::int[]) m (id, due, stopped) where m.id = c.id`,
        [
          startOfLocalDay(today),
          clocks.rows.map(({ id }) => id),
          runs.map(({ due }) => due),
          runs.map(({ stopped }) => stopped),
        ],
      )
      for (const [person, agency] of [
        [issuer, issuerId],
        [lead, leadId],
        [stranger, -1],
      ] as const) {
        const { rows } = await centre.admin.query(
          `select c.record_id as id, r.state = 'cancelled' as cancelled, (extract(epoch from c.due_at) * 1000)::float8 as due,
            (extract(epoch from c.stopped_at) * 1000)::float8 as stopped
          from platform.record_clock c join directives.directive r on r.id = c.record_id
          where $1 = c.agency_id or $1 = any(c.shared_with)`,
          [agency],
        )
        const found = (await calendar(person, '&by=deadline', days)).map(
          ({ day, total, overdue, records }) => `${day} ${total} ${overdue} ${records.map(({ id }) => id)}`,
        )
        expect(found.sort()).toEqual(modelled(rows, days, Date.now()))
      }
    }),
    { numRuns: 30 },
  )
}, 60_000)
