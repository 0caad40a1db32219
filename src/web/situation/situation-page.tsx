import './situation.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect } from 'react'
import { useAlert } from '../api/alerts.ts'
import { Inbox } from '../inbox/inbox.tsx'
import { Loading } from '../kit/loading.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { AssetList } from './asset-list.tsx'
import { SummaryStrip } from './summary-strip.tsx'

// The map and the panels come after the strip and the inbox: those answer first.
const SituationMap = lazy(() => import('../map/situation-map.tsx').then((m) => ({ default: m.SituationMap })))
const AssetPanel = lazy(() => import('./asset-panel.tsx').then((m) => ({ default: m.AssetPanel })))
const AlertPanel = lazy(() => import('./alert-panel.tsx').then((m) => ({ default: m.AlertPanel })))

/** The first screen: what is wrong, who has it, where it is. `?alert=` and `?asset=` open the panel at the
 * right, `?rule=` leaves the inbox the alerts of one rule. */
export function SituationPage() {
  const { t } = useText()
  useTitle(t('nav.situation'))
  const { alert, asset, rule } = useSearch({ from: '/shell/' })
  const { data: chosenAlert } = useAlert(alert)
  const navigate = useNavigate({ from: '/' })
  const openAlert = useCallback(
    (chosen: { id: string }) => void navigate({ search: { rule, alert: chosen.id } }),
    [navigate, rule],
  )
  const openAsset = useCallback((code: string) => void navigate({ search: { rule, asset: code } }), [navigate, rule])
  const close = useCallback(() => void navigate({ search: { rule } }), [navigate, rule])
  const showAll = useCallback(() => void navigate({ search: { alert, asset } }), [navigate, alert, asset])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role="dialog"]')) close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [close])

  return (
    <div className="situation">
      <h1 className="visually-hidden">{t('nav.situation')}</h1>
      <SummaryStrip />
      <Inbox chosen={alert} rule={rule} onOpen={openAlert} onAll={showAll} />
      <Suspense fallback={<div className="map-frame" />}>
        <SituationMap chosen={alert ? chosenAlert?.asset.code : asset} onChoose={openAsset} />
      </Suspense>
      <Suspense fallback={<Loading />}>
        {alert ? (
          <AlertPanel key={alert} id={alert} onClose={close} onAsset={openAsset} />
        ) : asset ? (
          <AssetPanel key={asset} code={asset} onClose={close} onAlert={openAlert} />
        ) : (
          <AssetList onChoose={openAsset} />
        )}
      </Suspense>
    </div>
  )
}
