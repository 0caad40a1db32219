import type { Asset, Series } from '../../core/api/assets.ts'
import { Age } from '../kit/age.tsx'
import { formatNumber } from '../kit/format.ts'
import { Mark } from '../kit/mark.tsx'
import { useSeriesAge } from '../kit/use-age.ts'
import { useText } from '../text/use-text.ts'
import { type AlertLevel, standing } from './alert-levels.ts'
import { OriginLine } from './origin-line.tsx'
import { RiverOutlook } from './river-outlook.tsx'

/**
 * What a series says now, how old that is, where it stands among the alert levels and where it goes. Under a `name` of its own it tells no
 * severity and no owner: what it stands beside has told them.
 */
export function LastValue(props: { asset: Asset; series: Series; levels: AlertLevel[]; name?: string }) {
  const { asset, series, levels, name } = props
  const { t, language, local } = useText()
  const word = series.words?.[String(series.lastValue)]
  const silent = useSeriesAge(series).freshness === 'silent'
  const where = series.lastValue === null || levels.length === 0 ? undefined : standing(series.lastValue, levels)
  return (
    <div className={`block${silent ? ' value-silent' : ''}`}>
      <div className="value-head">
        {name && <h3>{name}</h3>}
        {!name && asset.severity && <Mark kind={asset.severity} />}
        {where && (
          <b className={!name && asset.severity ? `text-${asset.severity}` : ''}>
            {where.reached > 0 ? t('assets.above', { n: where.reached }) : t('assets.below')}
          </b>
        )}
        <span className="grow" />
        <Age series={series} />
      </div>
      <p className="big-value">
        <span>
          {series.lastValue === null
            ? t('common.empty')
            : word
              ? local(word)
              : formatNumber(series.lastValue, language)}
        </span>
        <small>{word ? '' : series.unit}</small>
        {where && <RiverOutlook asset={asset.code} series={series} next={where.next} />}
      </p>
      <OriginLine origin={series.origin} sourceAt={series.lastSourceAt} />
      {!name && <p className="quiet">{t('assetPanel.owner', { agency: asset.agency.name })}</p>}
    </div>
  )
}
