import './assets.css'
import { Link } from '@tanstack/react-router'
import { type AssetKind, useAssetKinds } from '../api/assets.ts'
import { useSession } from '../api/session.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'

/** One kind of asset: how many, and what of them wants looking at; each figure opens its rows. */
function Kind({ kind }: { kind: AssetKind }) {
  const { t, language, local } = useText()
  const { total, alert, silent, never } = kind.counts
  const params = { module: kind.module.id, type: kind.type }
  const to = '/thiet-bi/$module/$type'
  const figure = (n: number) => formatNumber(n, language)
  return (
    <li>
      <Link to={to} params={params} className="asset-kind-name">
        {local(kind.plural)}
      </Link>
      <span className="asset-kind-total">{t('asset.total', { n: figure(total) })}</span>
      {total > 0 && (
        <span className="asset-kind-states">
          {alert > 0 && (
            <Link to={to} params={params} search={{ state: 'alert' }} className="asset-figure asset-figure-alert">
              <Icon name="warn" size={14} />
              {t('asset.nAlert', { n: figure(alert) })}
            </Link>
          )}
          {silent > 0 && (
            <Link to={to} params={params} search={{ state: 'silent' }} className="asset-figure">
              <Mark kind="mute" size={14} label={false} />
              {t('asset.nSilent', { n: figure(silent) })}
            </Link>
          )}
          {never > 0 && (
            <Link to={to} params={params} search={{ state: 'never' }} className="asset-figure asset-figure-quiet">
              {t('asset.nNever', { n: figure(never) })}
            </Link>
          )}
          {alert + silent + never === 0 && <span className="quiet">{t('asset.quiet')}</span>}
        </span>
      )}
    </li>
  )
}

/** Every kind of device and system by field of work, with how many there are and how they stand. */
export function AssetsPage() {
  const { t, local } = useText()
  const { can } = useSession()
  const { data: kinds, error, isPending, refetch } = useAssetKinds()
  useTitle(t('asset.title'))
  const modules = [...Map.groupBy(kinds ?? [], (kind) => kind.module.id).values()]
  return (
    <div className="page">
      <PageHead
        title={t('asset.title')}
        crumb={<span>{t('asset.lead')}</span>}
        actions={
          can('connectors.read') && (
            <Link to="/ket-noi" className="btn btn-plain">
              <Icon name="link" size={16} />
              {t('asset.connections')}
            </Link>
          )
        }
      />
      <div className="scroll">
        {isPending && <Loading rows={6} />}
        {error && !kinds && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {kinds?.length === 0 && <EmptyState icon="device" title={t('asset.none')} hint={t('asset.noneHint')} />}
        <div className="asset-modules">
          {modules.map((own) => (
            <section key={own[0]?.module.id} className="card asset-module">
              <h2>{own[0] && local(own[0].module.name)}</h2>
              <ul>
                {own.map((kind) => (
                  <Kind key={kind.type} kind={kind} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}
