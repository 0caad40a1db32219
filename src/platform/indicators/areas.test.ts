import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'

const key = 'alerts_handled_in_time'
const codes = ['19900', '19960', null] as const
let centre: TestCentre
let officer: Person

interface Placed {
  readonly area: string | null
  readonly handling: string
}
let made: Placed[]

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc', 'H57.907')
  const raisedAt = new Date('2026-10-10T02:00:00Z')
  const fates = ['done', 'dismissed', 'new'] as const
  const alerts = Array.from({ length: 40 }, (_, n) => {
    const handling = fates[n % 3] ?? 'new'
    const agencyCode = n < 30 ? 'H57.907' : 'H57.909'
    return { agencyCode, handling, raisedAt, doneAt: handling === 'new' ? null : raisedAt }
  })
  const ids = await insertAlerts(centre.admin, alerts)
  const placed = alerts.map(({ handling }, n) => ({ handling, area: codes[n % 7 === 0 ? 2 : n % 2] ?? null }))
  for (const [n, id] of ids.entries())
    await centre.admin.query("update platform.thing set area_code = $2 where kind = 'alert' and id = $1", [
      id,
      placed[n]?.area,
    ])
  made = placed.slice(0, 30)
})
afterAll(() => centre.close())

const counts = { done: 'in_time', dismissed: 'dismissed', new: 'late' } as const

test('each commune has the figure of counting its alerts one by one, and all with those in none are the total', async () => {
  const { body } = await officer.get(`/api/indicators/${key}/areas?period=2026-10`)
  const { total } = (await officer.get(`/api/indicators/${key}?period=2026-10&cutOffAt=${body.cutOffAt}`)).body
  const figures = [...body.areas, { code: null, figure: body.unplaced }]
  expect(figures.map(({ code }: { code: string | null }) => code)).toEqual(codes)
  for (const { code, figure } of figures) {
    const own = made.filter(({ area }) => area === code)
    const many = (handling: string) => own.filter((alert) => alert.handling === handling).length
    expect(own.length).toBeGreaterThan(0)
    expect(figure).toMatchObject({
      ...{ fired: own.length, inTime: many('done'), dismissed: many('dismissed'), late: many('new'), notDue: 0 },
      value: many('done') / (many('done') + many('new')),
    })
  }
  const sum = figures.reduce((all: number, { figure }: { figure: { fired: number } }) => all + figure.fired, 0)
  expect(sum).toBe(total.fired)
})

test('the rows of a commune add up to its figure', async () => {
  const { body } = await officer.get(`/api/indicators/${key}/areas?period=2026-10`)
  for (const code of codes) {
    const rows = await officer.get(
      `/api/indicators/${key}/rows?period=2026-10&cutOffAt=${body.cutOffAt}&area=${code ?? 'none'}`,
    )
    const wanted = made
      .filter(({ area }) => area === code)
      .map(({ handling }) => counts[handling as keyof typeof counts])
    expect(rows.body.items.map(({ count }: { count: string }) => count).sort()).toEqual(wanted.sort())
    for (const { thing } of rows.body.items) expect(thing.area?.code ?? null).toBe(code)
  }
})
