import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { boxOfTile, pointInTile } from '../../core/map-tile.ts'

let centre: TestCentre
let province: Person
let office: Person
let many: Person
type Reader = 'province' | 'office' | 'many'
let all: { code: string; lon: number; lat: number; seenBy: Reader[] }[]

beforeAll(async () => {
  centre = await openTestCentre()
  province = await centre.administrator()
  office = await centre.officer('ban-do-so', 'H57.907')
  const own = await centre.agencyId('H57.907')
  // Who has offices below sees theirs too: more than PostgreSQL is told by name.
  await centre.admin.query(
    `insert into platform.agency (code, name, kind, parent_id)
    select 'H57.909.' || n, 'Trạm ' || n, kind, id from platform.agency, generate_series(1, 60) n where code = 'H57.909'`,
  )
  many = await centre.officer('ban-do-nhieu-so', 'H57.909')
  await centre.admin.query("update platform.account set reach = 'subtree' where login = 'ban-do-nhieu-so'")
  // Some share a pole with another, some lie on the line between tiles.
  await centre.admin.query(
    `insert into platform.asset (code, type, name, agency_id, lon, lat)
    select 'cot-' || n, 'river_station', 'Cột ' || n, case n % 3 when 0 then $1::int when 1 then (select id from platform.agency where code = 'H57.909.' || 1 + n % 60)
        else (select id from platform.agency where id <> $1 order by id limit 1) end,
      case when n % 50 = 0 then 107.578125 when n % 7 = 0 then 107.55 else 107 + (n * 7919 % 1000) / 1000.0 end,
      case when n % 50 = 0 then 16.5 when n % 7 = 0 then 16.45 else 16 + (n * 104729 % 800) / 1000.0 end
    from generate_series(1, 600) n`,
    [own],
  )
  const { rows } = await centre.admin.query(
    `select s.code, lon, lat, a.code as agency from platform.asset s join platform.agency a on a.id = s.agency_id
    where lon is not null and retired_at is null`,
  )
  all = rows.map(({ agency, ...asset }) => ({
    ...asset,
    seenBy: ['province', agency === 'H57.907' ? 'office' : '', agency.startsWith('H57.909') ? 'many' : ''],
  }))
})
afterAll(() => centre.close())

/** Column and row of the tile in which a point lies. */
function tileOf(z: number, lon: number, lat: number): [number, number] {
  const { x, y } = pointInTile({ z: 0, x: 0, y: 0 }, lon, lat)
  return [Math.floor(x * 2 ** z), Math.floor(y * 2 ** z)]
}

async function marksOf(person: Person, z: number, x: number, y: number) {
  const { status, bytes } = await person.get(`/api/map/tiles/${z}/${x}/${y}`)
  expect(status).toBe(200)
  const { layers } = new VectorTile(new PbfReader(bytes))
  const layer = layers.marks
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => {
    const feature = layer?.feature(index)
    const geometry = feature?.toGeoJSON(x, y, z).geometry
    const [lon = 0, lat = 0] = geometry?.type === 'Point' ? geometry.coordinates : []
    const { count, code, state, arcs } = feature?.properties ?? {}
    return { count: Number(count), code, state, arcs, lon, lat }
  })
}

const reader = fc.constantFrom<Reader>('province', 'office', 'many')

test('a tile counts each asset once that lies in its box and is seen, and names the one that stands alone where it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 5, max: 17 }), fc.nat({ max: 599 }), reader, async (z, pick, who) => {
      const seen = all.filter(({ seenBy }) => seenBy.includes(who))
      const { lon, lat } = seen[pick % seen.length] ?? { lon: 0, lat: 0 }
      const x = Math.floor(((lon + 180) / 360) * 2 ** z)
      const rad = (lat * Math.PI) / 180
      const y = Math.floor(((1 - Math.log(Math.tan(rad) + 1 / Math.cos(rad)) / Math.PI) / 2) * 2 ** z)
      const [west, south, east, north] = boxOfTile({ z, x, y })
      const inside = seen.filter((one) => one.lon >= west && one.lon < east && one.lat > south && one.lat <= north)
      const marks = await marksOf({ province, office, many }[who], z, x, y)
      expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length)
      expect(marks.length).toBeLessThanOrEqual(16 * 16)
      const unit = (east - west) / 4_096
      for (const { code, count, lon, lat } of marks) {
        expect(code === undefined).toBe(count > 1)
        const asset = inside.find((one) => one.code === code)
        if (code !== undefined) expect(Math.abs((asset?.lon ?? 0) - lon)).toBeLessThanOrEqual(unit)
        if (code !== undefined) expect(Math.abs((asset?.lat ?? 0) - lat)).toBeLessThanOrEqual(unit)
      }
    }),
    { numRuns: 90 },
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

