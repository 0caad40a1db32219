import { useEffect, useRef, useState } from 'react'
import { useAreas } from '../api/situation.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { Loading } from '../kit/loading.tsx'
import { useTheme } from '../kit/theme.ts'
import { MapCredit } from '../map/map-credit.tsx'
import { useText } from '../text/use-text.ts'
import type { PlaceMap as OpenMap } from './open-place-map.ts'

type At = readonly [lon: number, lat: number]

/** A small map with the mark of one place. With `onPick` it is also where the place is chosen; the field beside it takes typing. */
export function PlaceMap({ at, onPick }: { at: At | null; onPick?: (at: At) => void }) {
  const { t } = useText()
  const theme = useTheme()
  const areas = useAreas()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const [failed, setFailed] = useState(false)
  const [isDrawn, setDrawn] = useState(false)
  const title = t(onPick ? 'asset.form.map' : 'asset.map')
  const newest = useRef({ at, onPick, theme, title })
  newest.current = { at, onPick, theme, title }
  const picks = onPick !== undefined
  useEffect(() => {
    const place = box.current
    if (!areas.data || place === null) return
    const first = { areas: areas.data, at: newest.current.at, theme: newest.current.theme, title: newest.current.title }
    let gone = false
    let opened: OpenMap | undefined
    import('./open-place-map.ts')
      .then(({ openPlaceMap }) =>
        openPlaceMap(place, first, picks ? (picked) => newest.current.onPick?.(picked) : undefined),
      )
      .then((made) => {
        opened = made
        if (gone) made.close()
        else {
          setMap(made)
          made.onDrawn(() => setDrawn(true))
        }
      })
      .catch(() => setFailed(true))
    return () => {
      gone = true
      opened?.close()
      setMap(undefined)
    }
  }, [areas.data, picks])
  const drawn = useRef(theme)
  useEffect(() => {
    if (map && drawn.current !== theme) map.draw(theme)
    drawn.current = theme
  }, [map, theme])
  const [lon, lat] = at ?? [null, null]
  useEffect(() => map?.put(lon === null || lat === null ? null : [lon, lat]), [map, lon, lat])
  if (failed) return <EmptyState icon="map" title={t('map.failed')} hint={t('map.failedHint')} />
  return (
    <>
      <div className="place-map-frame">
        <div className="place-map" ref={box} />
        {!isDrawn && <Loading rows={0} />}
      </div>
      <MapCredit />
    </>
  )
}
