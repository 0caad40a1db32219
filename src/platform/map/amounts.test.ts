import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made } from '../../../test/walk-chain.ts'
import type { AreaAmounts } from '../../core/api/area-amounts.ts'

let centre: TestCentre
let farm: Person
const layer = 'environment.rain_6h'
const hour = 3_600
const communes = ['19774', '20014'] as const

beforeAll(async () => {
  centre = await openTestCentre()
  farm = await centre.officer('nong-nghiep', 'H57.907')
  await centre.admin.query(
    `update platform.setting set value = value || '{"beganAt": "2020-01-01T00:00:00Z"}' where key = 'past'`,
  )
})
afterAll(() => centre.close())

async function addGauge(code: string, area: string | null, agency = 'H57.907'): Promise<void> {
  await centre.admin.query(
    `with made as (insert into platform.asset (code, type, name, agency_id, area_code, created_at)
      select $1, 'rain_gauge', $1, id, $2, '2020-01-01' from platform.agency where code = $3 returning id, agency_id)
    insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'rain', 'Lượng mưa giờ', 'Rain of the hour', 'mm/h', 3600 from made`,
    [code, area, agency],
  )
}

/** As if there had never been a gauge. */
const forget = () =>
  centre.admin.query(
    `update platform.asset set retired_at = '2020-01-02', retired_reason = 'x' where type = 'rain_gauge'`,
  )

const tell = (code: string, at: Date, value: number, receivedAt: Date) =>
  centre.ingest.submit({
    topic: `nhip/v1/${code}/rain`,
    payload: Buffer.from(JSON.stringify({ at: at.toISOString(), value, correction: true })),
    via: 'mqtt',
    sender: { name: 'test-gateway', assetCodes: null, agencyId: null },
    receivedAt,
  })
const past = async (at: Date, person = farm): Promise<AreaAmounts> =>
  made(await person.get(`/api/past/layers/${layer}?at=${at.toISOString()}`), 'past amounts')
const present = async (person = farm): Promise<AreaAmounts> =>
  made(await person.get(`/api/map/layers/${layer}`), 'amounts')

interface Told {
  readonly atS: number
  readonly receivedS: number
  readonly value: number
}
/** What a gauge tells over half a day: an hour at a time, some lacking, some late, some off the hour, some told anew. */
const course = fc
  .array(
    fc.record({
      isTold: fc.integer({ min: 0, max: 19 }),
      offS: fc.constantFrom(0, 0, 0, 600, -900),
      delayS: fc.oneof(fc.constant(5), fc.integer({ min: 0, max: 2 * hour })),
      value: fc.integer({ min: 0, max: 60 }),
      anew: fc.option(
        fc.record({ afterS: fc.integer({ min: 1, max: 3 * hour }), value: fc.integer({ min: 0, max: 60 }) }),
        {
          freq: 5,
        },
      ),
    }),
    { minLength: 12, maxLength: 12 },
  )
  .map((hours): Told[] =>
    hours
      .flatMap(({ isTold, offS, delayS, value, anew }, index) => {
        if (isTold === 0) return []
        const atS = (index + 1) * hour + offS
        const receivedS = atS + delayS
        return [
          { atS, receivedS, value },
          ...(anew ? [{ atS, receivedS: receivedS + anew.afterS, value: anew.value }] : []),
        ]
      })
      .toSorted((a, b) => a.receivedS - b.receivedS),
  )

/** Slow and obvious: each value that was known then, of the time since the one before it, of an hour at most. */
function amountsAt(gauges: readonly { area: string | null; list: readonly Told[] }[], time: number) {
  const heard = gauges.flatMap(({ area, list }) => {
    const known = new Map<number, number>()
    let heardS = Number.NEGATIVE_INFINITY
    for (const { atS, receivedS, value } of list) {
      if (receivedS > time) continue
      if (!known.has(atS)) heardS = receivedS
      known.set(atS, value)
    }
    return area !== null && known.size > 0 && time - heardS <= 5 * hour ? [{ area, known }] : []
  })
  if (heard.length === 0) return { fromS: null, toS: null, areas: [] }
  const toS = Math.max(...heard.flatMap(({ known }) => [...known.keys()]))
  const fromS = toS - 6 * hour
  const sums = heard.map(({ area, known }) => {
    let [amount, covered, before] = [0, 0, Number.NEGATIVE_INFINITY]
    for (const [atS, value] of [...known].toSorted(([a], [b]) => a - b)) {
      const span = Math.max(0, atS - Math.max(before, atS - hour, fromS))
      // Divided once, at the end: a sum of whole numbers is exact, however it is added up.
      amount += value * span
      covered += span
      before = atS
    }
    return { area, amount: amount / hour, covered }
  })
  const enough = sums.filter(({ covered }) => covered >= 5 * hour)
  return {
    ...{ fromS, toS },
    areas: communes.flatMap((code) => {
      const own = enough.filter(({ area }) => area === code).map(({ amount }) => amount)
      return own.length > 0 ? [{ code, amount: Math.round(Math.max(...own) * 10) / 10, devices: own.length }] : []
    }),
  }
}

