import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { boxOfTile } from '../../core/map-tile.ts'

let centre: TestCentre
let province: Person
let office: Person
let all: { code: string; lon: number; lat: number; own: boolean }[]

beforeAll(async () => {
  centre = await openTestCentre()
  province = await centre.administrator()
  office = await centre.officer('ban-do-so', 'H57.907')
  const own = await centre.agencyId('H57.907')
  // Some share a pole with another, some lie on the line between tiles.
  await centre.admin.query(
    `insert into platform.asset (code, type, name, agency_id, lon, lat)
    select 'cot-' || n, 'river_station', 'Cột ' || n, case when n % 3 = 0 then $1::int else (select id from platform.agency where id <> $1 order by id limit 1) end,
      case when n % 50 = 0 then 107.578125 when n % 7 = 0 then 107.55 else 107 + (n * 7919 % 1000) / 1000.0 end,
      case when n % 50 = 0 then 16.5 when n % 7 = 0 then 16.45 else 16 + (n * 104729 % 800) / 1000.0 end
    from generate_series(1, 600) n`,
    [own],
  )
  const { rows } = await centre.admin.query(
    'select code, lon, lat, agency_id = $1 as own from platform.asset where lon is not null and retired_at is null',
    [own],
  )
  all = rows
})
afterAll(() => centre.close())

async function marksOf(person: Person, z: number, x: number, y: number) {
  const { status, bytes } = await person.get(`/api/map/tiles/${z}/${x}/${y}`)
  expect(status).toBe(200)
  const { layers } = new VectorTile(new PbfReader(bytes))
  const layer = layers.marks
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => {
    const feature = layer?.feature(index)
    const geometry = feature?.toGeoJSON(x, y, z).geometry
    const [lon = 0, lat = 0] = geometry?.type === 'Point' ? geometry.coordinates : []
    const { count, code } = feature?.properties ?? {}
    return { count: Number(count), code, lon, lat }
  })
}

test('a tile counts each asset once that lies in its box and is seen, and names the one that stands alone where it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 5, max: 17 }), fc.nat({ max: 599 }), fc.boolean(), async (z, pick, isOffice) => {
      const seen = all.filter(({ own }) => !isOffice || own)
      const { lon, lat } = seen[pick % seen.length] ?? { lon: 0, lat: 0 }
      const x = Math.floor(((lon + 180) / 360) * 2 ** z)
      const rad = (lat * Math.PI) / 180
      const y = Math.floor(((1 - Math.log(Math.tan(rad) + 1 / Math.cos(rad)) / Math.PI) / 2) * 2 ** z)
      const [west, south, east, north] = boxOfTile({ z, x, y })
      const inside = seen.filter((one) => one.lon >= west && one.lon < east && one.lat > south && one.lat <= north)
      const marks = await marksOf(isOffice ? office : province, z, x, y)
      expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length)
      expect(marks.length).toBeLessThanOrEqual(16 * 16)
      const unit = (east - west) / 4_096
      for (const { code, count, ...at } of marks) {
        expect(code === undefined).toBe(count > 1)
        const asset = inside.find((one) => one.code === code)
        if (code !== undefined) expect(Math.abs((asset?.lon ?? 0) - at.lon)).toBeLessThanOrEqual(unit)
        if (code !== undefined) expect(Math.abs((asset?.lat ?? 0) - at.lat)).toBeLessThanOrEqual(unit)
      }
    }),
    { numRuns: 60 },
  )
})

test('a tile is kept until an asset changes, and is not sent again to one who has it', async () => {
  const ask = (tag = '') =>
    centre.app.inject({
      url: '/api/map/tiles/9/408/232',
      headers: { cookie: province.cookie, 'if-none-match': tag },
    })
  const { headers, statusCode } = await ask()
  expect(statusCode).toBe(200)
  expect(headers['cache-control']).toBe('private, no-cache')
  expect((await ask(String(headers.etag))).statusCode).toBe(304)
  const asset = { code: 'cot-moi', type: 'river_station', name: 'Cột mới', agencyId: await centre.agencyId('H57.907') }
  const made = await office.post('/api/assets', { ...asset, position: [107.5, 16.4], attributes: {} })
  expect(made.status).toBe(201)
  await until('the tile holds the new asset', async () => (await ask(String(headers.etag))).statusCode === 200)
})

test('what is no tile is refused by its bounds', async () => {
  for (const place of ['9/512/0', '3/-1/2', '3/1.5/2', '19/0/0', 'a/0/0'])
    expect((await province.get(`/api/map/tiles/${place}`)).status, place).toBe(400)
  expect((await centre.app.inject({ url: '/api/map/tiles/3/1/1' })).statusCode, 'not signed in').toBe(401)
})
