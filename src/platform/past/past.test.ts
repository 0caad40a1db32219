import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import type { Alert, AlertLine, AlertLines } from '../../core/api/alerts.ts'
import type { Course } from '../../core/api/assets.ts'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import type { DayStrip } from '../../core/api/past.ts'
import type { AreaCounts } from '../../core/api/situation.ts'

let centre: TestCentre
let farm: Person
let trade: Person
let whole: Person
const past = (path: string, at: Date | string, more = '') =>
  `/api/past/${path}?at=${encodeURIComponent(typeof at === 'string' ? at : at.toISOString())}${more}`

beforeAll(async () => {
  centre = await openTestCentre()
  farm = await centre.officer('nong-nghiep', 'H57.907')
  trade = await centre.officer('cong-thuong', 'H57.909')
  whole = await centre.administrator()
  // What is told of the past below lies before this database was made.
  await centre.admin.query(
    `update platform.setting set value = value || '{"beganAt": "2020-01-01T00:00:00Z"}' where key = 'past'`,
  )
})
afterAll(() => centre.close())

/** The moment by the clock that writes the past. */
const clock = async (): Promise<string> =>
  (
    await centre.admin.query<{ at: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
    )
  ).rows[0]?.at ?? ''

const looks = ['', '&group=shelved', '&group=muted']
const live = ['/api/alerts/lines?', '/api/alerts/lines?group=shelved', '/api/alerts/lines?group=muted']

/** The alerts of each line of many, by its id and group. */
async function partsOf(person: Person, lists: readonly AlertLines[], pathOf: (line: AlertLine) => string) {
  const parts: Record<string, Alert[]> = {}
  for (const line of lists.flatMap(({ items }) => items)) {
    if (line.count > 1) parts[`${line.id} ${line.group}`] = (await person.get(pathOf(line))).body.items
  }
  return parts
}

/**
 * All that a person sees of the present: the three lists of the inbox, lines opened to their parts, the map, its communes, the figures
 * that do not tick.
 */
async function seen(person: Person) {
  const lines: AlertLines[] = []
  for (const path of live) lines.push((await person.get(path)).body)
  const parts = await partsOf(person, lines, ({ id, group }) => `/api/alerts/lines/${id}?group=${group}`)
  const areas: AreaCounts['areas'] = (await person.get('/api/alerts/by-area')).body.areas
  const points: AssetsGeoJson = (await person.get('/api/assets.geojson')).body
  const { firing, calmed, untaken, oldestUntakenAt, incidentsOpen, tasksOverdue, sources } = (
    await person.get('/api/summary')
  ).body
  const figures = { firing, calmed, untaken, oldestUntakenAt, incidentsOpen, tasksOverdue, sources }
  return { lines, parts, areas, points, figures }
}

/** The same of a moment that is past. */
async function seenBack(person: Person, at: string) {
  const lines: AlertLines[] = []
  for (const more of looks) lines.push((await person.get(past('lines', at, more))).body)
  const parts = await partsOf(person, lines, ({ id, group }) => past(`lines/${id}`, at, `&group=${group}`))
  const areas: AreaCounts['areas'] = (await person.get(past('areas', at))).body.areas
  const points: AssetsGeoJson = (await person.get(past('points', at))).body
  const { firing, calmed, untaken, oldestUntakenAt, incidentsOpen, tasksOverdue, sources } = (
    await person.get(past('summary', at))
  ).body
  const figures = { firing, calmed, untaken, oldestUntakenAt, incidentsOpen, tasksOverdue, sources }
  return { lines, parts, areas, points, figures }
}

type Snapshot = { at: string; person: Person; seen: Awaited<ReturnType<typeof seen>> }

