import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { openMapSource } from './open-map-source.ts'
import { tileAddress } from './open-raster.ts'

const shipped = join(import.meta.dirname, '../../../data/basemap')
/** One white pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)

let folder: string
let server: Server
let address: string
let asked: string[] = []
let centre: TestCentre
let admin: Person

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhip-maps-'))
  server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    if (path.startsWith('/moved')) response.writeHead(302, { location: '/6/51/29.png' }).end()
    else if (path.startsWith('/page')) response.writeHead(200, { 'content-type': 'text/html' }).end('<script></script>')
    else if (path.startsWith('/key')) response.writeHead(403).end()
    else if (path.startsWith('/huge'))
      response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(3_000_000))
    else if (path.endsWith('.geojson')) {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(readFileSync(join(shipped, 'islands.geojson')))
    } else response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // It listens on a port.
  centre = await openTestCentre()
  admin = await centre.administrator()
})
afterAll(async () => {
  await centre.close()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true })
})

test('a PMTiles archive opens, and gives the tile that lies in it', async () => {
  copyFileSync(join(shipped, 'hue-z11-14.pmtiles'), join(folder, 'thanh phố.pmtiles'))
  const source = await openMapSource({ kind: 'pmtiles', source: 'thanh phố.pmtiles' }, folder)
  expect(source.facts).toMatchObject({ content: 'vector', minZoom: 11, maxZoom: 14 })
  expect(source.facts.layers).toContain('road')
  // Kim Long, 107.57 E, 16.45 N.
  expect((await source.tile(12, 3271, 1858))?.includes('road')).toBe(true)
  expect(await source.tile(12, 0, 0)).toBeNull()
  await source.close()
})

test('a file of MBTiles opens; its rows count from the south and its tiles come unzipped', async () => {
  const path = join(folder, 'tinh.mbtiles')
  const file = new DatabaseSync(path)
  file.exec(`create table metadata (name text, value text);
    create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)`)
  const tell = file.prepare('insert into metadata values (?, ?)')
  tell.run('format', 'pbf')
  tell.run('json', JSON.stringify({ vector_layers: [{ id: 'duong', fields: {} }] }))
  file.prepare('insert into tiles values (?, ?, ?, ?)').run(6, 51, 2 ** 6 - 1 - 29, gzipSync('lines of the tile'))
  file.close()
  const source = await openMapSource({ kind: 'mbtiles', source: 'tinh.mbtiles' }, folder)
  expect(source.facts).toEqual({ content: 'vector', minZoom: 6, maxZoom: 6, layers: ['duong'] })
  expect((await source.tile(6, 51, 29))?.toString()).toBe('lines of the tile')
  expect(await source.tile(6, 51, 34)).toBeNull()
  await source.close()
})

test('pictures come by XYZ and by WMTS addresses, each asked for at its own place', async () => {
  asked = []
  const xyz = await openMapSource({ kind: 'raster', source: `${address}/{z}/{x}/{y}.png?key=a` }, folder)
  expect(await xyz.tile(9, 409, 232)).toEqual(picture)
  const wmts = `${address}/wmts/nen/GoogleMapsCompatible/{TileMatrix}/{TileRow}/{TileCol}.png`
  await openMapSource({ kind: 'raster', source: wmts }, folder)
  expect(asked).toEqual(['/6/51/29.png?key=a', '/9/409/232.png?key=a', '/wmts/nen/GoogleMapsCompatible/6/29/51.png'])
  expect(tileAddress('http://a/{Z}/{TILEROW}/{X}', 3, 4, 5)).toBe('http://a/3/5/4')
})

test('GeoJSON opens from a file and from an address', async () => {
  copyFileSync(join(shipped, 'islands.geojson'), join(folder, 'dao.geojson'))
  for (const source of ['dao.geojson', `${address}/dao.geojson`]) {
    const opened = await openMapSource({ kind: 'geojson', source }, folder)
    expect(JSON.parse(String(await opened.data?.())).features).toHaveLength(2)
  }
})

test('what cannot be opened says what is wrong and how to mend it', async () => {
  copyFileSync(join(shipped, 'hue-z11-14.pmtiles'), join(folder, 'cut.pmtiles'))
  truncateSync(join(folder, 'cut.pmtiles'), 300)
  writeFileSync(join(folder, 'text.mbtiles'), 'not a database, though long enough to be looked at as one')
  writeFileSync(join(folder, 'half.geojson'), '{"type": "FeatureCollection", "features": [')
  writeFileSync(join(folder, 'other.geojson'), '{"type": "Topology"}')
  const faults: [kind: 'pmtiles' | 'mbtiles' | 'raster' | 'geojson', source: string, fault: RegExp][] = [
    ['pmtiles', 'nowhere.pmtiles', /no such file in the folder «basemap»/],
    ['pmtiles', '../secrets.json', /bare name of a file/],
    ['pmtiles', 'cut.pmtiles', /cannot be read as PMTiles/],
    ['pmtiles', 'text.mbtiles', /cannot be read as PMTiles/],
    ['mbtiles', 'text.mbtiles', /cannot be read as MBTiles/],
    ['geojson', 'half.geojson', /no JSON/],
    ['geojson', 'other.geojson', /no GeoJSON collection/],
    ['raster', 'file:///etc/{z}/{x}/{y}', /must begin with https/],
    ['raster', `${address}/{z}/{x}.png`, /where zoom, column and row go/],
    ['raster', `${address}/moved/{z}/{x}/{y}`, /was not reached/],
    ['raster', `${address}/page/{z}/{x}/{y}`, /«text\/html», not a picture/],
    ['raster', `${address}/key/{z}/{x}/{y}`, /answered 403/],
    ['raster', `${address}/huge/{z}/{x}/{y}`, /more than 2 MB/],
    ['raster', 'http://127.0.0.1:1/{z}/{x}/{y}', /was not reached/],
  ]
  for (const [kind, source, fault] of faults) {
    await expect(openMapSource({ kind, source }, folder), `${kind} ${source}`).rejects.toThrow(fault)
  }
})

test('an administrator tries, adds, shows and removes a map; everyone reads its tiles through the centre', async () => {
  const place = { kind: 'raster', source: `${address}/{z}/{x}/{y}.png` }
  expect((await admin.post('/api/basemaps/test', place)).body).toMatchObject({ content: 'raster' })
  const wrong = await admin.post('/api/basemaps', {
    ...place,
    source: `${address}/key/{z}/{x}/{y}`,
    name: 'x',
    attribution: 'x',
  })
  expect(wrong).toMatchObject({ status: 422, body: { code: 'basemap_unreadable' } })
  const { body, status } = await admin.post('/api/basemaps', { ...place, name: 'Ảnh vệ tinh', attribution: 'Sở X' })
  expect(status).toBe(201)
  const shown = await admin.post('/api/basemaps/shown', { id: body.id })
  expect(shown.body.items).toMatchObject([{ id: body.id, shown: true }])

  const officer = await centre.officer('truc', 'H57.907')
  expect((await officer.get('/api/basemaps')).body.items).toMatchObject([{ name: 'Ảnh vệ tinh', shown: true }])
  const tile = await officer.get(`/api/basemaps/${body.id}/tiles/9/409/232`)
  expect(tile.bytes).toEqual(picture)
  expect(tile.headers).toMatchObject({
    'content-type': 'image/png',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect((await officer.post('/api/basemaps/test', place)).status).toBe(403)
  expect((await officer.delete(`/api/basemaps/${body.id}`)).status).toBe(403)

  expect((await admin.delete(`/api/basemaps/${body.id}`)).status).toBe(204)
  expect((await officer.get(`/api/basemaps/${body.id}/tiles/9/409/232`)).status).toBe(404)
  const { rows } = await centre.admin.query(
    "select action from platform.audit where subject_kind = 'basemap' order by id",
  )
  expect(rows.map(({ action }) => action)).toEqual(['basemap.create', 'basemap.update', 'basemap.delete'])
})
