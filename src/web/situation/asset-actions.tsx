import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import { useOpenAlerts } from '../api/alerts.ts'
import { useAssetKinds } from '../api/assets.ts'
import { useIncident } from '../api/incidents.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { Icon } from '../kit/icon.tsx'
import { withLateTexts } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'

const AssetDialog = lazy(() => import('../assets/asset-dialog.tsx').then((m) => ({ default: m.AssetDialog })))
const OpenDialog = lazy(() => import('../inbox/open-dialog.tsx').then((m) => ({ default: m.OpenDialog })))
const AssignDialog = lazy(() => import('../incidents/assign-dialog.tsx').then((m) => ({ default: m.AssignDialog })))
const WindowDialog = lazy(() =>
  withLateTexts(import('../settings/maintenance/window-dialog.tsx')).then((m) => ({ default: m.WindowDialog })),
)

/** The dialog that gives a task of the incident which an alert of the asset joined. */
function Assign({ incident, onClose }: { incident: string; onClose: () => void }) {
  const { data } = useIncident(incident)
  return data ? <AssignDialog incident={data} onClose={onClose} /> : null
}

/**
 * What can be done about an asset, as far as one may: its incident or a new one, a task in it, a maintenance window, an edit. An
 * incident is opened from an alert: without an open one the button stays and says why.
 */
export function AssetActions({ asset }: { asset: Asset }) {
  const { t } = useText()
  const { can, covers } = useSession()
  const { items: alerts } = useOpenAlerts(asset.code)
  const { data: kinds } = useAssetKinds()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'edit' | 'window' | 'task' | 'open'>()
  const close = () => setAsking(undefined)
  const kind = kinds?.find(({ type }) => type === asset.type)
  const isMine = covers(asset.agency.id) && !asset.retiredAt
  const incident = alerts?.find((alert) => alert.incident)?.incident
  const free = alerts?.find((alert) => !alert.incident)
  const mayManage = can('incidents.manage')
  const goTo = (id: string) => navigate({ to: '/su-co/$id', params: { id } })
  const openIncident = () => setAsking('open')
  const may = {
    edit: can('assets.edit') && isMine && kind !== undefined,
    window: can('alerts.handle') && isMine,
    task: mayManage && incident !== undefined,
  }
  const here = { group: 'here', icon: 'device' } as const
  useCommands([
    ...(incident
      ? []
      : mayManage && free
        ? [{ ...here, id: 'asset.incident', text: t('alert.open'), keys: 'i', run: openIncident }]
        : []),
    ...(may.task
      ? [{ ...here, id: 'asset.task', text: t('task.assign'), keys: 't', run: () => setAsking('task') }]
      : []),
    ...(may.window ? [{ ...here, id: 'asset.window', text: t('line.addWindow'), run: () => setAsking('window') }] : []),
    ...(may.edit ? [{ ...here, id: 'asset.edit', text: t('keys.edit'), keys: 'e', run: () => setAsking('edit') }] : []),
  ])
  return (
    <>
      {mayManage && !incident && alerts && !free && <p id="asset-why">{t('assetPanel.noAlert')}</p>}
      {may.edit && <Button onClick={() => setAsking('edit')}>{t('asset.edit')}</Button>}
      {may.window && <Button onClick={() => setAsking('window')}>{t('assetPanel.window')}</Button>}
      {may.task && <Button onClick={() => setAsking('task')}>{t('task.assign')}</Button>}
      <Link className="btn btn-plain" to="/thiet-bi/$code" params={{ code: asset.code }}>
        {t('asset.open')}
      </Link>
      {incident && (
        <Button look="primary" onClick={() => goTo(incident.id)}>
          <Icon name="flag" size={16} />
          {t('alert.goIncident', { number: incident.number })}
        </Button>
      )}
      {!incident && mayManage && (
        <Button
          look={free ? 'primary' : 'plain'}
          disabled={!free}
          aria-describedby={free ? undefined : 'asset-why'}
          onClick={openIncident}
        >
          <Icon name="flag" size={16} />
          {t('alert.open')}
        </Button>
      )}
      <Suspense>
        {asking === 'edit' && kind && <AssetDialog kind={kind} asset={asset} onClose={close} onSaved={close} />}
        {asking === 'window' && <WindowDialog asset={asset} onClose={close} />}
        {asking === 'open' && free && <OpenDialog alert={free} onClose={close} />}
        {asking === 'task' && incident && <Assign incident={incident.id} onClose={close} />}
      </Suspense>
    </>
  )
}
