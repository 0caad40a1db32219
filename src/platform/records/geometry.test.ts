import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { lettersModule } from '../../../test/letters-module.ts'
import { made } from '../../../test/walk-chain.ts'
import type { RecordType } from '../../core/record.ts'

const text = (vi: string) => ({ vi, en: vi })
const [letter] = lettersModule.records ?? []
if (!letter) throw new Error('the module of letters has a record')
const drawn = (type: string, geometry: 'line' | 'polygon'): RecordType => ({
  ...letter,
  type,
  name: text(type),
  plural: text(type),
  geometry,
})
const module = { ...lettersModule, records: [letter, drawn('route', 'line'), drawn('zone', 'polygon')] }

let centre: TestCentre
let officer: Person
let agencyId: number

beforeAll(async () => {
  centre = await openTestCentre([module])
  officer = await centre.officer('tiep-nhan', 'H57.901')
  agencyId = await centre.agencyId('H57.901')
})
afterAll(() => centre.close())

const values = { subject: 'Đèn đường hỏng', sender: 'A' }
const draft = (type: string, geometry: unknown) => officer.post(`/api/letters/${type}s`, { agencyId, values, geometry })
const hue = [107.59, 16.46]
const away = (lon: number, lat: number) => [107.59 + lon, 16.46 + lat]

test('a drawing that fits is kept as it is, moved, and taken away', async () => {
  const rings = [[hue, away(0.01, 0), away(0.01, 0.01), hue]]
  const zone = made(await draft('zone', { type: 'Polygon', coordinates: rings }), 'zone')
  expect(zone.geometry).toEqual({ type: 'Polygon', coordinates: rings })
  const path = `/api/letters/zones/${zone.id}`
  const wider = { type: 'Polygon', coordinates: [[hue, away(0.02, 0), away(0.01, 0.01), hue]] }
  expect(made(await officer.patch(path, { version: 1, geometry: wider }), 'edit').geometry).toEqual(wider)
  const other = { type: 'Polygon', coordinates: [[hue, away(0.03, 0), away(0.01, 0.01), hue]] }
  expect(await officer.patch(path, { version: 1, geometry: other })).toMatchObject({
    status: 409,
    body: { code: 'edited_meanwhile' },
  })
  expect(made(await officer.patch(path, { version: 2, geometry: null }), 'clear').geometry).toBeNull()
})

test.each([
  ['letter', { type: 'Point', coordinates: [106.7, 10.78] }, 'outside_province'],
  ['letter', { type: 'Point', coordinates: [16.46, 107.59] }, 'too_large'],
  ['route', { type: 'LineString', coordinates: [hue, hue] }, 'too_few_points'],
  ['route', { type: 'LineString', coordinates: [hue] }, 'too_few'],
  ['route', { type: 'LineString', coordinates: [hue, [105.85, 21.03]] }, 'outside_province'],
  [
    'zone',
    { type: 'Polygon', coordinates: [[hue, away(0, 0.01), away(0.01, 0), away(0.01, 0.01), hue]] },
    'crosses_itself',
  ],
  ['zone', { type: 'Polygon', coordinates: [[hue, away(0, 0.01), hue, hue]] }, 'too_few_points'],
  ['zone', { type: 'Polygon', coordinates: [[hue, away(0, 0.01), away(0.01, 0), away(0.01, 0.01)]] }, 'ring_open'],
  ['zone', { type: 'Point', coordinates: hue }, 'not_a_choice'],
])('a %s drawn as %o is refused at its field: %s', async (type, geometry, code) => {
  const { status, body } = await draft(type, geometry)
  expect(status).toBe(400)
  expect(body.errors).toContainEqual(expect.objectContaining({ path: expect.stringMatching(/^geometry/), code }))
})

test('what is wrong with values and with the drawing is told together', async () => {
  const body = {
    agencyId,
    values: { ...values, unit: 99_999 },
    geometry: { type: 'Point', coordinates: [106.7, 10.78] },
  }
  const answer = await officer.post('/api/letters/letters', body)
  expect(answer.body.errors.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
    ['values.unit', 'unknown_agency'],
    ['geometry', 'outside_province'],
  ])
})