/** What a person sees now with its moment; anew where rules or the keeper of lines changed something meanwhile. */
async function lookNow(person: Person): Promise<Snapshot> {
  await until('lines are kept', async () => {
    const { rows } = await centre.admin.query('select from platform.alert where line_due limit 1')
    return rows.length === 0
  })
  for (;;) {
    const before = await clock()
    // A moment is told in milliseconds; what was written in this one stands after it.
    while ((await clock()) === before) {}
    const at = await clock()
    const found = await seen(person)
    const { rows } = await centre.admin.query(
      `select from platform.alert_past where (from_at >= $1 or (until_at >= $1 and until_at < 'infinity')) limit 1`,
      [before],
    )
    if (rows.length === 0) return { at, person, seen: found }
  }
}

const deeds = [
  ...([
    'take',
    'release',
    'dismiss',
    'shelve',
    'unshelve',
    'incident',
    'resolve',
    'close',
    'reopen',
    'begin',
    'mute',
    'retire',
  ] as const),
]
/** Communes that come to stand in one line each, and one that has nothing at first. */
const communes = ['19774', '20014', null]
let storms = 0

/** Does one thing to one of the alerts that are there, as people and rules do; what may not be done is refused and changes nothing. */
async function act(deed: (typeof deeds)[number], pick: number): Promise<void> {
  const { rows } = await centre.admin.query<{ id: string; farm: boolean }>(
    `select al.id, ag.code = 'H57.907' as farm from platform.alert al join platform.agency ag on ag.id = al.agency_id order by al.raised_at, al.id`,
  )
  const alert = rows[pick % Math.max(1, rows.length)]
  const person = alert?.farm ? farm : trade
  const until = new Date(Date.now() + 3_600_000).toISOString()
  if (deed === 'begin' || !alert) {
    storms++
    const agencyCode = pick % 2 ? 'H57.907' : 'H57.909'
    const severity = ['crit', 'major', 'minor', 'info'][pick % 4] ?? 'info'
    await insertStorm(centre.admin, {
      agencyCode,
      prefix: `bao-${storms}`,
      count: 1 + (pick % 3),
      severity,
      areas: [communes[pick % communes.length] ?? null],
    })
    await centre.admin.query(
      `update platform.asset set lon = 107.5, lat = 16.4 where code like 'bao-%' and lon is null`,
    )
  } else if (deed === 'retire') {
    await centre.admin.query(
      `update platform.asset a set retired_at = clock_timestamp(), retired_reason = 'thử' from platform.alert al
      where al.id = $1 and a.id = al.asset_id and a.retired_at is null`,
      [alert.id],
    )
  } else if (deed === 'take') await person.post(`/api/alerts/${alert.id}/acknowledge`)
  else if (deed === 'release') await person.post(`/api/alerts/${alert.id}/release`)
  else if (deed === 'dismiss') await person.post(`/api/alerts/${alert.id}/dismiss`, { reason: 'thử' })
  else if (deed === 'shelve') await person.post(`/api/alerts/${alert.id}/shelve`, { until, reason: 'chờ thợ' })
  else if (deed === 'unshelve') await person.post(`/api/alerts/${alert.id}/unshelve`)
  else if (deed === 'incident') await person.post('/api/incidents', { alertId: alert.id })
  else if (deed === 'close') await person.post(`/api/alerts/${alert.id}/close`)
  else if (deed === 'reopen') {
    const { doneAt } = (await person.get(`/api/alerts/${alert.id}`)).body
    if (doneAt) await person.post('/api/alerts/reopen', { at: doneAt })
  } else if (deed === 'resolve') {
    await centre.admin.query(`update platform.alert set condition = 'resolved', resolved_at = now() where id = $1`, [
      alert.id,
    ])
  } else
    await centre.admin.query(`update platform.alert set muted_until = now() + interval '1 hour' where id = $1`, [
      alert.id,
    ])
}

