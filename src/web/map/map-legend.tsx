import { severities } from '../../core/severity.ts'
import { formatNumber } from '../kit/format.ts'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'
import type { Tint } from './use-tint.ts'

/** What the tints of the communes mean: of what, of when, classes, and the hatch. */
function Ramp({ tint }: { tint: Tint }) {
  const { language } = useText()
  const { limits } = tint.shade
  return (
    <div className="map-ramp">
      <h4>{tint.title}</h4>
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
      {tint.note && <p>{tint.note}</p>}
      <p>
        <i className="map-hatch" />
        {tint.unknown}
      </p>
    </div>
  )
}

/** What the shapes on the map mean, and the tints where there are any. Always shown. */
export function MapLegend({ tint }: { tint: Tint | undefined }) {
  const { t } = useText()
  return (
    <div className="map-legend">
      <h3 className="visually-hidden">{t('map.legend')}</h3>
      {tint && <Ramp tint={tint} />}
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
