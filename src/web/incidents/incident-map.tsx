import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import type { Affected, AffectedAsset } from '../../core/api/incident-picture.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useSession } from '../api/session.ts'
import { useAreas } from '../api/situation.ts'
import { Loading } from '../kit/loading.tsx'
import { useTheme } from '../kit/theme.ts'
import type { AreaShade } from '../map/area-classes.ts'
import { MapSource } from '../map/map-source.tsx'
import { viewText } from '../map/map-view.ts'
import type { BaseState, OpenMap } from '../map/open-map.ts'
import { pointSourcesOf } from '../map/point-sources.ts'
import { useText } from '../text/use-text.ts'
import { focusOf } from './map-focus.ts'

const pointsOf = (assets: readonly AffectedAsset[]): AssetsGeoJson => ({
  type: 'FeatureCollection',
  features: assets.flatMap(({ position, ...properties }, id) =>
    position ? [{ type: 'Feature', id, geometry: { type: 'Point', coordinates: [...position] }, properties }] : [],
  ),
})

/** Touched communes stand out, none is hatched: that nothing is known of the others is not said here. */
const shadeOf = (all: readonly string[], touched: ReadonlySet<string>): AreaShade => ({
  limits: [],
  classes: new Map(all.map((code) => [code, touched.has(code) ? 3 : 0])),
})

const ignore = () => undefined

/** Where an incident is: its devices and the communes they stand in. A picture that leads to the situation map; without one nothing is lost. */
export function IncidentMap({ incident, affected }: { incident: IncidentDetail; affected: Affected | undefined }) {
  const { t } = useText()
  const theme = useTheme()
  const { session } = useSession()
  const { data: areas } = useAreas()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const [isBroken, setBroken] = useState(false)
  const [isDrawn, setDrawn] = useState(false)
  const [{ base, source }, setBase] = useState<{ base: BaseState; source: string | null }>({
    base: 'whole',
    source: null,
  })
  const isClosed = incident.state === 'closed'
  const touched = useMemo(
    () => new Set([...(affected?.areas ?? []).map(({ code }) => code), ...(incident.area ? [incident.area.code] : [])]),
    [affected, incident.area],
  )
  const assets = affected?.assets
  const points = useMemo(() => pointSourcesOf({ points: pointsOf(assets ?? []), isWhole: true }, undefined), [assets])
  const focus = useMemo(
    () => (areas && (assets || isClosed) ? focusOf(areas, touched, assets ?? []) : null),
    [areas, touched, assets, isClosed],
  )
  const place = focus?.flat().join()
  const newest = useRef({ areas, points, focus, theme, title: t('incident.map'), home: session?.province.code ?? null })
  newest.current = { ...newest.current, areas, points, focus, theme, title: t('incident.map') }

  // What it shows may grow: then it is another map, of a larger place.
  useEffect(() => {
    const { areas, points, focus, theme, title, home } = newest.current
    if (!place || !focus || !areas || box.current === null) return
    const into = box.current
    let opened: OpenMap | undefined
    let gone = false
    const first = { areas, points, theme, title, homeCode: home, focus, isStill: true, scale: 1 }
    import('../map/open-map.ts')
      .then(({ openMap }) =>
        openMap(
          into,
          { ...first, view: undefined, hide: undefined, baseId: undefined },
          {
            ...{ onChoose: ignore, onMoved: ignore, onGroup: ignore, onPress: ignore },
            onDrawn: () => !gone && setDrawn(true),
            onBase: (base, source) => setBase({ base, source }),
          },
        ),
      )
      .then((made) => {
        opened = made
        if (gone) made.close()
        else setMap(made)
      })
      .catch(() => setBroken(true))
    return () => {
      gone = true
      opened?.close()
      setMap(undefined)
      setDrawn(false)
    }
  }, [place])
  useEffect(() => {
    if (map && areas) map.draw(areas, newest.current.points, theme)
  }, [map, areas, theme])
  useEffect(() => map?.update(points), [map, points])
  useEffect(() => {
    if (!areas) return
    const codes = areas.features.map(({ properties }) => properties.code)
    map?.shade(shadeOf(codes, touched))
  }, [map, areas, touched])

  if (isBroken || (areas && (assets || isClosed) && !focus)) return null
  const view = map?.view()
  return (
    <figure className="incident-map">
      <div className="map" ref={box} aria-hidden="true" />
      {!isDrawn && <Loading rows={0} />}
      <Link
        className="incident-map-link"
        to="/"
        search={view ? { at: viewText(view) } : {}}
        aria-label={t('incident.openMap')}
        title={t('incident.mapNote')}
      />
      <figcaption>
        <MapSource own={source} isWhole={base !== 'missing'} />
      </figcaption>
    </figure>
  )
}
