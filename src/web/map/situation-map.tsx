import './map-panels.css'
import './map.css'
import './map-print.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { useAsset } from '../api/assets.ts'
import { watchOpenings } from '../api/live.ts'
import { useSession } from '../api/session.ts'
import { useAreas, useMapAlerts } from '../api/situation.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useTheme } from '../kit/theme.ts'
import { useNow } from '../kit/use-now.ts'
import { isPartMissing } from '../shell/renew.ts'
import { useText } from '../text/use-text.ts'
import { MapBar } from './map-bar.tsx'
import { MapFault } from './map-fault.tsx'
import { MapLegend } from './map-legend.tsx'
import { MapSource } from './map-source.tsx'
import { MapTools } from './map-tools.tsx'
import { circleText, type MapView, parseCircle, parseView, radii, usualRadiusM, viewText } from './map-view.ts'
import type { BaseState, OpenMap } from './open-map.ts'
import { type ChosenPoint, type Field, nothing, pointSourcesOf } from './point-sources.ts'
import { RadiusPanel } from './radius-panel.tsx'
import { MapSketch } from './sketch/map-sketch.tsx'
import { usePrint } from './use-print.ts'
import { useTileRefresh } from './use-tile-refresh.ts'
import { useTint } from './use-tint.ts'

/** What the page's address says about the map: `hide` modules as `a,b`, `base` as {@link FirstMap.baseId}. */
export interface Shown {
  at?: string | undefined
  /** {@link isLayer} */
  layer?: string | undefined
  near?: string | undefined
  hide?: string | undefined
  base?: number | undefined
}

const chosenPoint = (asset: Asset | undefined): ChosenPoint | undefined =>
  asset?.position ? { code: asset.code, name: asset.name, at: asset.position } : undefined

/**
 * The map of the province: communes and their names, assets by their worst alert. `chosen` is an asset's code. With `past` it shows these
 * points instead of those of the present, which may still be on their way, and the communes as they were counted at `at` (ISO).
 */
