import { Link } from '@tanstack/react-router'
import type { Alert } from '../../core/api/alerts.ts'
import { useAlertsOf } from '../api/alerts.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'
import { isAlertOpen, standOf } from './is-alert-open.ts'

function Line({ alert, onAlert }: { alert: Alert; onAlert: ((alert: Alert) => void) | undefined }) {
  const { t, local } = useText()
  return (
    <li className={isAlertOpen(alert) ? '' : 'asset-alert-over'}>
      <Mark kind={alert.severity} held={alert.handling !== 'new'} />
      <span className="asset-alert-title">
        {onAlert ? (
          <button type="button" className="link prose" onClick={() => onAlert(alert)}>
            {local(alert.title)}
          </button>
        ) : (
          <Link className="link prose" to="/" search={{ alert: alert.id }}>
            {local(alert.title)}
          </Link>
        )}
        <small>
          {t(`asset.handling.${standOf(alert)}`)}
          {alert.incident && (
            <>
              {' · '}
              <Link className="link" to="/su-co/$id" params={{ id: alert.incident.id }}>
                {t('asset.incident', { number: alert.incident.number })}
              </Link>
            </>
          )}
        </small>
      </span>
      <Moment at={alert.raisedAt} />
    </li>
  )
}

/** Every alert of an asset, newest first, open ones among them, with the incidents they joined. `onAlert` opens one beside; else its link does. */
export function AssetHistory({ code, onAlert }: { code: string; onAlert?: (alert: Alert) => void }) {
  const { t } = useText()
  const { list, items } = useAlertsOf(code)
  return (
    <section className="block" id="alerts">
      <h2 className="asset-part">{t('asset.history')}</h2>
      {list.isPending && <Loading rows={3} />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
      {items?.length === 0 && <p className="quiet">{t('asset.noHistory')}</p>}
      <ul className="asset-alerts">
        {items?.map((alert) => (
          <Line key={alert.id} alert={alert} onAlert={onAlert} />
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('asset.allHistory')}</Button>}
    </section>
  )
}
