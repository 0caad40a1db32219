import './asset-list.css'
import './asset-page.css'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import { type AssetKind, useAsset, useAssetActions, useAssetKinds } from '../api/assets.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatMoment } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Facts, LoadingPage, PageHead } from '../kit/panel.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { say } from '../kit/toast.tsx'
import { usePlaceText } from '../kit/use-place-text.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { AssetHistory } from './asset-history.tsx'
import { AssetLinks } from './asset-links.tsx'
import { AssetRecords } from './asset-records.tsx'
import { AssetSeries } from './asset-series.tsx'
import { AssetShape } from './asset-state.tsx'
import { DevicePart } from './device-part.tsx'
import { PlaceMap } from './place-map.tsx'
import { useAttributeText } from './use-attribute-text.tsx'

const AssetDialog = lazy(() => import('./asset-dialog.tsx').then((m) => ({ default: m.AssetDialog })))
const RetireDialog = lazy(() => import('./retire-dialog.tsx').then((m) => ({ default: m.RetireDialog })))

function AssetFacts({ asset, kind }: { asset: Asset; kind: AssetKind | undefined }) {
  const { t, local } = useText()
  const attributeText = useAttributeText()
  const attributes = Object.entries(kind?.fields ?? {}).map(
    ([key, field]) => [local(field.label), attributeText(field, asset.attributes[key]) ?? t('common.empty')] as const,
  )
  const when = formatMoment(asset.updatedAt, serverNow())
  return (
    <section className="block">
      <h2 className="asset-part">{t('asset.facts')}</h2>
      <Facts
        items={[
          [t('assets.type'), local(asset.typeName)],
          [t('assets.code'), asset.code],
          [t('asset.agency'), asset.agency.name],
          ...attributes,
          [t('asset.lastEdit'), asset.updatedBy ? t('asset.by', { time: when, name: asset.updatedBy }) : when],
        ]}
      />
    </section>
  )
}

function AssetPlace({ asset }: { asset: Asset }) {
  const { t } = useText()
  const placeText = usePlaceText()
  const { position } = asset
  return (
    <section className="block">
      <h2 className="asset-part">{t('asset.place')}</h2>
      {position === null && <p className="quiet">{placeText(asset)}</p>}
      {position && (
        <>
          <PlaceMap at={position} />
          <p className="asset-place-foot">
            <span>{placeText(asset)}</span>
            {!asset.retiredAt && (
              <Link className="link" to="/" search={{ asset: asset.code }}>
                {t('asset.onMap')}
              </Link>
            )}
          </p>
        </>
      )}
    </section>
  )
}

function Actions({ asset, kind }: { asset: Asset; kind: AssetKind | undefined }) {
  const { t } = useText()
  const { can, covers } = useSession()
  const { restore } = useAssetActions()
  const problemText = useProblemText()
  const [asking, setAsking] = useState<'edit' | 'retire'>()
  const close = () => setAsking(undefined)
  const mayEdit = can('assets.edit') && covers(asset.agency.id) && !asset.retiredAt && kind !== undefined
  useCommands(
    mayEdit
      ? [
          {
            id: 'asset.edit',
            group: 'here',
            icon: 'note',
            text: t('keys.edit'),
            keys: 'e',
            run: () => setAsking('edit'),
          },
        ]
      : [],
  )
  if (!can('assets.edit') || !covers(asset.agency.id)) return null
  const bringBack = () =>
    restore.mutate(asset, {
      onSuccess: () => say(t('asset.restoreDone', { name: asset.name })),
      onError: (error) => say(problemText(error)),
    })
  return (
    <>
      {asset.retiredAt ? (
        <Button disabled={restore.isPending} onClick={bringBack}>
          {t('asset.restore')}
        </Button>
      ) : (
        <>
          <Button onClick={() => setAsking('retire')}>{t('asset.retire')}</Button>
          {kind && (
            <Button look="primary" onClick={() => setAsking('edit')}>
              <Icon name="note" size={16} />
              {t('asset.edit')}
            </Button>
          )}
        </>
      )}
      <Suspense>
        {asking === 'edit' && kind && <AssetDialog kind={kind} asset={asset} onClose={close} onSaved={close} />}
        {asking === 'retire' && <RetireDialog asset={asset} onClose={close} />}
      </Suspense>
    </>
  )
}

function Retired({ asset }: { asset: Asset }) {
  const { t } = useText()
  if (!asset.retiredAt) return null
  const time = formatMoment(asset.retiredAt, serverNow())
  return (
    <p className="note-box asset-retired" role="note">
      <Icon name="minus" size={16} />
      <span>
        <b>{t('asset.retiredOn', { time, reason: asset.retiredReason ?? '' })}</b> {t('asset.retiredHint')}
      </span>
    </p>
  )
}

/** One device or system: its values and their course, what happened, what it hangs on, its facts, how it sends. */
export function AssetPage() {
  const { t, local } = useText()
  const { code } = useParams({ from: '/shell/thiet-bi/$code' })
  const { data: asset, error, refetch } = useAsset(code)
  const kinds = useAssetKinds()
  useTitle(asset?.name ?? t('alert.asset'))
  if (error && !asset) return <ErrorBox whole error={error} onRetry={() => void refetch()} />
  if (!asset) return <LoadingPage title={t('asset.title')} />
  const kind = kinds.data?.find(({ type }) => type === asset.type)
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <Link className="link" to="/thiet-bi">
              {t('asset.title')}
            </Link>
            <Icon name="right" size={12} />
            {asset.module ? (
              <Link className="link" to="/thiet-bi/$module/$type" params={{ module: asset.module, type: asset.type }}>
                {local(asset.typeName)}
              </Link>
            ) : (
              local(asset.typeName)
            )}
            <Icon name="right" size={12} />
            <span>{asset.code}</span>
          </>
        }
        title={
          <span className="asset-head">
            <AssetShape asset={asset} />
            {asset.name}
          </span>
        }
        actions={<Actions asset={asset} kind={kind} />}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <Retired asset={asset} />
        <div className="asset-body">
          <div className="asset-main">
            <AssetSeries asset={asset} />
            <AssetHistory code={asset.code} />
            <AssetRecords code={asset.code} />
            <AssetLinks asset={asset} />
          </div>
          <div className="asset-aside">
            <AssetPlace asset={asset} />
            <AssetFacts asset={asset} kind={kind} />
            {kind && <DevicePart asset={asset} isFetched={kind.fetched} />}
          </div>
        </div>
      </div>
    </div>
  )
}