test('looked back to, every moment shows what was seen at it: lines and their groups, marks of the map, figures, to each person', async () => {
  const snapshots: Snapshot[] = []
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...deeds), fc.nat({ max: 1_000 })), { minLength: 8, maxLength: 14 }),
      async (walk) => {
        for (const [deed, pick] of walk) {
          await act(deed, pick)
          snapshots.push(await lookNow([farm, trade, whole][snapshots.length % 3] ?? whole))
        }
      },
    ),
    {
      numRuns: 3,
      endOnFailure: true,
      // Whatever chance brings, each deed is done once to an alert that it changes.
      examples: [
        [
          [
            ['begin', 1],
            ['begin', 2],
            ['begin', 5],
            ['mute', 0],
            ['shelve', 1],
            ['take', 2],
            ['incident', 3],
            ['resolve', 4],
            ['begin', 4],
            ['begin', 10],
            ['begin', 7],
            ['retire', 0],
            ['unshelve', 1],
            ['resolve', 8],
            ['close', 8],
            ['reopen', 8],
            ['close', 4],
          ],
        ],
      ],
    },
  )
  expect(snapshots.length).toBeGreaterThan(20)
  const groups = new Set(
    snapshots.flatMap(({ seen: { lines } }) =>
      lines.flatMap((list) => list.items.map((line: { group: string }) => line.group)),
    ),
  )
  expect([...groups].sort(), 'the walk came through every group').toEqual([
    'calmed',
    'fresh',
    'muted',
    'shelved',
    'taken',
  ])
  const isOfMany = ({ seen: { parts } }: Snapshot) => Object.values(parts).some((alerts) => alerts.length > 1)
  expect(snapshots.some(isOfMany), 'a line was opened to its parts').toBe(true)
  const tints = new Set(snapshots.map(({ seen: { areas } }) => JSON.stringify(areas)))
  expect(tints.size, 'communes changed').toBeGreaterThan(3)
  for (const { at, person, seen: then } of snapshots) {
    const back = await seenBack(person, at)
    expect(
      back.lines.map(({ items, lines, alerts, untaken }) => ({ items, lines, alerts, untaken })),
      at,
    ).toEqual(then.lines.map(({ items, lines, alerts, untaken }) => ({ items, lines, alerts, untaken })))
    expect(back.parts, at).toEqual(then.parts)
    expect(back.areas, at).toEqual(then.areas)
    expect(back.points, at).toEqual(then.points)
    expect(back.figures, at).toEqual(then.figures)
  }
}, 180_000)

interface Told {
  readonly atS: number
  readonly receivedS: number
  readonly value: number
}