test('rain of six hours at a moment is what a slow keeper of readings adds up, late and corrected ones included', async () => {
  let [runs, tinted, bare] = [0, 0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(course, course, course, course),
      fc.array(fc.integer({ min: 0, max: 20 * hour }), { minLength: 6, maxLength: 6 }),
      async (courses, times) => {
        await forget()
        const baseMs = Math.floor(Date.now() / 1_000) * 1_000 - 22 * hour * 1_000
        const at = (s: number) => new Date(baseMs + s * 1_000)
        const run = ++runs
        const gauges = courses.map((list, i) => ({
          code: `mua-${run}-${i}`,
          area: [communes[0], communes[0], communes[1], null][i] ?? null,
          list,
        }))
        for (const { code, area, list } of gauges) {
          await addGauge(code, area)
          for (const each of list) await tell(code, at(each.atS), each.value, at(each.receivedS))
        }
        for (const time of [...times, 7 * hour + 10, 12 * hour + 10]) {
          const slow = amountsAt(gauges, time)
          const found = await past(at(time))
          expect({ from: found.from, to: found.to, areas: found.areas }).toEqual({
            from: slow.fromS === null ? null : at(slow.fromS).toISOString(),
            to: slow.toS === null ? null : at(slow.toS).toISOString(),
            areas: slow.areas,
          })
          tinted += found.areas.length
          bare += 2 - found.areas.length
        }
      },
    ),
    { numRuns: 12, endOnFailure: true },
  )
  expect(tinted, 'some communes were known').toBeGreaterThan(20)
  expect(bare, 'some were not').toBeGreaterThan(20)
}, 180_000)

test('the present is the past of now: the same answer, with what is simulated counted', async () => {
  await forget()
  await addGauge('mua-nay', communes[0])
  const nowMs = Math.floor(Date.now() / 1_000) * 1_000
  for (let back = 6; back >= 0; back--) {
    const at = new Date(nowMs - back * hour * 1_000)
    await tell('mua-nay', at, 25.5, at)
  }
  const now = await present()
  expect(now.areas).toEqual([{ code: communes[0], amount: 153, devices: 1 }])
  expect(now).toMatchObject({ to: new Date(nowMs).toISOString(), simulated: 0, layer: { hours: 6, unit: 'mm' } })
  const { at: _, ...then } = await past(new Date())
  const { at: __, ...same } = await present()
  expect(then).toEqual(same)
  await centre.admin.query(
    `update platform.reading set origin = 'simulated' where series_id in
      (select s.id from platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'mua-nay')`,
  )
  expect(await present()).toMatchObject({ simulated: 1 })
})

test('gauges that have fallen silent are no data, and never the rain of now', async () => {
  await forget()
  await addGauge('mua-cu', communes[0])
  const end = Date.now() - 5.5 * hour * 1_000
  for (let back = 6; back >= 0; back--) {
    const at = new Date(end - back * hour * 1_000)
    await tell('mua-cu', at, 40, at)
  }
  expect(await present()).toMatchObject({ from: null, to: null, areas: [] })
  expect((await past(new Date(end + 60_000))).areas).toMatchObject([{ amount: 240 }])
})

test('each sees the gauges of the own agency, now and in the past', async () => {
  await forget()
  await addGauge('mua-ta', communes[0])
  await addGauge('mua-ban', communes[1], 'H57.909')
  for (const code of ['mua-ta', 'mua-ban']) {
    for (let back = 6; back >= 0; back--) {
      const at = new Date(Date.now() - back * hour * 1_000 - 1_000)
      await tell(code, at, 10, at)
    }
  }
  const trade = await centre.officer('cong-thuong', 'H57.909')
  for (const [person, code] of [
    [farm, communes[0]],
    [trade, communes[1]],
  ] as const) {
    expect((await present(person)).areas.map((area) => area.code)).toEqual([code])
    expect((await past(new Date(), person)).areas.map((area) => area.code)).toEqual([code])
  }
  expect((await present(await centre.administrator())).areas).toHaveLength(2)
})

test('layers are those that modules declare; another is not found', async () => {
  const { items } = made(await farm.get('/api/map/layers'), 'layers')
  expect(items).toMatchObject([{ key: layer, name: { vi: 'Lượng mưa 6 giờ' }, limits: [65, 100, 150, 200] }])
  expect((await farm.get('/api/map/layers/environment.snow')).status).toBe(404)
  expect((await farm.get(`/api/past/layers/environment.snow?at=${new Date().toISOString()}`)).status).toBe(404)
})
