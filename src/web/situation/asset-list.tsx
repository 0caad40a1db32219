import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { severities } from '../../core/severity.ts'
import { useAssetPoints } from '../api/situation.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'

type AssetPoint = AssetsGeoJson['features'][number]['properties']

function rank({ severity, silent, taken }: AssetPoint): number {
  // Within a severity, what nobody has comes first.
  if (severity !== null) return severities.indexOf(severity) + (taken ? 0.5 : 0)
  return silent ? severities.length : severities.length + 1
}

function State({ asset }: { asset: AssetPoint }) {
  const { t } = useText()
  if (asset.severity !== null) return t(`severity.${asset.severity}`)
  return asset.silent ? t('severity.mute') : t('severity.none')
}

function Shape({ asset }: { asset: AssetPoint }) {
  if (asset.severity !== null) return <Mark kind={asset.severity} held={asset.taken} label={false} />
  return asset.silent ? <Mark kind="mute" label={false} /> : <span className="asset-dot" />
}

/** Everything on the map as a list, worst first: what the map shows, for keyboard and screen reader. */
export function AssetList({ onChoose }: { onChoose: (code: string) => void }) {
  const { t } = useText()
  const { data, error, isPending, refetch } = useAssetPoints()
  const assets = data?.features.map((feature) => feature.properties) ?? []
  const ordered = [...assets].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'vi'))
  return (
    <SidePanel label={t('assets.label')} title={t('assets.title')}>
      {isPending && <Loading />}
      {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
      {data && assets.length === 0 && <EmptyState icon="pin" title={t('map.empty')} hint={t('map.emptyHint')} />}
      <ul className="asset-list">
        {ordered.map((asset) => (
          <li key={asset.code}>
            <button type="button" onClick={() => onChoose(asset.code)}>
              <Shape asset={asset} />
              <span>{asset.name}</span>
              <span className="asset-state">
                <State asset={asset} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </SidePanel>
  )
}
