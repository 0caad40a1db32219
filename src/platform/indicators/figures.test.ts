import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'
import type { AlertCount } from '../../core/api/indicators.ts'
import { indexIndicators } from './counted.ts'
import { figuresByAgency, readRows, sumFigures } from './figures.ts'
import { withReasons } from './late.ts'
import { type Window, windowOf } from './window.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

const [handledInTime] = [...indexIndicators([]).values()]
if (!handledInTime) throw new Error('the centre counts alerts')

const agencies = ['H57.905', 'H57.907', 'H57.909'] as const

interface MadeUp {
  readonly agencyCode: (typeof agencies)[number]
  readonly handling: 'new' | 'taken' | 'in_work' | 'done' | 'dismissed'
  readonly falseAlarm?: boolean
  readonly raisedAt: Date
  readonly dueAt: Date
  readonly doneAt: Date | null
}

const hour = 3_600_000
/** Instants around which everything turns: edges of months, quarters and years in Asia/Ho_Chi_Minh, which is UTC+7. */
const edges = ['2025-12-31T17:00:00Z', '2026-09-30T17:00:00Z', '2026-10-31T17:00:00Z', '2026-11-30T17:00:00Z'].map(
  (at) => Date.parse(at),
)
const around = (times: readonly number[]) =>
  fc
    .tuple(
      fc.constantFrom(...times),
      fc.constantFrom(0, 0, 1, -1, 1_000, -1_000, hour, -hour, 7 * hour, -7 * hour, 90 * hour),
    )
    .map(([time, offset]) => time + offset)

const situations = fc
  .record({
    period: fc.constantFrom('2026-10', '2026-11', '2026-Q4', '2026-Q3', '2026'),
    cutOffMs: around([...edges.slice(1), Date.parse('2026-11-15T03:00:00Z')]),
  })
  .chain(({ period, cutOffMs }) =>
    fc.record({
      period: fc.constant(period),
      cutOffAt: fc.constant(new Date(cutOffMs)),
      alerts: fc.array(
        fc
          .record({
            agencyCode: fc.constantFrom(...agencies),
            handling: fc.constantFrom('new', 'taken', 'in_work', 'done', 'dismissed'),
            raisedMs: around([...edges, cutOffMs]),
            dueMs: around([...edges, cutOffMs]),
            doneMs: around([...edges, cutOffMs]),
            isDoneWhenDue: fc.boolean(),
            isFalse: fc.boolean(),
          })
          .map(({ agencyCode, handling, raisedMs, dueMs, doneMs, isDoneWhenDue, isFalse }): MadeUp => {
            const isFinished = handling === 'done' || handling === 'dismissed'
            const doneAt = isFinished ? new Date(isDoneWhenDue ? dueMs : doneMs) : null
            const falseAlarm = isFalse && handling === 'done'
            return { agencyCode, handling, falseAlarm, raisedAt: new Date(raisedMs), dueAt: new Date(dueMs), doneAt }
          }),
        { maxLength: 40 },
      ),
    }),
  )

const localMonth = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit' })

/** Whether an instant falls into a period by the calendar on the wall in Huế. */
function isIn(period: string, at: Date): boolean {
  const [year = '', month = ''] = localMonth.format(at).split('-')
  const [wantedYear, part] = period.split('-')
  if (year !== wantedYear) return false
  if (part === undefined) return true
  return part.startsWith('Q') ? Math.ceil(Number(month) / 3) === Number(part.slice(1)) : month === part
}

/** How one alert counts at the cut-off, said slowly. */
function countOf(alert: MadeUp, cutOffAt: Date): AlertCount {
  const finishedAt = alert.doneAt
  const wasFinished = finishedAt !== null && finishedAt.getTime() <= cutOffAt.getTime()
  if (wasFinished && alert.handling === 'dismissed') return 'dismissed'
  if (wasFinished && alert.falseAlarm) return 'false_alarm'
  if (wasFinished) return finishedAt.getTime() <= alert.dueAt.getTime() ? 'in_time' : 'late'
  return cutOffAt.getTime() > alert.dueAt.getTime() ? 'late' : 'not_due'
}

