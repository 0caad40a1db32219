import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'

let centre: TestCentre
let admin: Person

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
})
afterAll(() => centre.close())

/**
 * Three communes of Huế from data/areas as ogr2ogr 3.6.2 writes them: Vỹ Dạ (19777) put 0.05 degrees to the east, the codes as numbers.
 * The other file is the same in VN-2000 (ogr2ogr -t_srs EPSG:3405).
 */
const read = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
const written = read('communes.geojson')

const list = (content: string, polygons: string, more: object = {}) => ({
  name: 'Ranh giới mới, ví dụ',
  format: 'csv',
  content: `code,name,kind,parent\n${content}`,
  covers: 'listed',
  validFrom: '2026-09-20',
  polygons,
  ...more,
})
const review = (content: string, polygons: string, more: object = {}) =>
  admin.post('/api/areas/imports', list(content, polygons, more))
const act = (id: string, verb: string) => admin.post(`/api/areas/imports/${id}/${verb}`)
const communeAt = async (lon: number, lat: number) =>
  (await admin.get(`/api/areas/at?lon=${lon}&lat=${lat}`)).body.commune?.code ?? null

interface Feature {
  properties: Record<string, unknown>
  geometry: { type: string; coordinates: number[][][][] }
}
/** The written file with its features changed. */
const changed = (change: (features: Feature[]) => void) => {
  const collection: { features: Feature[] } = JSON.parse(written)
  change(collection.features)
  return JSON.stringify(collection)
}
const square = (lon: number, lat: number, size: number) => [
  [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
]

test('polygons are reviewed, applied, asked by point, and taken back with their list', async () => {
  // A point of Vỹ Dạ, and the same 0.05 degrees to the east.
  const [here, there] = [[107.605, 16.478] as const, [107.655, 16.478] as const]
  expect(await communeAt(...here)).toBe('19777')
  const before = await communeAt(...there)
  expect(before).not.toBe('19777')
  const { status, body } = await review('19777,Vỹ Dạ,Phường,46\n19774,Kim Long,Phường,46', written)
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body.polygons).toMatchObject({
    notableShare: 0.05,
    fresh: [],
    changed: [{ code: '19777' }],
    slightly: 0,
    same: 2,
    missing: ['19774'],
    undrawn: [],
    unknown: [],
  })
  expect(body.polygons.changed[0].share).toBeGreaterThan(0.5)
  expect(body.counts).toMatchObject({ unchanged: 2 })
  expect(await communeAt(...here)).toBe('19777')

  expect((await act(body.id, 'apply')).body).toMatchObject({ state: 'applied', polygons: { changed: [{}] } })
  expect(await communeAt(...here)).toBeNull()
  // Where polygons overlap the lower code holds the point, as before.
  expect([before, '19777']).toContain(await communeAt(...there))
  const drawn = (await admin.get('/api/areas.geojson')).body.features
  const [first] = drawn.find(({ id }: { id: string }) => id === '19777').geometry.coordinates[0][0]
  expect(first).toEqual(
    JSON.parse(written).features.find((each: Feature) => each.properties.MA_XA === 19777).geometry.coordinates[0][0][0],
  )

  expect((await act(body.id, 'undo')).body.state).toBe('undone')
  expect(await communeAt(...here)).toBe('19777')
  expect(await communeAt(...there)).toBe(before)
})

test('a new commune comes with its polygon; what nobody lists is left out and named', async () => {
  // At sea, east of everything drawn.
  const file = changed((features) => {
    for (const [place, code] of [
      [0, '99100'],
      [1, '88888'],
      [2, '46'],
    ] as const) {
      Object.assign(features[place] ?? {}, {
        properties: { code },
        geometry: { type: 'MultiPolygon', coordinates: square(109 + place, 17, 0.1) },
      })
    }
  })
  const { status, body } = await review('99100,Biển Mới,Xã,46\n99101,Không Vẽ,Xã,46', file)
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body.polygons).toMatchObject({
    fresh: ['99100'],
    missing: ['99101'],
    undrawn: ['99101'],
    unknown: [
      { feature: 2, code: '88888' },
      { feature: 3, code: '00046' },
    ],
  })
  expect(await communeAt(109.05, 17.05)).toBeNull()
  expect((await act(body.id, 'apply')).status).toBe(200)
  expect(await communeAt(109.05, 17.05)).toBe('99100')
  expect(await communeAt(110.05, 17.05)).toBeNull()
  expect((await act(body.id, 'undo')).status).toBe(200)
  expect(await communeAt(109.05, 17.05)).toBeNull()
})

