import type { Alert } from '../../core/api/alerts.ts'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { severities } from '../../core/severity.ts'
import { usePastPoints } from '../api/past.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'
import { PastAlertPanel } from './past-alert-panel.tsx'
import { PastAssetPanel } from './past-asset-panel.tsx'
import { PastFault } from './past-fault.tsx'

const mostListed = 200

/** What had something wrong at that time, worst first: for keyboard and screen reader, too. */
function PastList(props: { at: string; points: AssetsGeoJson | undefined; onAsset: (code: string) => void }) {
  const { at, points, onAsset } = props
  const { error, refetch } = usePastPoints(at)
  const { t, language } = useText()
  const rank = (severity: Alert['severity'] | null) =>
    severity === null ? severities.length : severities.indexOf(severity)
  const loud = points?.features
    .map(({ properties }) => properties)
    .filter(({ severity, silent }) => severity !== null || silent)
    .toSorted((a, b) => rank(a.severity) - rank(b.severity) || a.name.localeCompare(b.name, 'vi'))
  return (
    <SidePanel label={t('past.assets')} title={t('past.assets')}>
      {!loud && !error && <Loading />}
      {!loud && error && <PastFault error={error} onRetry={() => void refetch()} />}
      {loud?.length === 0 && <EmptyState icon="minus" title={t('past.noLoud')} />}
      <ul className="asset-list">
        {loud?.slice(0, mostListed).map((asset) => (
          <li key={asset.code}>
            <button type="button" onClick={() => onAsset(asset.code)}>
              <Mark kind={asset.severity ?? 'mute'} held={asset.taken} label={false} />
              <span>{asset.name}</span>
              <span className="asset-state">{t(`severity.${asset.severity ?? 'mute'}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {loud && loud.length > mostListed && (
        <p className="foot quiet">{t('past.moreLoud', { n: formatNumber(loud.length - mostListed, language) })}</p>
      )}
    </SidePanel>
  )
}

/** The panel at the right while looking back: what is chosen as it was at `at` (ISO), else what had something wrong. Nothing can be done here. */
export function PastPanel(props: {
  at: string
  alert: string | undefined
  asset: string | undefined
  points: AssetsGeoJson | undefined
  onClose: () => void
  onAsset: (code: string) => void
  onAlert: (alert: Pick<Alert, 'id'>) => void
}) {
  const { at, alert, asset, points, onClose, onAsset, onAlert } = props
  if (alert) return <PastAlertPanel id={alert} at={at} onClose={onClose} onAsset={onAsset} />
  if (asset) return <PastAssetPanel code={asset} at={at} onClose={onClose} onAlert={onAlert} />
  return <PastList at={at} points={points} onAsset={onAsset} />
}
