import './map.css'
import { useEffect, useRef, useState } from 'react'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { useSession } from '../api/session.ts'
import { useAreaCounts, useAreas, useAssetPoints } from '../api/situation.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useTheme } from '../kit/theme.ts'
import { useNow } from '../kit/use-now.ts'
import { useText } from '../text/use-text.ts'
import { shadeOf } from './area-classes.ts'
import { MapBar } from './map-bar.tsx'
import { MapLegend } from './map-legend.tsx'
import { MapTools } from './map-tools.tsx'
import { circleText, parseCircle, parseView, usualRadiusM, viewText } from './map-view.ts'
import type { BaseState, OpenMap } from './open-map.ts'
import { pointSourcesOf } from './point-sources.ts'
import { RadiusPanel } from './radius-panel.tsx'
import { usePrint } from './use-print.ts'

/** What the page's address says about the map. */
export interface Shown {
  at?: string | undefined
  layer?: 'alerts' | undefined
  near?: string | undefined
}

const noPoints: AssetsGeoJson = { type: 'FeatureCollection', features: [] }

/**
 * The map of the province: communes and their names, assets by their worst alert. `chosen` is an asset's code. With `past` it shows these
 * points instead of those of the present; they may still be on their way.
 */
export function SituationMap(props: {
  chosen: string | undefined
  onChoose: (code: string) => void
  shown: Shown
  onShown: (change: Shown) => void
  past?: { points: AssetsGeoJson | undefined } | undefined
  /** How much larger than at a desk the page shows it: drawn so much sharper. */
  scale?: number
}) {
  const { chosen, onChoose, shown, onShown, past, scale = 1 } = props
  const { t } = useText()
  const theme = useTheme()
  const now = useNow(60)
  const areas = useAreas()
  const present = useAssetPoints()
  const assets = past ? { ...present, data: past.points ?? noPoints } : present
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const [failed, setFailed] = useState(false)
  const [{ base, source }, setBase] = useState<{ base: BaseState; source: string | null }>({
    base: 'whole',
    source: null,
  })
  const { session } = useSession()
  const homeCode = session?.province.code ?? null
  const ready = areas.data !== undefined && assets.data !== undefined
  const newest = useRef({
    areas: areas.data,
    assets: assets.data,
    chosen,
    theme,
    homeCode,
    onChoose,
    shown,
    onShown,
    scale,
  })
  newest.current = { areas: areas.data, assets: assets.data, chosen, theme, homeCode, onChoose, shown, onShown, scale }

  useEffect(() => {
    const place = box.current
    const first = newest.current
    if (!ready || place === null || !first.areas || !first.assets) return
    const { theme, homeCode } = first
    const from = {
      areas: first.areas,
      points: pointSourcesOf(first.assets, first.chosen),
      theme,
      homeCode,
      view: parseView(first.shown.at),
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
          onPress: (at) => {
            const circle = parseCircle(newest.current.shown.near)
            if (circle) newest.current.onShown({ near: circleText({ ...circle, ...at }) })
          },
        }),
      )
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
  }, [ready])

  useEffect(() => {
    if (map && areas.data && newest.current.assets) {
      map.draw(areas.data, pointSourcesOf(newest.current.assets, newest.current.chosen), theme)
    }
  }, [map, areas.data, theme])

  useEffect(() => {
    if (map && assets.data) map.update(pointSourcesOf(assets.data, chosen))
  }, [map, assets.data, chosen])

  useEffect(() => {
    const at = newest.current.assets?.features.find((point) => point.properties.code === chosen)?.geometry.coordinates
    if (map && at) map.reveal([at[0] ?? 0, at[1] ?? 0])
  }, [map, chosen])

  // How many alerts were open in each commune is not kept.
  const isTinted = shown.layer === 'alerts' && past === undefined
  const counts = useAreaCounts(isTinted).data
  const tinted = isTinted ? counts : undefined
  useEffect(() => map?.shade(tinted ? shadeOf(tinted) : null), [map, tinted])
  useEffect(() => map?.circle(parseCircle(shown.near) ?? null), [map, shown.near])
  const circle = parseCircle(shown.near)
  const { picture, print } = usePrint(map)
  function toggleRadius(open: OpenMap): void {
    const point = newest.current.assets?.features.find(({ properties }) => properties.code === chosen)
    const [lon, lat] = point?.geometry.coordinates ?? []
    const at = lon === undefined || lat === undefined ? open.view() : { lon, lat }
    onShown({ near: circle ? undefined : circleText({ lon: at.lon, lat: at.lat, radiusM: usualRadiusM }) })
  }
  function link(): string {
    const address = new URL(window.location.href)
    if (map) address.searchParams.set('at', viewText(map.view()))
    return address.href
  }

  const error = areas.error ?? assets.error
  return (
    <section className="map-frame" aria-label={t('map.label')}>
      <div className="map" ref={box} />
      {!ready && !error && <Loading />}
      {error && !ready && (
        <ErrorBox
          error={error}
          onRetry={() => {
            void areas.refetch()
            void assets.refetch()
          }}
        />
      )}
      {failed && <EmptyState icon="map" title={t('map.failed')} hint={t('map.failedHint')} />}
      {map && (
        <>
          <MapBar
            isTinted={isTinted}
            onLayer={past ? undefined : () => onShown({ layer: shown.layer ? undefined : 'alerts' })}
            link={link}
          />
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
      <MapLegend counts={tinted} />
      <div className="map-paper">
        <h2>{session?.province.name}</h2>
        <p>{t('mapTool.printed', { at: formatDateTime(now) })}</p>
        <img src={picture} alt="" />
      </div>
      <p className="map-foot">
        {base !== 'whole' && <span className="map-base-fault">{t(`mapBase.${base}`)}</span>}
        <span>
          {[source, t(base === 'missing' ? 'map.attribution' : 'mapBase.attribution')].filter(Boolean).join(' · ')}
        </span>
      </p>
    </section>
  )
}
