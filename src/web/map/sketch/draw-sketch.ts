import type { AreasGeoJson } from '../../../core/api/geojson.ts'
import { tokenValue } from '../../kit/theme.ts'
import type { AreaShade } from '../area-classes.ts'
import { labelPlaceOf, ringsOf, shortName } from '../geometry.ts'
import { drawMapImage } from '../mark-image.ts'
import type { PointSources } from '../point-sources.ts'
import type { MapPoint } from '../points.ts'
import type { Size } from '../room.ts'
import type { Project } from './project.ts'

/** What a sketch shows. */
export interface Sketched {
  readonly areas: AreasGeoJson
  readonly points: PointSources
  readonly theme: string
  readonly shade: AreaShade | null
}

/** A mark that was drawn: where, in pixels, and whose. */
export interface DrawnMark {
  readonly code: string
  readonly x: number
  readonly y: number
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const namePx = 12
const markPx = 24
const touches = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** Draws the communes, their names and the marks of what is wrong; answers the marks that are in sight. */
export function drawSketch(pen: CanvasRenderingContext2D, what: Sketched, project: Project, size: Size): DrawnMark[] {
  pen.clearRect(0, 0, size.width, size.height)
  drawAreas(pen, what, project)
  const marks = placeMarks(what.points, project, size)
  drawNames(pen, what.areas, project, marks)
  drawMarks(pen, marks, what.theme)
  return marks.map(({ point, x, y }) => ({ code: String(point.properties.code), x, y }))
}

function drawAreas(pen: CanvasRenderingContext2D, { areas, shade, theme }: Sketched, project: Project): void {
  const hatch = shade && patternOf(pen, `hatch/${theme}`)
  const drawn = areas.features.map(({ geometry, properties }) => ({
    path: pathOf(geometry, project),
    rank: shade?.classes.get(properties.code),
  }))
  pen.lineJoin = 'round'
  // The half outside of it is left of the wide line around each commune: the outline of all.
  pen.lineWidth = 3
  pen.strokeStyle = tokenValue('outline')
  for (const { path } of drawn) pen.stroke(path)
  pen.lineWidth = 1
  pen.strokeStyle = tokenValue(shade ? 'commune-edge' : theme === 'dark' ? 'land-edge' : 'r2')
  for (const { path, rank } of drawn) {
    pen.fillStyle = tokenValue(rank === undefined ? 'r0' : `r${rank}`)
    pen.fill(path, 'evenodd')
    if (hatch && rank === undefined) {
      pen.fillStyle = hatch
      pen.fill(path, 'evenodd')
    }
    pen.stroke(path)
  }
}

function pathOf(geometry: AreasGeoJson['features'][number]['geometry'], project: Project): Path2D {
  const path = new Path2D()
  for (const ring of ringsOf(geometry)) {
    for (const [i, [lon = 0, lat = 0]] of ring.entries()) {
      const [x, y] = project(lon, lat)
      if (i === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    }
    path.closePath()
  }
  return path
}

/** An image of the map by its name, as something to draw with. */
function imageOf(name: string): { canvas: HTMLCanvasElement; pixelRatio: number } | null {
  const drawn = drawMapImage(name)
  if (drawn === null) return null
  const canvas = document.createElement('canvas')
  canvas.width = drawn.image.width
  canvas.height = drawn.image.height
  canvas.getContext('2d')?.putImageData(drawn.image, 0, 0)
  return { canvas, pixelRatio: drawn.pixelRatio }
}

function patternOf(pen: CanvasRenderingContext2D, name: string): CanvasPattern | null {
  const image = imageOf(name)
  const pattern = image && pen.createPattern(image.canvas, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(1 / (image?.pixelRatio ?? 1)))
  return pattern
}

interface PlacedMark {
  readonly point: MapPoint
  readonly x: number
  readonly y: number
}

function placeMarks({ loud }: PointSources, project: Project, { width, height }: Size): PlacedMark[] {
  return loud.features.flatMap((point) => {
    const [lon = 0, lat = 0] = point.geometry.coordinates
    const [x, y] = project(lon, lat)
    return x > -markPx && y > -markPx && x < width + markPx && y < height + markPx ? [{ point, x, y }] : []
  })
}

function drawMarks(pen: CanvasRenderingContext2D, marks: readonly PlacedMark[], theme: string): void {
  const images = new Map<string, ReturnType<typeof imageOf>>()
  for (const { point, x, y } of marks) {
    const name = `mark/${point.properties.kind}/${point.properties.taken ? 'held' : 'open'}/${theme}`
    const image = images.get(name) ?? imageOf(name)
    images.set(name, image)
    if (!image) continue
    const [width, height] = [image.canvas.width / image.pixelRatio, image.canvas.height / image.pixelRatio]
    pen.drawImage(image.canvas, x - width / 2, y - height / 2, width, height)
  }
}

/** The larger communes claim their places first; a name that would cover a mark or another name is left out. */
function drawNames(
  pen: CanvasRenderingContext2D,
  areas: AreasGeoJson,
  project: Project,
  marks: readonly PlacedMark[],
): void {
  pen.font = `500 ${namePx}px ${tokenValue('font-text')}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  pen.lineWidth = 3
  pen.strokeStyle = tokenValue('halo')
  pen.fillStyle = tokenValue('label')
  const boxAt = (x: number, y: number, width: number, height: number): Box => ({
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  })
  const claimed = marks.map(({ x, y }) => boxAt(x, y, markPx, markPx))
  const names = areas.features
    .map(({ geometry, properties }) => ({ ...labelPlaceOf(geometry), name: shortName(properties.name) }))
    .sort((a, b) => b.size - a.size)
  for (const { at, name } of names) {
    const [x, y] = project(...at)
    const box = boxAt(x, y, pen.measureText(name).width + 6, namePx * 1.5)
    if (claimed.some((other) => touches(box, other))) continue
    claimed.push(box)
    pen.strokeText(name, x, y)
    pen.fillText(name, x, y)
  }
}

/** The mark nearest to a press, where one is under it. */
export function markAt(marks: readonly DrawnMark[], x: number, y: number): DrawnMark | undefined {
  const away = (mark: DrawnMark) => Math.hypot(mark.x - x, mark.y - y)
  const nearest = marks.reduce<DrawnMark | undefined>(
    (found, mark) => (found && away(found) < away(mark) ? found : mark),
    undefined,
  )
  return nearest && away(nearest) <= markPx / 2 + 4 ? nearest : undefined
}
