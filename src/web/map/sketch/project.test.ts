import fc from 'fast-check'
import { LngLat, MercatorCoordinate } from 'maplibre-gl'
import { expect, test } from 'vitest'
import { fitView, projectOf } from './project.ts'

const size = { width: 900, height: 500 }
const lon = fc.double({ min: -179, max: 179, noNaN: true })
const lat = fc.double({ min: -80, max: 80, noNaN: true })

test('the middle of a view is the middle of the drawing, and distances are those of the map that follows', () => {
  fc.assert(
    fc.property(lon, lat, lon, lat, fc.double({ min: 0, max: 18, noNaN: true }), (lon, lat, toLon, toLat, zoom) => {
      const project = projectOf({ zoom, lat, lon }, size)
      const [x, y] = project(toLon, toLat)
      const from = MercatorCoordinate.fromLngLat(new LngLat(lon, lat))
      const to = MercatorCoordinate.fromLngLat(new LngLat(toLon, toLat))
      const scale = 512 * 2 ** zoom
      expect(x - size.width / 2).toBeCloseTo((to.x - from.x) * scale, 3)
      expect(y - size.height / 2).toBeCloseTo((to.y - from.y) * scale, 3)
    }),
  )
})

const gap = fc.integer({ min: 0, max: 200 })

test('what is fitted lies in the middle of what is left free, and touches the room left on two sides', () => {
  fc.assert(
    fc.property(
      lon,
      lat,
      fc.double({ min: 0.01, max: 5, noNaN: true }),
      gap,
      gap,
      gap,
      gap,
      (west, south, side, ...room) => {
        const [top, right, bottom, left] = room
        const [east, north] = [Math.min(west + side, 180), Math.min(south + side, 84)]
        const project = projectOf(fitView([west, south, east, north], size, { top, right, bottom, left }), size)
        const [fromX, toY] = project(west, south)
        const [toX, fromY] = project(east, north)
        const [before, after] = [fromX - left, size.width - right - toX]
        const [above, below] = [fromY - top, size.height - bottom - toY]
        expect(Math.min(before, after, above, below)).toBeCloseTo(0, 3)
        expect(before).toBeCloseTo(after, 3)
        expect(above).toBeCloseTo(below, 3)
      },
    ),
  )
})
