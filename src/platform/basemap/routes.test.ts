import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PMTiles, type RangeResponse, type Source } from 'pmtiles'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { readRange } from './send-range.ts'

const country = '/api/basemap/vietnam-z3-10.pmtiles'
const shipped = readFileSync(join(import.meta.dirname, '../../../data/basemap/vietnam-z3-10.pmtiles'))

let centre: TestCentre
let officer: Person
beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc', 'H57.907')
})
afterAll(() => centre.close())

const ask = (headers: Record<string, string>, url = country) =>
  centre.app.inject({ method: 'GET', url, headers: { cookie: officer.cookie, ...headers } })

/** Reads the archive the way a page does: by ranges through the route. */
class OverHttp implements Source {
  getKey = () => country
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const { statusCode, rawPayload } = await ask({ range: `bytes=${offset}-${offset + length - 1}` })
    expect(statusCode).toBe(206)
    return { data: new Uint8Array(rawPayload).buffer }
  }
}

test('a part is exactly the bytes that were asked for, and says which of how many', async () => {
  const middle = await ask({ range: 'bytes=1000-1999' })
  expect(middle.statusCode).toBe(206)
  expect(middle.headers['content-range']).toBe(`bytes 1000-1999/${shipped.length}`)
  expect(middle.rawPayload.equals(shipped.subarray(1000, 2000))).toBe(true)
  const end = await ask({ range: 'bytes=-10' })
  expect(end.rawPayload.equals(shipped.subarray(-10))).toBe(true)
  const past = await ask({ range: `bytes=${shipped.length}-` })
  expect(past.statusCode).toBe(416)
  expect(past.json().code).toBe('range_not_satisfiable')
})

test('what has not changed is not sent again, and a part of another version never', async () => {
  const whole = await ask({})
  expect(whole.statusCode).toBe(200)
  expect(whole.rawPayload.equals(shipped)).toBe(true)
  const etag = String(whole.headers.etag)
  expect((await ask({ 'if-none-match': etag })).statusCode).toBe(304)
  expect((await ask({ range: 'bytes=0-9', 'if-range': '"another"' })).statusCode).toBe(200)
  expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).statusCode).toBe(206)
})

test('nobody reads it without signing in, and no other file of the machine is there', async () => {
  expect((await centre.app.inject({ method: 'GET', url: country })).statusCode).toBe(401)
  for (const file of ['..%2f..%2fpackage.json', 'SOURCE.md', '.']) {
    expect((await ask({}, `/api/basemap/${file}`)).statusCode).not.toBe(200)
  }
})

test('the shipped tiles have Hoàng Sa, Trường Sa and Biển Đông named and drawn, at each zoom of the country', async () => {
  const archive = new PMTiles(new OverHttp())
  const near = { 'QĐ. HOÀNG SA': [111.6, 16.5], 'QĐ. TRƯỜNG SA': [113.0, 9.6] } as const
  const tileOf = async (zoom: number, lon: number, lat: number) => {
    const n = 2 ** zoom
    const y = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n
    const tile = await archive.getZxy(zoom, Math.floor(((lon + 180) / 360) * n), Math.floor(y))
    return Buffer.from(tile?.data ?? new ArrayBuffer(0))
  }
  const wide = await tileOf(3, 112, 14)
  for (const name of ['QĐ. HOÀNG SA', 'QĐ. TRƯỜNG SA', 'BIỂN ĐÔNG']) expect(wide.includes(name), name).toBe(true)
  for (const [name, [lon, lat]] of Object.entries(near)) {
    for (let zoom = 3; zoom <= 5; zoom++) {
      const around = await Promise.all([-2, 0, 2].flatMap((x) => [-2, 0, 2].map((y) => tileOf(zoom, lon + x, lat + y))))
      expect(Buffer.concat(around).includes(name), `${name} at zoom ${zoom}`).toBe(true)
      expect(Buffer.concat(around).includes('land'), `land of ${name} at zoom ${zoom}`).toBe(true)
    }
  }
  const islands = (await ask({}, '/api/basemap/islands.geojson')).json()
  expect(islands.features.map((f: { properties: { code: string } }) => f.properties.code)).toEqual(['20333', '22736'])
})

test('a range is understood as RFC 9110 writes it', () => {
  expect(readRange('bytes=0-0', 10)).toEqual({ from: 0, to: 0 })
  expect(readRange('bytes=5-', 10)).toEqual({ from: 5, to: 9 })
  expect(readRange('bytes=-3', 10)).toEqual({ from: 7, to: 9 })
  expect(readRange('bytes=8-100', 10)).toEqual({ from: 8, to: 9 })
  for (const other of [undefined, 'bytes=-', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=a-b'])
    expect(readRange(other, 10)).toBeNull()
  expect(() => readRange('bytes=10-', 10)).toThrow(/has 10 bytes/)
  expect(() => readRange('bytes=5-2', 10)).toThrow()
})