test('a later list draws anew, and the earlier drawing comes back with taking it back; a review that is out of date is refused', async () => {
  const at = (lon: number) =>
    changed((features) => {
      features.splice(1)
      Object.assign(features[0] ?? {}, {
        properties: { code: '19777' },
        geometry: { type: 'Polygon', coordinates: square(lon, 17, 0.1)[0] },
      })
    })
  const make = async (lon: number, validFrom: string) =>
    (await review('19777,Vỹ Dạ,Phường,46', at(lon), { validFrom })).body.id
  const first = await make(109, '2026-09-20')
  expect((await act(first, 'apply')).status).toBe(200)
  const [second, stale] = [await make(110, '2026-10-01'), await make(111, '2026-10-01')]
  expect((await act(second, 'apply')).status).toBe(200)
  expect((await act(stale, 'apply')).body.code).toBe('areas_changed')
  expect(await communeAt(110.05, 17.05)).toBe('19777')
  // One that holds from a later day does not hold yet.
  const future = await make(112, '2999-01-01')
  expect((await act(future, 'apply')).status).toBe(200)
  expect(await communeAt(110.05, 17.05)).toBe('19777')
  expect((await act(second, 'undo')).status).toBe(200)
  expect(await communeAt(109.05, 17.05)).toBe('19777')
  expect((await act(first, 'undo')).status).toBe(200)
  expect(await communeAt(107.605, 16.478)).toBe('19777')
  expect((await act(future, 'undo')).status).toBe(200)
})

/** The features with another surface for the first. */
const drawnAs = (coordinates: unknown, type = 'Polygon') =>
  changed((features) => Object.assign(features[0] ?? {}, { geometry: { type, coordinates } }))

const bowTie = [
  [
    [107, 16],
    [108, 17],
    [108, 16],
    [107, 17],
    [107, 16],
  ],
]

test.each([
  ['no JSON', '{', ['polygons.0.json']],
  ['no collection', '{"type":"Feature"}', ['polygons.0.collection']],
  ['no feature', '{"type":"FeatureCollection","features":[]}', ['polygons.0.features']],
  ['VN-2000, as ogr2ogr says in the file', read('communes-vn-2000.geojson'), ['polygons.0.crs']],
  [
    'VN-2000 that does not say so',
    read('communes-vn-2000.geojson').replace(/"crs": .*\n/, ''),
    ['polygons.1.degrees', 'polygons.2.degrees', 'polygons.3.degrees'],
  ],
  [
    'latitude before longitude',
    drawnAs([
      [
        [16, 107],
        [17, 107],
        [17, 108],
        [16, 107],
      ],
    ]),
    ['polygons.1.outside'],
  ],
  [
    'a ring that does not close',
    drawnAs([
      [
        [107, 16],
        [108, 16],
        [108, 17],
        [107, 17],
      ],
    ]),
    ['polygons.1.open'],
  ],
  [
    'a ring of three',
    drawnAs([
      [
        [107, 16],
        [108, 16],
        [107, 16],
      ],
    ]),
    ['polygons.1.ring'],
  ],
  ['a ring that crosses itself', drawnAs(bowTie), ['polygons.1.crossing']],
  [
    'a line there and back',
    drawnAs([
      [
        [107, 16],
        [108, 17],
        [108, 17],
        [107, 16],
      ],
    ]),
    ['polygons.1.empty'],
  ],
  ['no ring', drawnAs([]), ['polygons.1.empty']],
  ['a point', drawnAs([107, 16], 'Point'), ['polygons.1.type']],
  ['no geometry', changed((features) => Object.assign(features[1] ?? {}, { geometry: null })), ['polygons.2.type']],
  [
    'no code',
    changed((features) => Object.assign(features[2] ?? {}, { properties: { id: 19777 } })),
    ['polygons.3.code'],
  ],
  [
    'a code twice',
    changed((features) => {
      Object.assign(features[2] ?? {}, { properties: features[0]?.properties })
    }),
    ['polygons.3.twice'],
  ],
] as const)('%s is refused by the number of its feature, and nothing is kept', async (_, polygons, paths) => {
  const before = (await admin.get('/api/areas/imports')).body.items.length
  const { status, body } = await review('19777,Vỹ Dạ,Phường,46', polygons)
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(400)
  expect(body.code).toBe('polygons_have_errors')
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(paths)
  expect((await admin.get('/api/areas/imports')).body.items).toHaveLength(before)
})
