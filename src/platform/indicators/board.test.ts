import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts, type MadeAlert } from '../../../test/insert-alerts.ts'
import { parsePeriod, periodAt, shiftPeriod } from '../../core/period.ts'

const key = 'alerts_handled_in_time'
const hourMs = 3_600_000
const fates = ['done', 'done', 'dismissed', 'new'] as const
let centre: TestCentre
let officer: Person

/** One of many over three years: done in time or late, dismissed, or open; every tenth at the very turn of its month here. */
function made(agencyCode: string, n: number): MadeAlert {
  const anyDay = new Date(Date.now() - (n + 1) * 62 * hourMs)
  const raisedAt = n % 10 === 0 ? parsePeriod(periodAt(anyDay, 'month')).from : anyDay
  const handling = fates[n % fates.length] ?? 'new'
  const doneAt = handling === 'new' ? null : new Date(raisedAt.getTime() + (n % 5) * 10 * hourMs)
  return { agencyCode, handling, raisedAt, doneAt }
}

/** One of many over the last twelve days; every tenth at the very midnight that begins its day here. */
function lately(n: number): MadeAlert {
  const anyTime = new Date(Date.now() - (n + 1) * 5 * hourMs)
  const raisedAt = n % 10 === 0 ? parsePeriod(periodAt(anyTime, 'day')).from : anyTime
  const handling = fates[n % 3] ?? 'new'
  return { agencyCode: 'H57.907', handling, raisedAt, doneAt: new Date(raisedAt.getTime() + (n % 7) * 10 * hourMs) }
}

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('xem-chi-so', 'H57.907')
  await insertAlerts(centre.admin, [
    ...Array.from({ length: 60 }, (_, n) => lately(n)),
    ...Array.from({ length: 400 }, (_, n) => made('H57.907', n)),
    ...Array.from({ length: 50 }, (_, n) => made('H57.909', n)),
  ])
})
afterAll(() => centre.close())

const now = periodAt(new Date(), 'month')

test.for([
  periodAt(new Date(), 'day'),
  now,
  shiftPeriod(now, -9),
  periodAt(new Date(), 'quarter'),
  periodAt(new Date(), 'year'),
])(
  'each of the twelve points up to %s is the figure of its period, and nothing of others is counted',
  async (period) => {
    const { body } = await officer.get(`/api/indicators/board?period=${period}`)
    const { points } = body.items.find(({ indicator }: { indicator: { key: string } }) => indicator.key === key)
    const periods = Array.from({ length: 12 }, (_, at) => shiftPeriod(period, at - 11))
    expect(points.map((point: { period: string }) => point.period)).toEqual(periods)
    for (const point of points) {
      const alone = await officer.get(`/api/indicators/${key}?period=${point.period}&cutOffAt=${body.cutOffAt}`)
      const { value, fired } = alone.body.total
      expect(point).toEqual({ period: point.period, value, fired })
    }
    const counted = points.filter(({ value }: { value: number | null }) => value !== null)
    expect(counted.length).toBeGreaterThan(2)
    expect(new Set(counted.map(({ value }: { value: number }) => value)).size).toBeGreaterThan(1)
  },
)

test('the figure of a board is that of its agencies, and a period of another form is refused', async () => {
  // A month that has just begun has nothing yet.
  const month = periodAt(new Date(Date.now() - 6 * 24 * hourMs), 'month')
  const { body } = await officer.get(`/api/indicators/board?period=${month}`)
  const found = body.items.find(({ indicator }: { indicator: { key: string } }) => indicator.key === key)
  const alone = (await officer.get(`/api/indicators/${key}?period=${month}&cutOffAt=${body.cutOffAt}`)).body
  expect(found).toMatchObject({ figure: alone.total, agencies: 1, onlyAgency: { code: 'H57.907' }, target: null })
  for (const wrong of ['11-2026', '2026-02-29', '2026-11-31'])
    expect((await officer.get(`/api/indicators/board?period=${wrong}`)).status, wrong).toBe(400)
})

test('the days of a month add up to it, and each day holds exactly what was raised from midnight to midnight', async () => {
  const { rows } = await centre.admin.query<{ day: string; number: number }>(
    `select to_char(raised_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day, count(*)::int as number
    from platform.alert al join platform.agency ag on ag.id = al.agency_id where ag.code = 'H57.907'
    and raised_at >= now() - interval '40 days' group by 1`,
  )
  const counted = new Map(rows.map(({ day, number }) => [day, number]))
  let total = 0
  const month = periodAt(new Date(Date.now() - 6 * 24 * hourMs), 'month')
  const { from, to } = parsePeriod(month)
  for (let day = periodAt(from, 'day'); parsePeriod(day).from < to; day = shiftPeriod(day, 1)) {
    const { body } = await officer.get(`/api/indicators/${key}?period=${day}`)
    expect(body.total.fired, day).toBe(counted.get(day) ?? 0)
    total += body.total.fired
  }
  expect(total).toBe((await officer.get(`/api/indicators/${key}?period=${month}`)).body.total.fired)
  expect(total).toBeGreaterThan(20)
})
