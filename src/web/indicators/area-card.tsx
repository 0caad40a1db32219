import type { AreasGeoJson } from '../../core/api/geojson.ts'
import type { IndicatorAreas, IndicatorInfo } from '../../core/api/indicators.ts'
import { useIndicatorAreas } from '../api/indicators.ts'
import { useAreas } from '../api/situation.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber, formatShare } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'
import { AreaMap } from './area-map.tsx'
import { shareLimits } from './share-classes.ts'

function Legend({ limits }: { limits: readonly number[] }) {
  const { t, language } = useText()
  return (
    <ol className="area-ramp">
      {['', ...limits].map((limit, rank) => (
        <li key={limit}>
          <i style={{ background: `var(--r${rank})` }} />
          {limit === ''
            ? t('areaMap.below', { value: formatShare(limits[0] ?? 0, language) })
            : formatNumber(Number(limit) * 100, language)}
        </li>
      ))}
    </ol>
  )
}

function Body(props: { areas: AreasGeoJson; split: IndicatorAreas; onOpen: (area: string) => void }) {
  const { t, language } = useText()
  const { areas, split, onOpen } = props
  const shares = new Map(
    split.areas.flatMap(({ code, figure }) => (figure.value === null ? [] : [[code, figure.value]])),
  )
  const limits = shareLimits([...shares.values()])
  const inProvince = areas.features.filter(({ properties }) => shares.has(properties.code)).length
  const figures = new Map(split.areas.map(({ code, figure }) => [code, figure]))
  if (split.areas.length === 0) return <p className="area-words">{t('areaMap.none')}</p>
  return (
    <>
      <AreaMap areas={areas} figures={figures} limits={limits} onOpen={onOpen} />
      <div className="area-words">
        <Legend limits={limits} />
        <p>
          {t('areaMap.known', { n: inProvince, of: areas.features.length })}{' '}
          <span className="nowrap">
            <i className="area-hatch" /> {t('areaMap.hatch')}
          </span>
        </p>
        {split.unplaced.fired > 0 && (
          <p>
            <button type="button" className="figure" onClick={() => onOpen('none')}>
              {t('areaMap.unplaced', { n: formatNumber(split.unplaced.fired, language) })}
            </button>
          </p>
        )}
      </div>
    </>
  )
}

/** An indicator by commune; each commune opens its rows. */
export function AreaCard(props: { indicator: IndicatorInfo; period: string; onOpen: (area: string) => void }) {
  const { t, local } = useText()
  const { indicator, period, onOpen } = props
  const areas = useAreas()
  const split = useIndicatorAreas(indicator.key, period)
  const error = areas.error ?? split.error
  const retry = () => void Promise.all([areas.refetch(), split.refetch()])
  return (
    <section className="card area-card" aria-label={t('areaMap.title', { name: local(indicator.name) })}>
      <h2>{t('areaMap.title', { name: local(indicator.name) })}</h2>
      {areas.data && split.data ? (
        <Body areas={areas.data} split={split.data} onOpen={onOpen} />
      ) : error ? (
        <ErrorBox error={error} onRetry={retry} />
      ) : (
        <Loading rows={4} />
      )}
    </section>
  )
}
