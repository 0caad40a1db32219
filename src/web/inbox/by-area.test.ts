import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byArea } from './by-area.ts'

const communes = [
  'Phường Thuận An',
  'Phường Thuận Hoá',
  'Xã A Lưới 1',
  'Xã Đan Điền',
  'Xã Bình Điền',
  'Xã Vinh Lộc',
  null,
]
const line = fc.nat({ max: communes.length - 1 }).map((at) => {
  const name = communes[at] ?? null
  return { alert: { area: name === null ? null : { code: String(at), name } } }
})

it('stand together by commune, none is lost, and within one they stay as they came', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const places = byArea(lines)
      const names = places.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      expect(names.slice(0, -1)).not.toContain(null)
      for (const { name, items } of places) {
        expect(items).toEqual(lines.filter(({ alert }) => (alert.area?.name ?? null) === name))
      }
      expect(places.flatMap(({ items }) => items).length).toBe(lines.length)
    }),
  )
})

it('go by the Vietnamese alphabet: Đ after D, before E', () => {
  const lines = ['Xã Vinh Lộc', 'Xã Đan Điền', 'Xã Dương Hoà', 'Xã A Lưới 1'].map((name) => ({
    alert: { area: { code: name, name } },
  }))
  expect(byArea(lines).map(({ name }) => name)).toEqual(['Xã A Lưới 1', 'Xã Dương Hoà', 'Xã Đan Điền', 'Xã Vinh Lộc'])
})
