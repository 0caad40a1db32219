import './map-credit.css'
import { useText } from '../text/use-text.ts'

/** Below a small map, which has boundaries only: where they are from. */
export function MapCredit() {
  const { t } = useText()
  return <p className="map-credit">{t('map.attribution')}</p>
}