/** Tells the centre what changed, as whoever writes rows does. */
const tell = (kind: string) =>
  centre.admin.query(
    `insert into platform.live_event (kind, action, subject_ids, agencies) select $1, 'changed', '{x}', array_agg(id) from platform.agency`,
    [kind],
  )

test('an alert that fires is a mark of its own for who sees its asset, and an arc of the group that its asset is in', async () => {
  const markOf = async (person: Person) => {
    const { body } = await person.get('/api/map/alerts')
    const found = body.features.find(({ properties }: { properties: { code: string } }) => properties.code === 'lu-1')
    return found && { ...found.properties, at: found.geometry.coordinates }
  }
  const other = await centre.officer('ban-do-khac', 'H57.908')
  await insertStorm(centre.admin, { agencyCode: 'H57.907', prefix: 'lu', count: 1, severity: 'crit' })
  // Upon a pole with others.
  await centre.admin.query(`update platform.asset set lon = 107.55, lat = 16.45 where code = 'lu-1'`)
  await tell('asset')
  await tell('alert')
  const mark = await until('the map has the alert', () => markOf(office))
  expect(mark).toMatchObject({ severity: 'crit', taken: false, at: [107.55, 16.45] })
  expect(await until('the province has it too', () => markOf(province))).toEqual(mark)
  expect(await markOf(other)).toBeUndefined()
  const arcs = async () =>
    (await marksOf(office, 9, ...tileOf(9, 107.55, 16.45))).flatMap(({ arcs }) => (arcs ? [arcs] : []))
  expect(await until('its group has an arc', async () => (await arcs()).join())).toMatch(/^\d+-0-0-0$/)

  const kinds = (await office.get('/api/asset-types')).body.items
  const { module } = kinds.find(({ type }: { type: string }) => type === 'river_station')
  const without = await office.get(`/api/map/alerts?hide=${module.id}`)
  expect(without.body).toMatchObject({ features: [], total: 0 })
  const { status, bytes } = await office.get(`/api/map/tiles/9/${tileOf(9, 107.55, 16.45).join('/')}?hide=${module.id}`)
  expect([status, bytes.length], 'stations only stand there').toEqual([200, 0])
  expect((await office.get('/api/map/alerts?hide=A,;')).status).toBe(400)

  await centre.admin.query(`update platform.alert set condition = 'resolved', resolved_at = now()`)
  await tell('alert')
  await until('the map has lost it', async () => (await markOf(province)) === undefined)
  expect(await arcs()).toEqual([])
})

test('what sends nothing any more is said to be silent, alone and in a group', async () => {
  await centre.admin.query(
    `insert into platform.last_value (series_id, agency_id, at, value, received_at, origin, beats)
    select s.id, s.agency_id, now() - interval '1 day', 1, now() - interval '1 day', 'device', '{}'
    from platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'lu-1'`,
  )
  await tell('asset')
  await until('a group has a part that is silent', async () =>
    (await marksOf(province, 9, ...tileOf(9, 107.55, 16.45))).some(({ arcs }) => /^0-0-0-[1-9]/.test(String(arcs))),
  )
  await centre.admin.query(`update platform.asset set lon = 107.2, lat = 15.9 where code = 'lu-1'`)
  await tell('asset')
  await until('it is silent where it stands alone', async () =>
    (await marksOf(province, 16, ...tileOf(16, 107.2, 15.9))).some(
      ({ code, state }) => code === 'lu-1' && state === 'mute',
    ),
  )
})

test('what is no tile is refused by its bounds', async () => {
  for (const place of ['9/512/0', '3/-1/2', '3/1.5/2', '19/0/0', 'a/0/0'])
    expect((await province.get(`/api/map/tiles/${place}`)).status, place).toBe(400)
  expect((await centre.app.inject({ url: '/api/map/tiles/3/1/1' })).statusCode, 'not signed in').toBe(401)
})
