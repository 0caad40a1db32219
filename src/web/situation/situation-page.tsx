import './situation.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect } from 'react'
import { useAlert } from '../api/alerts.ts'
import { usePastPoints } from '../api/past.ts'
import { useSummary } from '../api/situation.ts'
import { Inbox, type InboxView } from '../inbox/inbox.tsx'
import { Loading } from '../kit/loading.tsx'
import type { Shown } from '../map/situation-map.tsx'
import { useLookBack } from '../past/use-look-back.ts'
import { situationSearch } from '../search.ts'
import { useFetchAhead } from '../shell/use-fetch-ahead.ts'
import { useTitle } from '../shell/use-title.ts'
import { withLateTexts } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'
import { AssetList } from './asset-list.tsx'
import { SummaryStrip } from './summary-strip.tsx'
import { useSituationKeys } from './use-situation-keys.ts'

// The map and the panels come after the strip and the inbox: those answer first.
const SituationMap = lazy(() => import('../map/situation-map.tsx').then((m) => ({ default: m.SituationMap })))
const AssetPanel = lazy(() => import('./asset-panel.tsx').then((m) => ({ default: m.AssetPanel })))
const fetchArrivalNotice = () => import('./arrival-notice.tsx')
const ArrivalNotice = lazy(() => fetchArrivalNotice().then((m) => ({ default: m.ArrivalNotice })))
const HandoverNotice = lazy(() =>
  withLateTexts(import('./handover-notice.tsx')).then((m) => ({ default: m.HandoverNotice })),
)
const TimeStrip = lazy(() => import('../past/time-strip.tsx').then((m) => ({ default: m.TimeStrip })))
const PastBand = lazy(() => import('../past/past-band.tsx').then((m) => ({ default: m.PastBand })))
const PastInbox = lazy(() => import('../past/past-inbox.tsx').then((m) => ({ default: m.PastInbox })))
const PastPanel = lazy(() => import('../past/past-panel.tsx').then((m) => ({ default: m.PastPanel })))
const AlertPanel = lazy(() => import('./alert-panel.tsx').then((m) => ({ default: m.AlertPanel })))

/** The first screen: what is wrong, who has it, where it is. `?alert=` and `?asset=` open the panel at the
 * right, `?rule=` leaves the inbox the alerts of one rule. */
export function SituationPage() {
  const { t } = useText()
  useTitle(t('nav.situation'))
  const { alert, asset, rule, at, layer, near, hide, base, order, severity, area, agency, module } = useSearch({
    from: '/shell/',
  })
  const { data: chosenAlert } = useAlert(alert)
  const navigate = useNavigate({ from: '/' })
  // What the map shows stays as it is, whatever is opened beside it.
  const choose = useCallback(
    (chosen: { alert?: string; asset?: string }) =>
      void navigate({
        search: (shown) => {
          const { alert: _, asset: __, ...rest } = situationSearch(shown)
          return { ...rest, ...chosen }
        },
      }),
    [navigate],
  )
  const openAlert = useCallback((chosen: { id: string }) => choose({ alert: chosen.id }), [choose])
  const openAsset = useCallback((code: string) => choose({ asset: code }), [choose])
  const close = useCallback(() => choose({}), [choose])
  const narrow = useCallback(
    (change: InboxView) =>
      void navigate({ search: (shown) => ({ ...shown, ...change }), replace: true, resetScroll: false }),
    [navigate],
  )
  const showAll = useCallback(() => void navigate({ search: (shown) => ({ ...shown, rule: undefined }) }), [navigate])
  const { sources, handovers = [] } = useSummary().data ?? {}
  const { at: time, look } = useLookBack()
  const toPresent = useCallback(() => look(null), [look])
  const { data: pastPoints } = usePastPoints(time)
  const onShown = useCallback(
    (change: Shown) =>
      void navigate({ search: (shown) => ({ ...shown, ...change }), replace: true, resetScroll: false }),
    [navigate],
  )

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A dialog that this very key closed may be gone by now; where it was pressed tells.
      const ofDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null
      if (event.key !== 'Escape' || event.defaultPrevented || ofDialog) return
      if (!document.querySelector('[role="dialog"]')) close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [close])

  useSituationKeys()
  useFetchAhead(fetchArrivalNotice)

  return (
    <div className={time ? 'situation situation-past' : 'situation'}>
      <h1 className="visually-hidden">{t('nav.situation')}</h1>
      {!time && sources && sources.total > 0 && sources.arriving === 0 && (
        <Suspense>
          <ArrivalNotice sources={sources} />
        </Suspense>
      )}
      {time && (
        <Suspense>
          <PastBand at={time} onBack={toPresent} />
        </Suspense>
      )}
      {!time && handovers.length > 0 && (
        <Suspense>
          <HandoverNotice handovers={handovers} />
        </Suspense>
      )}
      <SummaryStrip at={time} />
      {time ? (
        <Suspense fallback={<Loading />}>
          <PastInbox at={time} chosen={alert} rule={rule} onOpen={openAlert} />
        </Suspense>
      ) : (
        <Inbox
          chosen={alert}
          rule={rule}
          order={order}
          filter={{ severity, area, agency, module }}
          onOpen={openAlert}
          onAll={showAll}
          onView={narrow}
        />
      )}
      <div className="map-column">
        <Suspense fallback={<div className="map-frame" />}>
          <SituationMap
            chosen={alert ? chosenAlert?.asset.code : asset}
            onChoose={openAsset}
            shown={{ at, layer, near, hide, base }}
            onShown={onShown}
            past={time ? { at: time, points: pastPoints } : undefined}
          />
        </Suspense>
        <Suspense fallback={<div className="time-room" />}>
          <TimeStrip at={time} onLook={look} />
        </Suspense>
      </div>
      <Suspense fallback={<Loading />}>
        {time ? (
          <PastPanel
            at={time}
            alert={alert}
            asset={asset}
            points={pastPoints}
            onClose={close}
            onAsset={openAsset}
            onAlert={openAlert}
          />
        ) : alert ? (
          <AlertPanel key={alert} id={alert} onClose={close} onAsset={openAsset} />
        ) : asset ? (
          <AssetPanel key={asset} code={asset} onClose={close} onAlert={openAlert} onAsset={openAsset} />
        ) : (
          <AssetList onChoose={openAsset} />
        )}
      </Suspense>
    </div>
  )
}