const hour = 3_600
/** Things told of one series in the order in which they came; some are old when they come, some correct what was said before. */
const told = fc
  .array(
    fc.record({
      receivedS: fc.integer({ min: 0, max: 6 * hour }),
      lateS: fc.oneof(fc.integer({ min: -200, max: 60 }), fc.integer({ min: 0, max: 3 * hour })),
      value: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 3, maxLength: 20 },
  )
  .map((list): Told[] =>
    list
      .toSorted((a, b) => a.receivedS - b.receivedS)
      // Coarse times, so that some are told twice.
      .map(({ receivedS, lateS, value }) => ({ atS: Math.round((receivedS - lateS) / 120) * 120, receivedS, value })),
  )

/** Values by their time in milliseconds, in order of it. */
type Held = readonly (readonly [number, number])[]

const pointOf = (atMs: number, values: readonly number[]): Course['items'][number] => ({
  at: new Date(atMs).toISOString(),
  ...{ count: values.length, low: Math.min(...values), high: Math.max(...values) },
  ...{ mean: values.reduce((a, b) => a + b, 0) / values.length, first: values[0] ?? NaN, last: values.at(-1) ?? NaN },
})

/** Slow and obvious: each reading a point where they are not too many, else each stretch of `stepS` from local midnight on. */
function courseOf(held: Held, most: number, stepS: number | null): Course['items'] {
  if (held.length <= most) return held.map(([atMs, value]) => pointOf(atMs, [value]))
  const stepMs = (stepS ?? 0) * 1_000
  const startOf = (ms: number) => Math.floor((ms + 7 * hour * 1_000) / stepMs) * stepMs - 7 * hour * 1_000
  return [...Map.groupBy(held, ([atMs]) => startOf(atMs))].map(([startMs, members]) =>
    pointOf(
      startMs,
      members.map(([, value]) => value),
    ),
  )
}

test('last value and course of a moment are what a slow keeper of readings held then, late and corrected ones included', async () => {
  let [made, bucketed] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      told,
      fc.array(fc.integer({ min: 0, max: 6 * hour }), { minLength: 4, maxLength: 4 }),
      async (list, times) => {
        const code = `tram-cham-${++made}`
        const baseMs = Math.floor(Date.now() / 120_000) * 120_000 - 8 * hour * 1_000
        const at = (s: number) => new Date(baseMs + s * 1_000)
        await centre.admin.query(
          `with made as (insert into platform.asset (code, type, name, agency_id, lon, lat, created_at)
          select $1, 'river_station', $1, id, 107.5, 16.4, '2020-01-01' from platform.agency where code = 'H57.907' returning id, agency_id)
        insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
        select id, agency_id, 'water_level', 'Mực nước', 'Water level', 'm', 600 from made`,
          [code],
        )
        for (const each of list) {
          await centre.ingest.submit({
            topic: `nhip/v1/${code}/water_level`,
            payload: Buffer.from(
              JSON.stringify({ at: at(each.atS).toISOString(), value: each.value, correction: true }),
            ),
            via: 'mqtt',
            sender: { name: 'test-gateway', assetCodes: null, agencyId: null },
            receivedAt: at(each.receivedS),
          })
        }
        for (const time of [...times, ...list.map(({ receivedS }) => receivedS)]) {
          const known = new Map<number, { value: number; receivedS: number }>()
          for (const { atS, receivedS, value } of list) {
            if (receivedS <= time) known.set(atS, { value, receivedS: known.get(atS)?.receivedS ?? receivedS })
          }
          const lastS = Math.max(...known.keys())
          const last = known.get(lastS)
          const heardS = Math.max(...[...known.values()].map(({ receivedS }) => receivedS))
          const { body } = await farm.get(past(`assets/${code}`, at(time)))
          const [series] = body.series
          expect({ value: series.value, at: series.at, receivedAt: series.receivedAt }).toEqual({
            value: last?.value ?? null,
            at: last ? at(lastS).toISOString() : null,
            receivedAt: last ? at(heardS).toISOString() : null,
          })
          const held = [...known]
            .sort(([a], [b]) => a - b)
            .map(([atS, { value }]) => [at(atS).getTime(), value] as const)
          for (const most of [10, 1_000]) {
            const more = `&asset=${code}&series=water_level&from=${at(-4 * hour).toISOString()}&points=${most}`
            const course: Course = (await farm.get(past('course', at(time), more))).body
            expect(course.items).toEqual(courseOf(held, most, course.stepS))
            if (course.stepS !== null) bucketed++
          }
          const points: AssetsGeoJson = (await farm.get(past('points', at(time)))).body
          const mark = points.features.find(({ properties }) => properties.code === code)
          expect(mark?.properties.silent).toBe(last !== undefined && time - heardS > 5 * 600)
        }
      },
    ),
    // Of ten walks some are long: which ones is always the same.
    { numRuns: 10, endOnFailure: true, seed: 20_261_123 },
  )
  expect(bucketed, 'some courses were long').toBeGreaterThan(0)
}, 180_000)

