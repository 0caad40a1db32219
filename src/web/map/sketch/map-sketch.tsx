import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { boundsOf } from '../geometry.ts'
import type { MapView } from '../map-view.ts'
import { roomIn, type Size } from '../room.ts'
import { type DrawnMark, drawSketch, markAt, type Sketched } from './draw-sketch.ts'
import { fitView, projectOf } from './project.ts'

/**
 * A plain drawing of the map where the map itself will be: communes, names and what is wrong, each mark to be pressed. It stands until the
 * map is drawn, which takes a slow machine some seconds, and for good where a browser cannot draw the map. Without a view all areas show.
 */
export function MapSketch(
  props: Sketched & { view: MapView | undefined; label: string; onChoose: (code: string) => void },
) {
  const { areas, points, theme, shade, view, label, onChoose } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const marks = useRef<readonly DrawnMark[]>([])
  const [size, setSize] = useState<Size>()

  useEffect(() => {
    const place = canvas.current
    if (!place) return
    const watch = new ResizeObserver(() => setSize({ width: place.clientWidth, height: place.clientHeight }))
    watch.observe(place)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    const place = canvas.current
    const pen = place?.getContext('2d')
    const bounds = boundsOf(areas)
    if (!place || !pen || !size || !bounds) return
    const ratio = window.devicePixelRatio
    place.width = Math.round(size.width * ratio)
    place.height = Math.round(size.height * ratio)
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    const whole = fitView(bounds, size, roomIn(size))
    // Farther out there is more to draw than communes.
    const project = projectOf(view && view.zoom >= whole.zoom ? view : whole, size)
    marks.current = drawSketch(pen, { areas, points, theme, shade }, project, size)
    place.dataset.marks = String(marks.current.length)
  }, [areas, points, theme, shade, view, size])

  function press({ nativeEvent: { offsetX, offsetY } }: MouseEvent): void {
    const mark = markAt(marks.current, offsetX, offsetY)
    if (mark) onChoose(mark.code)
  }
  // What it shows is in the lists beside it, for whoever presses keys.
  return <canvas className="map-sketch" ref={canvas} role="img" aria-label={label} onClick={press} />
}
