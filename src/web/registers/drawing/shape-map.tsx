import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useAreas } from '../../api/situation.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Icon } from '../../kit/icon.tsx'
import { useTheme } from '../../kit/theme.ts'
import { MapCredit } from '../../map/map-credit.tsx'
import { useText } from '../../text/use-text.ts'
import type { DrawnShape, Handle, ShapeMap as OpenMap, ShapeMapEvents } from './open-shape-map.ts'

/** Shapes on a map of the communes. What `events` names can be done there; `fitKey` changing brings the shapes into sight again. */
export function ShapeMap(props: {
  title: string
  shapes: readonly DrawnShape[]
  handles?: readonly Handle[]
  events?: ShapeMapEvents
  fitKey?: string
  children?: ReactNode
}) {
  const { t } = useText()
  const theme = useTheme()
  const areas = useAreas()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const [failed, setFailed] = useState(false)
  const { shapes, handles, fitKey } = props
  const newest = useRef({ ...props, theme })
  newest.current = { ...props, theme }
  useEffect(() => {
    const place = box.current
    if (!areas.data || place === null) return
    const { title, events } = newest.current
    const first = { areas: areas.data, shapes: newest.current.shapes, theme: newest.current.theme, title }
    const passed: ShapeMapEvents = {
      ...(events?.onPress ? { onPress: (at) => newest.current.events?.onPress?.(at) } : {}),
      ...(events?.onChoose ? { onChoose: (id) => newest.current.events?.onChoose?.(id) } : {}),
      onHandle: (key) => newest.current.events?.onHandle?.(key),
      onMove: (key, at) => newest.current.events?.onMove?.(key, at),
      onDelete: () => newest.current.events?.onDelete?.(),
    }
    let gone = false
    let opened: OpenMap | undefined
    import('./open-shape-map.ts')
      .then(({ openShapeMap }) => openShapeMap(place, first, passed))
      .then((made) => {
        opened = made
        if (gone) made.close()
        else setMap(made)
      })
      .catch(() => setFailed(true))
    return () => {
      gone = true
      opened?.close()
      setMap(undefined)
    }
  }, [areas.data])
  useEffect(() => map?.show(shapes), [map, shapes])
  useEffect(() => map?.hold(handles ?? []), [map, handles])
  const fitted = useRef(fitKey)
  useEffect(() => {
    if (map && fitted.current !== fitKey) map.fit(newest.current.shapes)
    if (map) fitted.current = fitKey
  }, [map, fitKey])
  const drawn = useRef(theme)
  useEffect(() => {
    if (map && drawn.current !== theme) map.draw(theme)
    drawn.current = theme
  }, [map, theme])
  if (failed) return <EmptyState icon="map" title={t('map.failed')} hint={t('map.failedHint')} />
  return (
    <div className="shape-map">
      <div className="shape-map-box" ref={box} />
      {map && (
        <div className="shape-map-tools">
          <button type="button" className="icon-button" aria-label={t('map.zoomIn')} onClick={() => map.zoom(1)}>
            <Icon name="plus" />
          </button>
          <button type="button" className="icon-button" aria-label={t('map.zoomOut')} onClick={() => map.zoom(-1)}>
            <Icon name="minus" />
          </button>
          <button type="button" className="icon-button" aria-label={t('shape.fit')} onClick={() => map.fit(shapes)}>
            <Icon name="whole" />
          </button>
        </div>
      )}
      {props.children}
      <MapCredit />
    </div>
  )
}