test('a moment that lies ahead, or before the past is kept, is refused with the reason', async () => {
  const ahead = await farm.get(past('summary', new Date(Date.now() + 60_000)))
  expect([ahead.status, ahead.body.code]).toEqual([400, 'not_past'])
  const before = await farm.get(past('lines', new Date(Date.now() - 32 * 86_400_000)))
  expect([before.status, before.body.code]).toEqual([400, 'before_past'])
  expect((await farm.get(past('points', 'hôm qua'))).status).toBe(400)
  const weekBefore = new Date(Date.now() - 8 * 86_400_000).toISOString()
  const long = await farm.get(past('course', new Date(), `&asset=phu-oc&series=water_level&from=${weekBefore}`))
  expect([long.status, long.body.errors?.[0]?.path]).toEqual([400, 'from'])
})

test('what another agency has is not there in the past either', async () => {
  await insertStorm(centre.admin, { agencyCode: 'H57.907', prefix: 'rieng', count: 1, areas: ['19909'] })
  const { rows } = await centre.admin.query<{ id: string }>(
    `select al.id from platform.alert al join platform.asset a on a.id = al.asset_id where a.code = 'rieng-1'`,
  )
  const { at } = await lookNow(farm)
  const [id] = rows.map((row) => row.id)
  expect((await farm.get(past(`alerts/${id}`, at))).body).toMatchObject({
    id,
    handling: 'new',
    steps: [],
    judgedBy: 'measured',
  })
  expect((await farm.get(past('assets/rieng-1', at))).body.alerts).toHaveLength(1)
  expect((await farm.get(past(`lines/${id}`, at, '&group=fresh'))).body.items).toHaveLength(1)
  const course = `&asset=rieng-1&series=water_level&from=${at}`
  expect((await farm.get(past('course', at, course))).body.items).toEqual([])
  expect((await trade.get(past('course', at, course))).status).toBe(404)
  const communesOf = async (person: Person): Promise<AreaCounts['areas']> =>
    (await person.get(past('areas', at))).body.areas
  expect(await communesOf(farm)).toContainEqual({ code: '19909', assets: 1, alerts: 1 })
  expect((await communesOf(trade)).find(({ code }) => code === '19909')?.alerts ?? 0).toBe(0)
  expect((await trade.get(past(`alerts/${id}`, at))).status).toBe(404)
  expect((await trade.get(past('assets/rieng-1', at))).status).toBe(404)
  expect((await trade.get(past(`lines/${id}`, at, '&group=fresh'))).body.items).toEqual([])
})

test('the strip counts what began and what is open, and tells where nothing came; each agency its own', async () => {
  const agencyId = await centre.agencyId('H57.907')
  const strip = async (person: Person): Promise<DayStrip> => (await person.get('/api/past/strip')).body
  const counted = (each: DayStrip) =>
    each.slices.reduce((sum, { begun }) => sum + begun.crit + begun.major + begun.minor + begun.info, 0)
  const { rows } = await centre.admin.query(
    `select count(*)::int as all, count(*) filter (where agency_id = $1)::int as own from platform.alert where raised_at > now() - interval '24 h'`,
    [agencyId],
  )
  const [whole24, own24] = [await strip(whole), await strip(farm)]
  expect([counted(whole24), counted(own24)]).toEqual([rows[0].all, rows[0].own])
  expect(whole24.slices).toHaveLength(48)
  const { body } = await farm.get('/api/summary')
  const { crit, major, minor, info } = body.firing
  expect(own24.slices.at(-1)?.open).toBe(crit + major + minor + info)
  // Nothing was written down of the day so far: all of it is silence, but for the hours that are filled in now.
  await centre.admin.query('delete from platform.arrival')
  await centre.admin.query(
    `insert into platform.arrival select date_trunc('minute', now()) - make_interval(mins => n), $1, 1
    from generate_series(0, 1500) n where n not between 300 and 419`,
    [agencyId],
  )
  const { silences } = await strip(farm)
  expect(silences).toHaveLength(1)
  const [gap] = silences
  expect(Math.round((Date.parse(gap?.to ?? '') - Date.parse(gap?.from ?? '')) / 60_000)).toBe(120)
  expect((await strip(trade)).silences.length, 'of another agency nothing came at all').toBeLessThanOrEqual(1)
})
