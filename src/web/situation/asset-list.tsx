import { Link } from '@tanstack/react-router'
import type { Asset } from '../../core/api/assets.ts'
import { useAssets } from '../api/assets.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'

function State({ asset }: { asset: Asset }) {
  const { t } = useText()
  if (asset.severity !== null) return t(`severity.${asset.severity}`)
  if (asset.silent) return t('severity.mute')
  const isUnheard = asset.series.every(({ lastReceivedAt }) => lastReceivedAt === null)
  return isUnheard && asset.series.length > 0 ? t('age.never') : t('severity.none')
}

function Shape({ asset }: { asset: Asset }) {
  if (asset.severity !== null) return <Mark kind={asset.severity} held={asset.taken} label={false} />
  return asset.silent ? <Mark kind="mute" label={false} /> : <span className="asset-dot" />
}

/** Everything in the field as a list, worst first, with a place on the map or without: for keyboard and screen reader, too. */
export function AssetList({ onChoose }: { onChoose: (code: string) => void }) {
  const { t } = useText()
  const { list, items } = useAssets({ sort: 'worst' })
  return (
    <SidePanel label={t('assets.label')} title={t('assets.title')}>
      {list.isPending && <Loading />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
      {items?.length === 0 && (
        <EmptyState
          icon="pin"
          title={t('map.empty')}
          hint={t('map.emptyHint')}
          action={
            <Link to="/thiet-bi" className="btn btn-plain">
              {t('map.toDevices')}
            </Link>
          }
        />
      )}
      <ul className="asset-list">
        {items?.map((asset) => (
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
      {list.hasNextPage && (
        <div className="foot">
          <Button onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
        </div>
      )}
    </SidePanel>
  )
}
