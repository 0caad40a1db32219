import { severities } from '../../core/severity.ts'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'

/** What the shapes on the map mean. Always shown. */
export function MapLegend() {
  const { t } = useText()
  return (
    <div className="map-legend">
      <h3 className="visually-hidden">{t('map.legend')}</h3>
      <ul>
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
