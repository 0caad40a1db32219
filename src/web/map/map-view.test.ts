import fc from 'fast-check'
import { expect, it } from 'vitest'
import { circleText, parseCircle, parseView, radii, ringOf, viewText } from './map-view.ts'

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true })

it('a view comes back from its address as it was, to a metre', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 22, noNaN: true }), degrees(85), degrees(180), (zoom, lat, lon) => {
      const back = parseView(viewText({ zoom, lat, lon }))
      expect(back?.zoom).toBeCloseTo(zoom, 1)
      expect(back?.lat).toBeCloseTo(lat, 4)
      expect(back?.lon).toBeCloseTo(lon, 4)
    }),
  )
})

it('a circle comes back from its address', () => {
  fc.assert(
    fc.property(degrees(85), degrees(180), fc.constantFrom(...radii), (lat, lon, radiusM) => {
      const back = parseCircle(circleText({ lon, lat, radiusM }))
      expect(back?.radiusM).toBe(radiusM)
      expect(back?.lat).toBeCloseTo(lat, 4)
    }),
  )
})

it('an address that was typed wrong is no view and no circle', () => {
  for (const wrong of ['', '9', '9,16', '9,99,107', '99,16,107', '9,16,107,1', 'a,b,c', '1e3,16,107', 9, null]) {
    expect(parseView(wrong), String(wrong)).toBeUndefined()
  }
  expect(parseCircle('107,16,999')).toBeUndefined()
  expect(parseCircle('107,96,2000')).toBeUndefined()
})

it('the ring lies as far from its middle as the circle says, north and east alike', () => {
  const circle = { lon: 107.58, lat: 16.46, radiusM: 2_000 }
  for (const [lon, lat] of ringOf(circle)) {
    const north = (lat - circle.lat) * 111_195
    const east = (lon - circle.lon) * 111_195 * Math.cos((circle.lat * Math.PI) / 180)
    expect(Math.abs(Math.hypot(north, east) - 2_000)).toBeLessThan(5)
  }
})
