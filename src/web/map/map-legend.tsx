import type { AreaCounts } from '../../core/api/situation.ts'
import { severities } from '../../core/severity.ts'
import { formatMoment, formatNumber } from '../kit/format.ts'
import { Mark } from '../kit/mark.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'
import { shadeOf } from './area-classes.ts'

/** What the tints of the communes mean: unit, moment, classes, and the hatch. */
function Ramp({ counts }: { counts: AreaCounts }) {
  const { t, language } = useText()
  const { limits } = shadeOf(counts)
  return (
    <div className="map-ramp">
      <h4>{t('mapTool.ramp', { at: formatMoment(counts.at, serverNow()) })}</h4>
      <ol className="map-ramp-steps">
        {[0, ...limits].map((limit, rank) => (
          <li key={limit}>
            <i
              className={`map-ramp-tint${rank === limits.length ? ' is-last' : ''}`}
              style={{ background: `var(--r${rank})` }}
            />
            {`${formatNumber(limit, language)}${rank === limits.length ? '+' : ''}`}
          </li>
        ))}
      </ol>
      <p>
        <i className="map-hatch" />
        {t('mapTool.unknown')}
      </p>
    </div>
  )
}

/** What the shapes on the map mean, and the tints where there are any. Always shown. */
export function MapLegend({ counts }: { counts: AreaCounts | undefined }) {
  const { t } = useText()
  return (
    <div className="map-legend">
      <h3 className="visually-hidden">{t('map.legend')}</h3>
      {counts && <Ramp counts={counts} />}
      <ul className="map-marks">
        {severities.map((severity) => (
          <li key={severity}>
            <Mark kind={severity} size={14} label={false} />
            {t(`severity.${severity}`)}
          </li>
        ))}
        <li>
          <Mark kind="mute" size={14} label={false} />
          {t('severity.mute')}
        </li>
        <li>
          <span className="map-calm" />
          {t('map.normal')}
        </li>
        <li className="map-legend-wide">
          <Mark kind="major" held size={14} label={false} />
          {t('map.held')}
        </li>
      </ul>
    </div>
  )
}