export function SituationMap(props: {
  chosen: string | undefined
  onChoose: (code: string) => void
  shown: Shown
  onShown: (change: Shown) => void
  past?: { at: string; points: AssetsGeoJson | undefined } | undefined
  /** How much larger than at a desk the page shows it: drawn so much sharper. */
  scale?: number
}) {
  const { chosen, onChoose, shown, onShown, past, scale = 1 } = props
  const { t, language } = useText()
  const theme = useTheme()
  const now = useNow(60)
  const areas = useAreas()
  const alerts = useMapAlerts(shown.hide)
  const { data: asset } = useAsset(chosen)
  const point = useMemo(() => chosenPoint(asset), [asset])
  const isPast = past !== undefined
  const pastPoints = past?.points
  const field = useMemo<Field>(() => {
    if (isPast) return pastPoints ? { points: pastPoints, isWhole: true } : { ...nothing, isWhole: true }
    return alerts.data ? { points: alerts.data, isWhole: false } : nothing
  }, [isPast, pastPoints, alerts.data])
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const [isDrawn, setDrawn] = useState(false)
  const [fault, setFault] = useState<'machine' | 'line' | null>(null)
  const isLost = fault === 'line'
  const [{ base, source }, setBase] = useState<{ base: BaseState; source: string | null }>({
    base: 'whole',
    source: null,
  })
  const { session } = useSession()
  const homeCode = session?.province.code ?? null
  const ready = areas.data !== undefined
  const title = t('map.canvas')
  const newest = useRef({ areas: areas.data, field, point, theme, title, homeCode, onChoose, shown, onShown, scale })
  newest.current = { areas: areas.data, field, point, theme, title, homeCode, onChoose, shown, onShown, scale }

  // Another base map is another map, of the same place.
  const baseId = shown.base
  const view = useRef<MapView>(undefined)
  useEffect(() => {
    const place = box.current
    const first = newest.current
    if (!ready || isLost || place === null || !first.areas) return
    const { theme, title, homeCode } = first
    const from = {
      areas: first.areas,
      points: pointSourcesOf(first.field, first.point),
      theme,
      title,
      homeCode,
      view: view.current ?? parseView(first.shown.at),
      hide: first.shown.hide,
      baseId,
      scale: first.scale,
    }
    let gone = false
    let opened: OpenMap | undefined
    import('./open-map.ts')
      .then(({ openMap }) =>
        openMap(place, from, {
          onChoose: (code) => newest.current.onChoose(code),
          onBase: (base, source) => setBase({ base, source }),
          onMoved: (view) => newest.current.onShown({ at: viewText(view) }),
          onGroup: ({ lon, lat }) => newest.current.onShown({ near: circleText({ lon, lat, radiusM: radii[0] }) }),
          onPress: (at) => {
            const circle = parseCircle(newest.current.shown.near)
            if (circle) newest.current.onShown({ near: circleText({ ...circle, ...at }) })
          },
          onDrawn: () => !gone && setDrawn(true),
        }),
      )
      .then((made) => {
        opened = made
        if (gone) made.close()
        else setMap(made)
      })
      .catch((error: unknown) => setFault(error instanceof Error && isPartMissing(error) ? 'line' : 'machine'))
    return () => {
      gone = true
      view.current = opened?.view() ?? view.current
      opened?.close()
      setMap(undefined)
      setDrawn(false)
    }
  }, [ready, baseId, isLost])
  // What draws it could not be fetched: it is asked for again as soon as the centre is heard.
  useEffect(() => {
    if (isLost) return watchOpenings(() => setFault(null))
  }, [isLost])
  useEffect(() => map?.hide(shown.hide), [map, shown.hide])

  useEffect(() => {
    const { field, point } = newest.current
    if (map && areas.data) map.draw(areas.data, pointSourcesOf(field, point), theme)
  }, [map, areas.data, theme])

  const points = useMemo(() => pointSourcesOf(field, point), [field, point])
  useEffect(() => map?.update(points), [map, points])
  useTileRefresh(map)

  const chosenCode = point?.code
  useEffect(() => {
    const { point } = newest.current
    if (map && chosenCode && point) map.reveal([...point.at])
  }, [map, chosenCode])

  const left = isPast ? 0 : (alerts.data?.total ?? 0) - (alerts.data?.features.length ?? 0)
  const tint = useTint(shown.layer, past?.at)
  useEffect(() => map?.shade(tint?.shade ?? null), [map, tint?.shade])
  useEffect(() => map?.circle(parseCircle(shown.near) ?? null), [map, shown.near])
  const circle = parseCircle(shown.near)
  const { picture, print } = usePrint(map)
  function toggleRadius(open: OpenMap): void {
    const [lon, lat] = point?.at ?? []
    const at = lon === undefined || lat === undefined ? open.view() : { lon, lat }
    onShown({ near: circle ? undefined : circleText({ lon: at.lon, lat: at.lat, radiusM: usualRadiusM }) })
  }
  function link(): string {
    const address = new URL(window.location.href)
    if (map) address.searchParams.set('at', viewText(map.view()))
    return address.href
  }

  const sketchView = useMemo(() => parseView(shown.at), [shown.at])
  const sketched = areas.data && alerts.data && !isDrawn && !isLost && (
    <MapSketch
      {...{ areas: areas.data, points, theme, shade: tint?.shade ?? null, label: t('map.canvas'), onChoose }}
      view={view.current ?? sketchView}
    />
  )
  // A map of another time has its own points.
  const isThere = ready && (isPast || alerts.data !== undefined)
  const missing = ready ? (isThere ? null : ('alerts' as const)) : ('areas' as const)
  const error = missing && (missing === 'areas' ? areas : alerts).error
  return (
    <section className="map-frame" aria-label={t('map.label')}>
      {sketched}
      <div className={isDrawn ? 'map' : 'map map-on-its-way'} ref={box} />
      {!isThere && !error && <Loading />}
      {missing && error && (
        <MapFault
          of={missing}
          error={error}
          onRetry={() => {
            void areas.refetch()
            void alerts.refetch()
          }}
        />
      )}
      {isLost && <EmptyState icon="map" title={t('map.notFetched')} hint={t('map.notFetchedHint')} />}
      {map && (
        <>
          <MapBar shown={shown} onShown={onShown} link={link} isPast={isPast} />
          <MapTools map={map} isRound={circle !== undefined} onRadius={() => toggleRadius(map)} onPrint={print} />
        </>
      )}
      {circle && (
        <RadiusPanel
          circle={circle}
          onChange={(next) => onShown({ near: circleText(next) })}
          onClose={() => onShown({ near: undefined })}
        />
      )}
      <MapLegend tint={tint} />
      <div className="map-paper">
        <h2>{session?.isProvinceChosen && session.province.name}</h2>
        <p>{t('mapTool.printed', { at: formatDateTime(now) })}</p>
        <img src={picture} alt="" />
      </div>
      <p className="map-foot">
        {fault === 'machine' && <span className="map-base-fault">{t('map.plain')}</span>}
        {base !== 'whole' && <span className="map-base-fault">{t(`mapBase.${base}`)}</span>}
        {left > 0 && <span className="map-base-fault">{t('mapTool.left', { n: formatNumber(left, language) })}</span>}
        <MapSource own={source} isWhole={base !== 'missing'} />
      </p>
    </section>
  )
}
