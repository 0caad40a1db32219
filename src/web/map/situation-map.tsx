import './map.css'
import { useEffect, useRef, useState } from 'react'
import { useLiveState } from '../api/live.ts'
import { useSession } from '../api/session.ts'
import { useAreas, useAssetPoints } from '../api/situation.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { useTheme } from '../kit/theme.ts'
import { useText } from '../text/use-text.ts'
import { MapLegend } from './map-legend.tsx'
import type { BaseState, OpenMap } from './open-map.ts'
import { pointSourcesOf } from './point-sources.ts'

function MapTools({ map }: { map: OpenMap }) {
  const { t } = useText()
  return (
    <div className="map-tools">
      <button type="button" className="icon-button" aria-label={t('map.zoomIn')} onClick={() => map.zoom(1)}>
        <Icon name="plus" />
      </button>
      <button type="button" className="icon-button" aria-label={t('map.zoomOut')} onClick={() => map.zoom(-1)}>
        <Icon name="minus" />
      </button>
      <button type="button" className="icon-button" aria-label={t('map.reset')} onClick={map.showAll}>
        <Icon name="whole" />
      </button>
    </div>
  )
}

/** The map of the province: communes and their names, assets by their worst alert. `chosen` is an asset's code. */
export function SituationMap({ chosen, onChoose }: { chosen: string | undefined; onChoose: (code: string) => void }) {
  const { t } = useText()
  const theme = useTheme()
  const live = useLiveState()
  const areas = useAreas()
  const assets = useAssetPoints()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const [failed, setFailed] = useState(false)
  const [base, setBase] = useState<BaseState>('whole')
  const { session } = useSession()
  const homeCode = session?.province.code ?? null
  const ready = areas.data !== undefined && assets.data !== undefined
  const newest = useRef({ areas: areas.data, assets: assets.data, chosen, theme, homeCode, onChoose })
  newest.current = { areas: areas.data, assets: assets.data, chosen, theme, homeCode, onChoose }

  useEffect(() => {
    const place = box.current
    const first = newest.current
    if (!ready || place === null || !first.areas || !first.assets) return
    const { theme, homeCode } = first
    const from = { areas: first.areas, points: pointSourcesOf(first.assets, first.chosen), theme, homeCode }
    let gone = false
    let opened: OpenMap | undefined
    import('./open-map.ts')
      .then(({ openMap }) =>
        openMap(place, from, { onChoose: (code) => newest.current.onChoose(code), onBase: setBase }),
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
      {map && <MapTools map={map} />}
      <MapLegend />
      <p className="map-foot">
        {live.status !== 'cut' && live.status !== 'stalled' && (
          <span className="map-live">
            <i />
            {t('live.on')}
          </span>
        )}
        {base !== 'whole' && <span className="map-base-fault">{t(`mapBase.${base}`)}</span>}
        <span>{t(base === 'missing' ? 'map.attribution' : 'mapBase.attribution')}</span>
      </p>
    </section>
  )
}
