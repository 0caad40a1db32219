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

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('xem-chi-so', 'H57.907')
  await insertAlerts(centre.admin, [
    ...Array.from({ length: 400 }, (_, n) => made('H57.907', n)),
    ...Array.from({ length: 50 }, (_, n) => made('H57.909', n)),
  ])
})
afterAll(() => centre.close())

const now = periodAt(new Date(), 'month')

test.for([now, shiftPeriod(now, -9), periodAt(new Date(), 'quarter'), periodAt(new Date(), 'year')])(
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
  const { body } = await officer.get(`/api/indicators/board?period=${now}`)
  const found = body.items.find(({ indicator }: { indicator: { key: string } }) => indicator.key === key)
  const alone = (await officer.get(`/api/indicators/${key}?period=${now}&cutOffAt=${body.cutOffAt}`)).body
  expect(found).toMatchObject({ figure: alone.total, agencies: 1, onlyAgency: { code: 'H57.907' }, target: null })
  expect((await officer.get('/api/indicators/board?period=11-2026')).status).toBe(400)
})