function expected(alerts: readonly MadeUp[], period: string, cutOffAt: Date) {
  const counted = alerts.filter((alert) => isIn(period, alert.raisedAt) && alert.raisedAt <= cutOffAt)
  return agencies.flatMap((code) => {
    const own = counted.filter((alert) => alert.agencyCode === code).map((alert) => countOf(alert, cutOffAt))
    const many = (count: AlertCount) => own.filter((found) => found === count).length
    const [inTime, late, notDue] = [many('in_time'), many('late'), many('not_due')]
    const [dismissed, falseAlarm] = [many('dismissed'), many('false_alarm')]
    const value = inTime + late === 0 ? null : inTime / (inTime + late)
    return own.length === 0 ? [] : [{ code, value, inTime, late, notDue, dismissed, falseAlarm, fired: own.length }]
  })
}

async function replaceAlerts(alerts: readonly MadeUp[]): Promise<void> {
  await centre.admin.query('truncate platform.alert cascade')
  if (alerts.length > 0) await insertAlerts(centre.admin, alerts)
}

const read = (window: Window) =>
  centre.wall.lookUp(async (tx) => ({
    figures: await figuresByAgency(tx, handledInTime, window),
    rows: (await readRows(tx, withReasons(handledInTime, window), { limit: 1_000 })).items,
  }))

test('whatever the alerts, the figures are those of counting them one by one, and the rows add up to them', async () => {
  await fc.assert(
    fc.asyncProperty(situations, async ({ period, cutOffAt, alerts }) => {
      await replaceAlerts(alerts)
      const window = windowOf(period, cutOffAt)
      const { figures, rows } = await read(window)
      const wanted = expected(alerts, period, cutOffAt)
      expect(figures.map(({ agency, ...figure }) => ({ code: agency?.code, ...figure }))).toEqual(wanted)
      for (const figure of [...figures, sumFigures(figures)]) {
        expect(figure.fired).toBe(figure.inTime + figure.late + figure.notDue + figure.dismissed + figure.falseAlarm)
        const own = rows.filter((row) => figure.agency === null || row.thing.agency.id === figure.agency.id)
        const many = (count: AlertCount) => own.filter((row) => row.count === count).length
        expect({
          inTime: many('in_time'),
          late: many('late'),
          notDue: many('not_due'),
          dismissed: many('dismissed'),
          falseAlarm: many('false_alarm'),
        }).toEqual({
          inTime: figure.inTime,
          late: figure.late,
          notDue: figure.notDue,
          dismissed: figure.dismissed,
          falseAlarm: figure.falseAlarm,
        })
      }
    }),
    { numRuns: 60 },
  )
})

test('what happens after the cut-off does not change what stood at it', async () => {
  const raisedAt = new Date('2026-11-10T02:00:00Z')
  const dueAt = new Date('2026-11-11T10:00:00Z')
  const cutOffAt = new Date('2026-11-12T00:00:00Z')
  await replaceAlerts([
    { agencyCode: 'H57.907', handling: 'new', raisedAt, dueAt, doneAt: null },
    { agencyCode: 'H57.907', handling: 'new', raisedAt, dueAt: new Date('2026-11-13T10:00:00Z'), doneAt: null },
  ])
  const window = windowOf('2026-11', cutOffAt)
  const before = await read(window)
  expect(before.figures).toMatchObject([{ late: 1, notDue: 1 }])
  await centre.admin.query("update platform.alert set handling = 'done', done_at = '2026-11-12T00:00:00.001Z'")
  const after = await read(window)
  expect(after.figures).toEqual(before.figures)
  expect(after.rows.map((row) => row.count)).toEqual(before.rows.map((row) => row.count))
  await centre.admin.query("update platform.alert set handling = 'dismissed'")
  expect((await read(window)).figures).toEqual(before.figures)
})

test('a figure of one agency is the figure of its rows, whoever else has some', async () => {
  const raisedAt = new Date('2026-11-10T02:00:00Z')
  const doneAt = new Date('2026-11-10T03:00:00Z')
  await replaceAlerts(agencies.map((agencyCode) => ({ agencyCode, handling: 'done', raisedAt, dueAt: doneAt, doneAt })))
  const officer = await centre.officer('truc', 'H57.907')
  const { body } = await officer.get('/api/indicators/alerts_handled_in_time?period=2026-11')
  expect(body).toMatchObject({ total: { fired: 1, inTime: 1, value: 1 }, agencies: [{ agency: { code: 'H57.907' } }] })
  const one = await centre.wall.lookUp(async (tx) =>
    figuresByAgency(tx, handledInTime, windowOf('2026-11', new Date()), [await centre.agencyId('H57.905')]),
  )
  expect(one).toMatchObject([{ agency: { code: 'H57.905' }, fired: 1 }])
  await expect(centre.wall.lookUp((tx) => sql`delete from platform.alert`.execute(tx))).rejects.toThrow(/read-only/)
})
