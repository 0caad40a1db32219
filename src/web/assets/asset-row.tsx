import { Link } from '@tanstack/react-router'
import type { Asset, Series } from '../../core/api/assets.ts'
import type { FormField } from '../../core/form-field.ts'
import type { AssetKind } from '../api/assets.ts'
import { Age } from '../kit/age.tsx'
import { useSeriesAge } from '../kit/use-age.ts'
import { usePlaceText } from '../kit/use-place-text.ts'
import { useText } from '../text/use-text.ts'
import { AssetShape } from './asset-state.tsx'
import { useAttributeText } from './use-attribute-text.tsx'
import { useValueWords } from './use-value-words.ts'

const receivedMs = (series: Series | undefined) =>
  series?.lastReceivedAt ? Date.parse(series.lastReceivedAt) : Number.NEGATIVE_INFINITY

/** The series that was heard last: its age stands for the row. */
export const newestOf = ({ series }: Asset): Series | undefined =>
  series.reduce<Series | undefined>((best, each) => (receivedMs(each) > receivedMs(best) ? each : best), series[0])

const none = { lastReceivedAt: null, cadenceS: 60, sporadic: true }

/** A last value; it says its own age where that is another than the row's. */
function Value({ series, newest }: { series: Series | undefined; newest: Series | undefined }) {
  const { t } = useText()
  const say = useValueWords()
  const age = useSeriesAge(series ?? none)
  if (!series || series.lastValue === null) return <span className="asset-none">{t('common.empty')}</span>
  const isOlder = receivedMs(newest) - receivedMs(series) > series.cadenceS * 1_000
  const isBad = series.words !== null && series.lastValue === 0
  return (
    <>
      <span
        className={`asset-value${age.freshness === 'silent' ? ' asset-value-old' : ''}${isBad ? ' asset-value-bad' : ''}`}
      >
        {say(series, series.lastValue)}
      </span>
      {isOlder && <small className={`age-${age.freshness}`}>{age.words}</small>}
    </>
  )
}

/** One asset as a row of its type's list; a card on a phone. */
export function AssetRow({ asset, kind, listed }: { asset: Asset; kind: AssetKind; listed: [string, FormField][] }) {
  const { t, local } = useText()
  const attributeText = useAttributeText()
  const placeText = usePlaceText()
  const newest = newestOf(asset)
  return (
    <tr>
      <td className="wide asset-cell-name">
        <span className="asset-name">
          <AssetShape asset={asset} />
          <span>
            <Link className="link" to="/thiet-bi/$code" params={{ code: asset.code }}>
              {asset.name}
            </Link>
            <small>{asset.code}</small>
          </span>
        </span>
      </td>
      <td className="asset-cell-agency">
        {asset.agency.name}
        <small>{placeText(asset)}</small>
      </td>
      <td className="asset-cell-age">{newest && <Age series={newest} />}</td>
      {listed.map(([key, field]) => (
        <td key={key} data-label={local(field.label)}>
          {attributeText(field, asset.attributes[key]) ?? <span className="asset-none">{t('common.empty')}</span>}
        </td>
      ))}
      {kind.series.map(({ key, name }) => (
        <td key={key} className="num" data-label={local(name)}>
          <Value series={asset.series.find((each) => each.key === key)} newest={newest} />
        </td>
      ))}
      <td className="num" data-label={t('asset.col.alerts')}>
        {asset.openAlerts > 0 ? (
          <Link className="link" to="/thiet-bi/$code" params={{ code: asset.code }} hash="alerts">
            {asset.openAlerts}
          </Link>
        ) : (
          <span className="asset-none">{t('common.empty')}</span>
        )}
      </td>
    </tr>
  )
}
